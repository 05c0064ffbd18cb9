using System.Globalization;
using System.Text;
using static Copypasta.Campaigns.LabelCode;

namespace Copypasta.Campaigns.Tests;

/// <summary>Families of people copying for ordinary reasons, and one of plain bursts for which nothing is known.</summary>
internal sealed class OrganicFamilies
{
    private const int Clusters = 40;

    private readonly StudyCrowd _crowd;
    private readonly Dictionary<string, HashtagUse> _hashtags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MainHost> _hosts = new(StringComparer.Ordinal);
    private readonly StringBuilder _owners = new("account,owner,profile,links\n");

    public OrganicFamilies(int seed)
    {
        _crowd = new StudyCrowd(seed);
        All = [.. Make().SelectMany(family => Enumerable.Range(0, Clusters).Select(_ => family()))];
        var known = new StringBuilder();
        foreach ((var citation, var text) in StudyTexts.Verses)
        {
            known.Append(text).Append('\t').Append(citation).Append('\n');
        }

        foreach (var proverb in StudyTexts.Proverbs)
        {
            known.Append(proverb).Append("\tSprichwort\n");
        }

        References = new LabelReferences
        {
            Known = KnownReferences.Parse("known.tsv", Encoding.UTF8.GetBytes(known.Append("Velna Water Office\t\tissuer\nvelna-water\t\tissuer\n").ToString())),
            Accounts = AccountOwners.Parse("accounts.csv", Encoding.UTF8.GetBytes(_owners.ToString())),
            Hashtags = tag => _hashtags.TryGetValue(tag, out var use) ? use : new HashtagUse(40, 38, 30),
        };
    }

    public IReadOnlyList<StudyCluster> All { get; }

    public LabelReferences References { get; }

    private IEnumerable<Func<StudyCluster>> Make() =>
    [
        Reposts, Headlines, ShareButtons, Quotations, Verses, ProverbLists, Greetings, Letters, Dockets, Petitions, ChainLetters, Giveaways, Stations, Apps, Warnings, Issuers,
        Outlets, Networks, Websites, Games, Slogans, Exclamations, Widespread, PlainBursts,
    ];

    private int Size => _crowd.Number(20, 130);

    private string Text() => _crowd.Pick(StudyTexts.Of(_crowd.Pick(StudyTexts.Languages)));

    private StudyCluster Of(string family, ClusterFacts facts, LabelCode[] expected, params LabelCode[] allowed) =>
        new(family, facts with { HostsElsewhere = account => _hosts.TryGetValue(account, out var host) ? host : new MainHost("site0.example", 4, 20) }, expected, allowed);

