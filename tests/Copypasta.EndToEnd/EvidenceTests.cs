using System.Globalization;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>Labels, templates and pairs of accounts, as the command writes them.</summary>
public sealed class EvidenceTests : IClassFixture<EvidenceTests.Runs>
{
    private static readonly string[] s_words =
        "harvest river lantern copper meadow winter saddle orchard pepper window timber garden violet marble anchor candle basket thunder feather pebble whistle barley cobble hammer ribbon".Split(' ');

    private static readonly string[] s_planted = ["quill", "rush", "sedge", "thorn", "umber"];

    private readonly Runs _runs;

    public EvidenceTests(Runs runs) => _runs = runs;

    [Fact]
    public void TheTitleOfALinkedPageReachesItsLabel()
    {
        var csv = new StringBuilder("id,author,created_at,text,urls,headline\n");
        for (var i = 0; i < 20; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i},reader{i},2021-03-{i + 1:00}T08:00:00Z,Ferry to Velnamere leaves from the northern pier https://t.co/x{i},https://tamdopost.example/ferry,\"Ferry to Velnamere leaves from the northern pier | \"\"Tamdo\"\" Post\"\n");
        }

        var input = _runs.Work.Write("titles.csv", csv.ToString());
        Assert.DoesNotContain(_runs.Work.Detect("untitled", input).Table("labels.csv"), row => row["label"] == "shared-link");
        Assert.Single(_runs.Work.Detect("titled", input, "--map", "link_title=headline").Table("labels.csv"), row => row["label"] == "shared-link");
    }

    /// <summary>
    /// 300 accounts that take up one of 200 sayings now and then, over forty days; five accounts that besides post the same fourteen texts within minutes of each other, each on a day of its own; a form that many fill
    /// in; and an account that repeats itself.
    /// </summary>
    public sealed class Runs : IDisposable
    {
        public Runs()
        {
            var random = new Random(7);
            var posts = new List<(DateTime Time, string Author, string Text)>();
            var start = new DateTime(2021, 3, 1, 0, 0, 0, DateTimeKind.Utc);
            string Saying(int n) => $"saying {n}: the {s_words[n % 25]} of the {s_words[n / 25 % 25]} keeps the {s_words[(n * 7 + 3) % 25]} from the {s_words[(n * 11 + 5) % 25]} {n * 37}";
            for (var i = 0; i < 9000; i++)
            {
                var account = random.Next(305);
                posts.Add((start.AddSeconds(random.Next(40 * 86400)), account < 300 ? $"account{account}" : s_planted[account - 300], Saying(random.Next(200))));
            }

            for (var text = 0; text < 14; text++)
            {
                var time = start.AddDays((text * 2) + 1).AddHours(9 + (text % 8));
                posts.AddRange(s_planted.Select(author => (time.AddSeconds(random.Next(240)), author, $"one text {text} for the {s_words[text]} fair and the {s_words[text + 5]} race, be there at noon sharp {text * 91}")));
            }

            posts.AddRange(Enumerable.Range(0, 40).Select(i => (
                start.AddDays(i % 20).AddMinutes(random.Next(1440)), $"account{i}", $"Dear committee, my name is {"Ada Bela Cyra Dorn Emil Fenn Gilda Hark".Split(' ')[i % 8]} and I have lived in the river valley for {20 + i} years, please keep the ferry running.")));
            posts.AddRange(Enumerable.Range(0, 12).Select(i => (start.AddDays(i), "echo", "my little shop by the bridge is open again, come and have a look at the new lanterns")));
            var csv = new StringBuilder("id,author,created_at,lang,text\n");
            var id = 1;
            foreach (var (time, author, text) in posts.OrderBy(post => post.Time))
            {
                csv.Append(CultureInfo.InvariantCulture, $"{id++},{author},{time:yyyy-MM-ddTHH:mm:ss}Z,en,\"{text}\"\n");
            }

            Input = Work.Write("posts.csv", csv.ToString());
            Plain = Work.Detect("plain", Input, "--frame", "keyword");
        }

        public Workspace Work { get; } = new();

        public string Input { get; }

        public Run Plain { get; }

        public void Dispose() => Work.Dispose();
    }

    [Fact]
    public void AccountsThatPostTheSameWithinMinutesAreToldFromThoseThatShareSayings()
    {
        var strong = _runs.Plain.Table("account_pairs.csv").Where(pair => pair["tier"] == "hard-to-explain-by-chance").ToList();
        Assert.Equal(10, strong.Count);
        Assert.All(strong, pair => Assert.True(s_planted.Contains(pair["a"]) && s_planted.Contains(pair["b"])));
        Assert.All(strong, pair =>
        {
            double Number(string column) => double.Parse(pair[column], CultureInfo.InvariantCulture);
            Assert.InRange(int.Parse(pair["occasions"], CultureInfo.InvariantCulture), 10, 30);
            Assert.InRange(Number("p"), double.Epsilon, 1e-10);
            Assert.InRange(Number("q"), 1e-12, 0.01);
            Assert.True(Number("lift_low") >= 5 && Number("lift_low") < Number("lift") && Number("lift") < Number("lift_high"));
            Assert.Equal("", pair["reasons"]);
        });
        Assert.All(_runs.Plain.Table("accounts.csv"), account => Assert.Equal(s_planted.Contains(account["account"]) ? "4" : "0", account["strong_pairs"]));
        var pairs = _runs.Plain.Json["account_pairs"]!;
        Assert.Equal(10, (int)pairs["hard_to_explain_by_chance"]!);
        Assert.False((bool)pairs["describes_archive_only"]!);
        Assert.Contains("common causes remain possible", _runs.Plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFiveAreOneCommunityThatAccountsName()
    {
        var community = Assert.Single(_runs.Plain.Table("communities.csv"), row => row["hard_to_explain_by_chance"] != "0");
        var pairs = _runs.Plain.Table("account_pairs.csv").Where(pair => s_planted.Contains(pair["a"]) && s_planted.Contains(pair["b"])).ToList();
        Assert.Equal(("5", "10", "10", "0", "1"), (community["accounts"], community["pairs"], community["hard_to_explain_by_chance"], community["worth_a_look"], community["resolution"]));
        Assert.Equal(pairs.Sum(pair => int.Parse(pair["occasions"], CultureInfo.InvariantCulture)), int.Parse(community["occasions"], CultureInfo.InvariantCulture));
        var members = _runs.Plain.Table("accounts.csv").Where(account => account["community"] == community["community"]).Select(account => account["account"]);
        Assert.Equal(s_planted.Order(), members.Order());
        var inPairs = _runs.Plain.Table("account_pairs.csv").SelectMany(pair => new[] { pair["a"], pair["b"] }).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(inPairs, _runs.Plain.Table("accounts.csv").Where(account => account["community"].Length > 0).Select(account => account["account"]).Order(StringComparer.Ordinal));
        var said = _runs.Plain.Json["account_pairs"]!;
        Assert.Equal((_runs.Plain.Table("communities.csv").Count, 20, 0), ((int)said["communities"]!, (int)said["community_seeds"]!, (int)said["interests"]!));
        Assert.InRange((double)said["community_agreement"]!, 0.5, 1);
        Assert.Contains("Communities of these accounts", _runs.Plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryCoPostIsTwoPostsOfTheTwoAccountsWithTheirOwnSimilarityAndLag()
    {
        var posts = _runs.Plain.Table("posts.csv").ToDictionary(post => post["row"]);
        var evidence = _runs.Plain.Table("pair_evidence.csv");
        Assert.NotEmpty(evidence);
        Assert.All(evidence, row =>
        {
            var (a, b) = (posts[row["a_row"]], posts[row["b_row"]]);
            Assert.Equal((row["a"], row["b"]), (a["author"], b["author"]));
            Assert.Equal(a["family"], b["family"]);
            Assert.True(a["text"] != b["text"] || row["similarity"] == "1.000000");
            var lag = DateTimeOffset.Parse(b["time"], CultureInfo.InvariantCulture) - DateTimeOffset.Parse(a["time"], CultureInfo.InvariantCulture);
            Assert.Equal(lag.TotalSeconds, double.Parse(row["lag_s"], CultureInfo.InvariantCulture));
        });
        foreach (var pair in _runs.Plain.Table("account_pairs.csv"))
        {
            var occasions = evidence.Where(row => row["a"] == pair["a"] && row["b"] == pair["b"]).Select(row => int.Parse(row["occasion"], CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(Enumerable.Range(1, occasions.Max()), occasions.Distinct().Order());
        }
    }

    /// <summary>The same posts by accounts of the same ids on another platform: names alone do not tell whose evidence a row is.</summary>
    [Fact]
    public void EvidenceOfAccountsOfTheSameIdOnTwoPlatformsIsToldApart()
    {
        var other = new StringBuilder();
        foreach (var line in File.ReadLines(_runs.Input).Skip(1))
        {
            var post = line.Split(',', 5);
            var time = DateTime.Parse(post[2], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).AddSeconds(7);
            other.Append(CultureInfo.InvariantCulture, $"{{\"id_str\":\"{post[0]}\",\"created_at\":\"{time:ddd MMM dd HH:mm:ss} +0000 {time:yyyy}\",\"full_text\":{post[4]},\"lang\":\"en\",\"user\":{{\"id_str\":\"{post[1]}\",\"screen_name\":\"{post[1]}\"}}}}\n");
        }

        var run = _runs.Work.Detect("platforms", _runs.Input, _runs.Work.Write("posts.ndjson", other.ToString()), "--frame", "keyword");
        static string Pair(Dictionary<string, string> row) => $"{row["a"]} {row["b"]} {row["a_platform"]} {row["b_platform"]}";
        var pairs = run.Table("account_pairs.csv");
        Assert.True(pairs.Select(pair => (pair["a"], pair["b"])).Distinct().Count() < pairs.Count, "no two pairs have the same names: nothing is put to the test");
        var evidence = run.Table("pair_evidence.csv").ToLookup(Pair);
        Assert.All(pairs, pair =>
        {
            var rows = evidence[Pair(pair)].ToList();
            Assert.InRange(rows.Count, int.Parse(pair["occasions"], CultureInfo.InvariantCulture), int.MaxValue);
            Assert.All(rows, row => Assert.Equal((row["a_source"] == _runs.Input, row["b_source"] == _runs.Input), (pair["a_platform"] == "unknown", pair["b_platform"] == "unknown")));
        });
    }

    [Theory]
    [InlineData("tamdopost.example", true)]
    [InlineData("youtube.com", false)] // anybody publishes there
    public void AccountsOfOneWebsiteHaveOneOwner(string host, bool isOne)
    {
        var random = new Random(5);
        var csv = new StringBuilder("id,author,created_at,text\n");
        var id = 0;
        for (var account = 0; account < 12; account++)
        {
            // What all twelve post, and what each links besides.
            for (var day = 0; day < 4; day++)
            {
                Write(account, day, $"edition {s_words[day]} of our paper brings {s_words[day + 4]} and {s_words[day + 8]} and {s_words[day + 12]} to all readers");
            }

            for (var own = 0; own < 12; own++)
            {
                Write(account, own, $"{string.Join(' ', random.GetItems(s_words, 12))} https://{(own % 6 == 5 ? "elsewhere.example" : "www." + host)}/{id}");
            }
        }

        var run = _runs.Work.Detect($"website-{isOne}", _runs.Work.Write($"website-{isOne}.csv", csv.ToString()), "--permutations", "0");
        var copied = run.Table("clusters.csv").Where(cluster => cluster["exemplar"].StartsWith("edition", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, copied.Count);
        Assert.All(copied, cluster => Assert.Equal(isOne, cluster["labels"].Split(' ').Contains("one-owner")));
        Assert.All(run.Table("labels.csv").Where(label => label["label"] == "one-owner"), label => Assert.Contains(host, label["values"], StringComparison.Ordinal));

        void Write(int account, int day, string text) => csv.Append(CultureInfo.InvariantCulture, $"{++id},writer{account},2021-03-{day + 1:00}T{account:00}:00:00Z,{text}\n");
    }

    [Fact]
    public void AFormHasSlotsAndAnAccountThatRepeatsItselfALabel()
    {
        var clusters = _runs.Plain.Table("clusters.csv");
        var form = clusters.First(cluster => cluster["exemplar"].StartsWith("Dear committee", StringComparison.Ordinal))["cluster"];
        var slots = _runs.Plain.Table("slots.csv").Where(slot => slot["cluster"] == form).ToList();
        Assert.Equal(["1", "2"], slots.Select(slot => slot["slot"]));
        Assert.Equal(["word", "number"], slots.Select(slot => slot["type"]));
        Assert.Equal("Dear committee, my name is ", slots[0]["before"]);
        Assert.Contains("[\"Ada\",", slots[0]["values"], StringComparison.Ordinal);
        var echo = clusters.First(cluster => cluster["exemplar"].StartsWith("my little shop", StringComparison.Ordinal));
        Assert.Contains("self-repeat", echo["labels"].Split(' '));
        var label = Assert.Single(_runs.Plain.Table("labels.csv"), row => row["cluster"] == echo["cluster"] && row["label"] == "self-repeat");
        Assert.Equal(("explains", "1.000000"), (label["effect"], label["share"]));
        Assert.All(clusters, cluster => Assert.Equal(
            cluster["labels"], string.Join(' ', _runs.Plain.Table("labels.csv").Where(row => row["cluster"] == cluster["cluster"]).Select(row => row["label"]))));
    }

    [Fact]
    public void ATakedownHasNoUpperTierAndSaysThatItDescribesTheArchiveOnly()
    {
        var run = _runs.Work.Detect("takedown", _runs.Input, "--frame", "takedown");
        var pairs = run.Table("account_pairs.csv");
        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal("worth-a-look", pair["tier"]));
        Assert.Contains(pairs, pair => pair["reasons"] == "takedown-frame");
        Assert.Contains("expected counts describe this archive only", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The five, sixty more accounts, and the other 240 as background; one post of the sixty is there, too.</summary>
    [Fact]
    public void BesideABackgroundATakedownHasAnUpperTierAndTablesSayWhatIsOfTheBackground()
    {
        var lines = File.ReadAllLines(_runs.Input);
        bool IsOfArchive(string line) => line.Split(',')[1] is var author && (s_planted.Contains(author) || (author.StartsWith("account", StringComparison.Ordinal) && int.Parse(author["account".Length..], CultureInfo.InvariantCulture) < 60));
        string Part(string name, Func<string, bool> isIn) => _runs.Work.Write(name, string.Join('\n', lines.Where((line, i) => i == 0 || isIn(line))) + "\n");
        var straying = lines.Last(line => line.Contains(",account7,", StringComparison.Ordinal));
        var (archive, others) = (Part("removed.csv", line => IsOfArchive(line) && line != straying), Part("others.csv", line => !IsOfArchive(line) || line == straying));
        var run = _runs.Work.Detect("background", archive, "--background", others, "--frame", "takedown").CountsAddUp();

        var pairs = run.Table("account_pairs.csv");
        var strong = pairs.Where(pair => pair["tier"] == "hard-to-explain-by-chance").ToList();
        Assert.Equal(10, strong.Count);
        Assert.All(strong, pair => Assert.True(s_planted.Contains(pair["a"]) && s_planted.Contains(pair["b"]) && pair["b_background"] == "false"));
        Assert.DoesNotContain("describe this archive only", run.Error, StringComparison.Ordinal);
        Assert.Contains("of the background;", run.Error, StringComparison.Ordinal);

        var archived = lines.Skip(1).Where(IsOfArchive).Select(line => line.Split(',')[1]).ToHashSet();
        Assert.All(run.Table("accounts.csv"), account => Assert.Equal(archived.Contains(account["account"]) ? "false" : "true", account["background"]));
        Assert.All(pairs, pair => Assert.True(archived.Contains(pair["a"]) && (pair["b_background"] == "true") != archived.Contains(pair["b"])));
        var posts = run.Table("posts.csv");
        Assert.All(posts, post => Assert.Equal(post["source"] == others ? "true" : "false", post["background"]));
        Assert.Contains(posts, post => post["author"] == "account7" && post["background"] == "true");
        var ofClusters = posts.Where(post => post["background"] == "true").CountBy(post => post["cluster"]).ToDictionary();
        Assert.All(run.Table("clusters.csv"), cluster => Assert.Equal(ofClusters.GetValueOrDefault(cluster["cluster"]), int.Parse(cluster["background_posts"], CultureInfo.InvariantCulture)));

        var json = run.Json;
        Assert.Equal(File.ReadAllLines(others).Length - 1, run.Count("background_posts"));
        Assert.Equal([null, true], json["inputs"]!.AsArray().Select(input => (bool?)input!["background"]));
        Assert.Equal([others], json["parameters"]!["background"]!.AsArray().Select(word => (string)word!));
        var (tested, eligible, ofBackground) = ((long)json["account_pairs"]!["pairs_tested"]!, (long)json["account_pairs"]!["eligible_accounts"]!, (long)json["account_pairs"]!["eligible_background_accounts"]!);
        Assert.Equal(((eligible - ofBackground) * (eligible - ofBackground - 1) / 2) + ((eligible - ofBackground) * ofBackground), tested);
        Assert.False((bool)json["account_pairs"]!["describes_archive_only"]!);
        var page = File.ReadAllText(run["report.html"]);
        Assert.Contains("are of the background: other people&#39;s", page, StringComparison.Ordinal);
        Assert.DoesNotContain("There is no outside population: expected counts describe this archive only.</p>", page, StringComparison.Ordinal);

        // What is archive and what is background decides what is found.
        string[] other = ["detect", others, "--background", archive, "--frame", "takedown", "-o", run.Folder, "--resume"];
        Assert.Contains("begun with other options or inputs", CopypastaProcess.Run(other).Error, StringComparison.Ordinal);
        string[] same = ["detect", archive, "--background", others, "--frame", "takedown", "-o", run.Folder, "--resume"];
        Assert.Contains("complete: nothing to go on with", CopypastaProcess.Run(same).Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ABackgroundThatServesNothingOrIsTheArchiveIsRefusedInOneLine()
    {
        var link = _runs.Work["link.csv"];
        File.CreateSymbolicLink(link, _runs.Input);
        Refused("is an input, too", _runs.Input, "--background", _runs.Input);
        Refused("is an input, too", _runs.Input, "--background", link);
        Refused("given twice", _runs.Input, "--background", link, "--background", link);
        Refused("nowhere.csv", _runs.Input, "--background", "nowhere.csv");
        Refused("--permutations 0", _runs.Input, "--background", _runs.Work.Write("few.csv", "id,author,text\n1,a,some words\n"), "--permutations", "0");
        Refused("--sample", "--sample", "--background", _runs.Input);

        void Refused(string message, params string[] arguments)
        {
            var refused = CopypastaProcess.Run(["detect", "-o", _runs.Work["refused"], .. arguments]);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains(message, Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void PostsAreCountedByScript()
    {
        var scripts = _runs.Plain.Json["scripts"]!.AsArray();
        var latin = Assert.Single(scripts)!;
        Assert.Equal("Latin", (string)latin["script"]!);
        Assert.Equal((_runs.Plain.Count("kept"), _runs.Plain.SetAside("duplicate_ids"), _runs.Plain.Count("posts_in_families")), ((long)latin["kept"]!, (long)latin["set_aside"]!, (long)latin["clustered"]!));
        long PostsOf(Func<string, bool> isOf) => _runs.Plain.Table("accounts.csv").Where(account => isOf(account["account"])).Sum(account => long.Parse(account["posts"], CultureInfo.InvariantCulture));
        Assert.Equal(PostsOf(s_planted.Contains), (long)latin["in_upper_tier"]!);
        var paired = _runs.Plain.Table("account_pairs.csv").SelectMany(pair => new[] { pair["a"], pair["b"] }).ToHashSet();
        Assert.Equal(PostsOf(paired.Contains), (long)latin["in_tier"]!);
        Assert.Null(_runs.Work.Detect("no-tiers", _runs.Input, "--permutations", "0").Json["scripts"]![0]!["in_tier"]);
    }

    [Fact]
    public void TheOrderOfInputsDoesNotMatter()
    {
        var lines = File.ReadAllLines(_runs.Input);
        string Part(string name, int parity) => _runs.Work.Write(name, string.Join('\n', lines.Where((_, i) => i == 0 || i % 2 == parity)) + "\n");
        var (odd, even) = (Part("odd.csv", 1), Part("even.csv", 0));
        var (first, second) = (_runs.Work.Detect("odd-even", odd, even, "--frame", "keyword"), _runs.Work.Detect("even-odd", even, odd, "--frame", "keyword"));
        Assert.All(["accounts", "labels", "slots", "account_pairs", "pair_evidence", "communities"], table => Assert.Equal(File.ReadAllText(first[$"{table}.csv"]), File.ReadAllText(second[$"{table}.csv"])));
        Assert.Equal(File.ReadAllText(_runs.Plain["account_pairs.csv"]), File.ReadAllText(first["account_pairs.csv"]));
    }

    [Fact]
    public void WithoutPermutationsThereAreNoPairs()
    {
        var run = _runs.Work.Detect("none", _runs.Input, "--permutations", "0");
        Assert.False(File.Exists(run["account_pairs.csv"]));
        Assert.Null(run.Json["account_pairs"]);
        Assert.All(run.Table("accounts.csv"), account => Assert.Equal("", account["strong_pairs"]));
        Assert.Equal(File.ReadAllBytes(_runs.Plain["labels.csv"]), File.ReadAllBytes(run["labels.csv"]));
    }

    [Fact]
    public void WhatIsKnownByHeartIsLabelledWithItsCitation()
    {
        var known = _runs.Work.Write("known.tsv", "my little shop by the bridge is open again, come and have a look at the new lanterns\tLantern Song 3\n");
        var run = _runs.Work.Detect("known", _runs.Input, "--permutations", "0", "--known", known);
        Assert.Contains("Lantern Song 3", Assert.Single(run.Table("labels.csv"), row => row["label"] == "known-text")["values"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--frame", "everything", "--frame everything: allowed are takedown, keyword, accounts, sample, unknown")]
    [InlineData("--permutations", "-1", "--permutations -1")]
    [InlineData("--known", "nowhere.tsv", "nowhere.tsv")]
    [InlineData("--accounts", "nowhere.csv", "nowhere.csv")]
    public void OptionsThatCannotBeAreRefusedInOneLine(string option, string value, string message)
    {
        var refused = CopypastaProcess.Run("detect", _runs.Input, "-o", _runs.Work["refused"], option, value);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