    private StudyCluster Reposts()
    {
        var text = Text();
        return Of("reposts", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(40), i => i > 0 && _crowd.Chance(0.3) ? $"RT @velna: {text}" : text, (p, i) => p with { IsRepost = i > 0 && !p.Text.StartsWith("RT", StringComparison.Ordinal) ? true : null })), [Repost]);
    }

    private StudyCluster Headlines()
    {
        var title = Text();
        var link = $"https://www.tamdopost{_crowd.Number(1, 9)}.example/news/{_crowd.Number(1, 99999)}";
        return Of("headlines shared", _crowd.Cluster(_crowd.Posts(
            Size, _crowd.Burst(72),
            _ => _crowd.Chance(0.1) ? $"{title} – I read this twice, worth your time! {link}" : _crowd.Noise(title) + $" {link}?utm_source=x{_crowd.Number(1, 9)}",
            (p, _) => p with { LinkTitle = title + " | The Tamdo Post" })), [SharedLink]);
    }

    private StudyCluster ShareButtons()
    {
        var title = Text();
        var link = $"https://tamdopost.example/{_crowd.Number(1, 99999)}";
        var button = _crowd.Pick(["{0} {1} via @tamdopost", "{0} via @tamdopost {1}", "{0} {1} vía @tamdopost", "{0} {1} через @tamdopost", "{0} {1} @tamdopostさんから"]);
        return Of("share buttons", _crowd.Cluster(_crowd.Posts(
            Size, _crowd.Burst(72), _ => _crowd.Chance(0.1) ? $"{title} {link}" : string.Format(CultureInfo.InvariantCulture, button, title, link) + (_crowd.Chance(0.1) ? " #news" : ""))), [SharedLink]);
    }

    private StudyCluster Quotations()
    {
        var text = Text();
        (var open, var close) = _crowd.Pick([("“", "”"), ("\"", "\""), ("„", "“"), ("«", "»"), ("「", "」"), ("‘", "’")]);
        var person = _crowd.Pick(StudyWords.People);
        var style = _crowd.Number(0, 2);
        return Of("quotations", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(200), _ => _crowd.Chance(0.04) ? text : style switch
        {
            0 => _crowd.Noise($"{open}{text}{close}"),
            1 => _crowd.Noise($"{open}{text}{close} - {person}"),
            _ => $"{text.TrimEnd('.', '。', ' ')}.\n— {person}" + (_crowd.Chance(0.2) ? " #quote" : ""),
        })), [Quotation]);
    }

    private StudyCluster Verses()
    {
        var at = _crowd.Number(0, StudyTexts.Verses.Length - 1);
        while (StudyTexts.Verses[at].Text.Length < 60)
        {
            at = _crowd.Number(0, StudyTexts.Verses.Length - 1);
        }

        (var citation, var verse) = StudyTexts.Verses[at];
        return Of("scripture", _crowd.Cluster(_crowd.Posts(
            Size, _crowd.Burst(100), _ => _crowd.Number(0, 4) switch { 0 => $"{verse} {citation}", 1 => $"{verse} 🙏", 2 => verse.ToUpperInvariant(), 3 => $"{verse} ({citation}) #bible", _ => verse })), [KnownText], Quotation);
    }

    private StudyCluster ProverbLists()
    {
        var proverb = _crowd.Pick(StudyTexts.Proverbs);
        return Of("proverbs", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(300), _ => proverb + _crowd.Pick(["", "!", " 😂", " 👍"]))), [KnownText], TooCommon, Quotation);
    }

    private StudyCluster Greetings()
    {
        var text = _crowd.Pick(StudyWords.Greetings[_crowd.Pick(StudyWords.Languages)]);
        var weeks = _crowd.Weeks(_crowd.Number(9, 40));
        return Of("greetings", _crowd.Cluster(_crowd.Posts(_crowd.Number(40, 130), weeks, _ => _crowd.Noise(text))), [RecurringPhrase]);
    }

    private StudyCluster Letters()
    {
        var language = _crowd.Pick(StudyWords.Languages);
        (var salutation, var body) = (_crowd.Pick(StudyWords.Salutations[language]), _crowd.Pick(StudyTexts.Of(language)));
        return Of("letters to an office", _crowd.Cluster(
            _crowd.Posts(Size, _crowd.Burst(400), _ => $"{string.Format(CultureInfo.InvariantCulture, salutation, "Pelby")} {body} {_crowd.Pick(StudyWords.People)}, {_crowd.Pick(StudyWords.Towns)}"),
            new SlotFacts(SlotType.Words, StudyWords.People), new SlotFacts(SlotType.Words, StudyWords.Towns)), [FormLetter]);
    }

    private StudyCluster Dockets()
    {
        (var body, var docket) = (Text(), $"{_crowd.Number(10, 23)}-{_crowd.Number(100, 400)}");
        return Of("comments on a docket", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(900), _ => _crowd.Noise(body), (p, _) => p with { Docket = docket, Client = null })), [FormLetter], RecurringPhrase);
    }

    private StudyCluster Petitions()
    {
        var language = _crowd.Pick(StudyWords.Languages);
        (var ask, var body) = (_crowd.Pick(StudyWords.Petitions[language]), _crowd.Pick(StudyTexts.Of(language)));
        var link = _crowd.Pick(["https://www.change.org/p/save-{0}", "https://petition.parliament.uk/petitions/{0}", "https://www.openpetition.eu/petition/online/{0}", "https://www.roi.ru/{0}"]);
        link = string.Format(CultureInfo.InvariantCulture, link, _crowd.Number(1, 99999));
        return Of("petitions", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(200), _ => $"{ask} {_crowd.Noise(body)} {link}?recruiter={_crowd.Number(1, 999)}")), [FormLetter], SharedLink);
    }

    private StudyCluster ChainLetters()
    {
        var language = _crowd.Pick(StudyWords.Languages);
        (var body, var ask) = (_crowd.Pick(StudyTexts.Of(language)), _crowd.Pick(StudyWords.Asks[language]));
        return Of("chain letters", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(300), _ => _crowd.Chance(0.2) ? body : _crowd.Noise($"{body} {ask}"))), [AsksToBeCopied]);
    }

    private StudyCluster Giveaways()
    {
        var language = _crowd.Pick(StudyWords.Languages);
        (var body, var entry) = (_crowd.Pick(StudyTexts.Of(language)), _crowd.Pick(StudyWords.Entries[language]));
        return Of("giveaways", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(150), _ => _crowd.Noise($"{entry} {body}"))), [Giveaway]);
    }

    private StudyCluster Stations()
    {
        var report = _crowd.Pick(StudyWords.Reports[_crowd.Pick(StudyWords.Languages)]);
        var start = _crowd.Burst(1)();
        var accounts = Enumerable.Range(0, _crowd.Number(1, 60)).Select(_ => _crowd.NewAccount()).ToArray();
        var interval = _crowd.Pick([LabelSample.Hour, LabelSample.Hour / 2, LabelSample.Day]);
        return Of("weather and gauge stations", _crowd.Cluster(
            _crowd.Posts(accounts.Length * 8, () => 0, _ => string.Format(CultureInfo.InvariantCulture, report, _crowd.Number(1, 40), _crowd.Number(1, 90), _crowd.Number(900, 1100)), (p, i) => p with
            {
                Account = accounts[i % accounts.Length],
                Client = "WeatherLink",
                Time = start + (i / accounts.Length * interval) + (_crowd.Random.NextInt64(interval) / 20),
            }),
            new SlotFacts(SlotType.Number, ["1", "2"])), [AutomatedFeed], SelfRepeat);
    }

    private StudyCluster Apps()
    {
        var app = _crowd.Pick(["Tamdo Rower", "StepCounter", "Velnabike", "OarTracker"]);
        var text = _crowd.Pick(["I just rowed {0} km in {1} minutes with {2}", "He corrido {0} km en {1} minutos con @{3}", "{0} km in {1} Minuten #{3}", "Я проехал {0} км за {1} минут с {2}"]);
        return Of("apps that report", _crowd.Cluster(
            _crowd.Posts(Size, _crowd.Weeks(4), _ => string.Format(CultureInfo.InvariantCulture, text, _crowd.Number(2, 40), _crowd.Number(10, 200), app, app.Replace(" ", "", StringComparison.Ordinal)), (p, _) => p with { Client = app }),
            new SlotFacts(SlotType.Number, ["3", "12"]), new SlotFacts(SlotType.Number, ["40", "60"])), [AutomatedFeed], TooCommon);
    }

    private StudyCluster Warnings()
    {
        var text = _crowd.Pick(StudyWords.Warnings[_crowd.Pick(StudyWords.Languages)]);
        var start = _crowd.Burst(1)();
        var account = _crowd.NewAccount();
        return Of("weather warnings", _crowd.Cluster(
            _crowd.Posts(_crowd.Number(20, 80), () => 0, i => string.Format(CultureInfo.InvariantCulture, text, _crowd.Pick(StudyWords.Towns), i % 24, _crowd.Number(1, 90)), (p, i) => p with { Account = account, Client = "WarnCenter", Time = start + (i * LabelSample.Hour) + _crowd.Random.NextInt64(60_000) }),
            new SlotFacts(SlotType.Words, StudyWords.Towns), new SlotFacts(SlotType.Time, ["8:00"]), new SlotFacts(SlotType.Number, ["7", "9"])), [Alert, AutomatedFeed], SelfRepeat);
    }

    private StudyCluster Issuers()
    {
        var text = string.Format(CultureInfo.InvariantCulture, _crowd.Pick(StudyWords.Warnings[_crowd.Pick(StudyWords.Languages)]), "Velnamere", 8, 40);
        return Of("alerts passed on", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(8), _ => _crowd.Noise($"Velna Water Office: {text}"))), [Alert], TooCommon);
    }

    private StudyCluster Outlets()
    {
        (var text, var owner) = (Text(), $"Tamdo Media {_crowd.Number(1, 9999)}");
        var posts = _crowd.Posts(_crowd.Number(5, 40), _crowd.Burst(3), _ => _crowd.Noise(text));
        foreach (var post in posts.Where(p => p.Account is not null))
        {
            _owners.Append(CultureInfo.InvariantCulture, $"{post.Account},{owner},,\n");
        }

        return Of("outlets of one owner", _crowd.Cluster(posts), [OneOwner]);
    }

    private StudyCluster Networks()
    {
        var text = Text();
        var posts = _crowd.Posts(_crowd.Number(3, 12), _crowd.Burst(3), _ => _crowd.Noise(text), (p, _) => p with { Account = p.Account ?? _crowd.NewAccount() });
        foreach (var post in posts)
        {
            _owners.Append(CultureInfo.InvariantCulture, $"{post.Account},,https://x.example/{post.Account},{string.Join(' ', posts.Select(p => $"https://x.example/{p.Account}"))}\n");
        }

        return Of("profiles that link one another", _crowd.Cluster(posts), [OneOwner]);
    }

    private StudyCluster Websites()
    {
        (var text, var host) = (Text(), $"paper{_crowd.Number(1, 9999)}.example");
        var posts = _crowd.Posts(_crowd.Number(5, 40), _crowd.Burst(12), _ => _crowd.Noise(text));
        foreach (var post in posts.Where(p => p.Account is not null))
        {
            var there = _crowd.Number(40, 90);
            _hosts.Add(post.Account!, new MainHost(host, there, there + _crowd.Number(0, 8)));
        }

        return Of("accounts of one website", _crowd.Cluster(posts), [OneOwner]);
    }

    private StudyCluster Games()
    {
        var tag = _crowd.Pick(["MakeAFilmMaritime", "SeemannsFilme", "RenameAFruit", "МорскиеФильмы", "海上电影"]) + _crowd.Number(1, 9999);
        if (_crowd.Chance(0.5))
        {
            return Of("hashtag games", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(20), _ => $"{Text()} #{tag}")), [HashtagGame]);
        }

        var joke = Text();
        _hashtags.Add(tag.ToLowerInvariant(), new HashtagUse(400, 120, 300));
        return Of("hashtag games", _crowd.Cluster(_crowd.Posts(_crowd.Number(3, 30), _crowd.Burst(20), _ => $"{joke} #{tag}")), [HashtagGame]);
    }

    private StudyCluster Slogans()
    {
        (var text, var account) = (Text(), _crowd.NewAccount());
        return Of("one's own slogan", _crowd.Cluster(_crowd.Posts(_crowd.Number(10, 90), _crowd.Weeks(30), _ => _crowd.Noise(text), (p, i) => p with { Account = _crowd.Chance(0.04) ? p.Account : account })), [SelfRepeat]);
    }

    private StudyCluster Exclamations()
    {
        var text = _crowd.Pick(["Good morning!", "Happy birthday", "Guten Morgen", "¡Gol!", "Доброе утро", "早上好", "Buongiorno", "Bom dia", "Wow", "Frohe Ostern"]);
        return Of("exclamations", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(20), _ => text)), [TooCommon]);
    }

    private StudyCluster Widespread()
    {
        var text = Text();
        return Of("said by everybody", _crowd.Cluster(_crowd.Posts(_crowd.Number(50, 130), _crowd.Burst(10), _ => _crowd.Noise(text))) with { EligibleAccounts = _crowd.Number(1000, 4000) }, [TooCommon]);
    }

    private StudyCluster PlainBursts()
    {
        var text = Text();
        return Of("plain bursts", _crowd.Cluster(_crowd.Posts(Size, _crowd.Burst(2), _ => _crowd.Noise(text))), []);
    }
}
