using System.Globalization;
using System.Text;

namespace Copypasta.Synthesis;

/// <summary>A post before it is numbered: its time in seconds after the corpus's start.</summary>
internal readonly record struct Draft(long Seconds, int Author, string Text, string Group, string Kind, bool IsRepost = false);

/// <summary>
/// One source of posts in time order: the background of a language, or a lane in which groups of copies follow one another. A lane holds one group
/// at a time, whose window of the period is in proportion to its size; so any number of posts needs the memory of one group per lane.
/// </summary>
internal sealed class PostStream(StreamSort sort, Language language, int posts, int pool, int number, SynthesisOptions options)
{
    private const int SmallestGroup = 6;
    private const int LargestGroup = 2048;

    /// <summary>Readers who pass on what is talked about. Few enough for each to do so on several days, as accounts must to be compared at all.</summary>
    private const int Readers = 150;

    /// <summary>A small part of the posts at one time of the day, as what is talked about is one thing among many.</summary>
    private const int LargestTalk = 16;

    private const int CrewSize = 8;
    private const int Block = 256;

    private readonly Xoshiro256 _random = new(options.Seed, (ulong)number);
    private readonly DailyRhythm _rhythm = new(options.Start.UtcDateTime.Hour + language.OffsetHours, options.Days);
    private readonly StringBuilder _text = new();
    private readonly string[] _kinds = Variation.KindsFor(language);
    private int _groups;

    public Language Language => language;

    public IEnumerable<Draft> Posts() => sort switch
    {
        StreamSort.Background => Background(),
        StreamSort.Quote or StreamSort.Greeting => Recurring(),
        StreamSort.Campaign => Lane(Campaign),
        StreamSort.Headline => Lane(Headline),
        StreamSort.Update => Lane(Update),
        StreamSort.Talk => Lane(Talk, LargestTalk),
        StreamSort.Crew => Crew(),
        _ => Lane(Shared),
    };

    /// <summary>Posts of nobody else, in blocks whose times are drawn and sorted.</summary>
    private IEnumerable<Draft> Background()
    {
        foreach (var seconds in SpreadTimes())
        {
            yield return new Draft(seconds, Accounts.Draw(pool, _random), BackgroundText(), "", PostKinds.Background);
        }
    }

    private string BackgroundText()
    {
        // 20 to 280 UTF-16 units, as a post is; nearly all first attempts are.
        do
        {
            _text.Clear();
            language.Grammar.Expand("post", _random, _text);
        }
        while (_text.Length is < 20 or > 280);
        return _text.ToString();
    }

    /// <summary>A proverb or wish that everybody in the language knows, all through the period. The group is the text.</summary>
    private IEnumerable<Draft> Recurring()
    {
        var quote = sort == StreamSort.Quote;
        var symbol = quote ? "proverb" : "greeting";
        var texts = language.Grammar.CountOf(symbol);
        foreach (var seconds in SpreadTimes())
        {
            var which = Math.Min(_random.Next(texts), _random.Next(texts));
            var text = language.Grammar.Expand(symbol, which, _random);
            if (quote)
            {
                text = language.Grammar.Expand("quote", _random).Replace("%", text, StringComparison.Ordinal);
            }
            else if (_random.Chance(20))
            {
                text += _random.Pick<string>([" 🎈", " 🌷", "!!"]);
            }

            yield return new Draft(seconds, _random.Next(pool), text, GroupName(which), quote ? PostKinds.OrganicQuote : PostKinds.OrganicGreeting);
        }
    }

    private IEnumerable<long> SpreadTimes()
    {
        var positions = new long[Block];
        for (var done = 0; done < posts; done += Block)
        {
            var count = Math.Min(Block, posts - done);
            (var from, var to) = Window(done, count);
            for (var i = 0; i < count; i++)
            {
                positions[i] = from + _random.Next(to - from);
            }

            Array.Sort(positions, 0, count);
            for (var i = 0; i < count; i++)
            {
                yield return _rhythm.SecondsAt(positions[i]);
            }
        }
    }

    /// <summary>Groups one after the other; sizes have a tail like 1/size.</summary>
    private IEnumerable<Draft> Lane(Func<int, (long From, long To), IEnumerable<Draft>> group, int largest = LargestGroup)
    {
        for (var done = 0; done < posts;)
        {
            var size = SmallestGroup + _random.Next(SmallestGroup);
            while (size < largest && _random.Chance(50))
            {
                size = size * 2 + _random.Next(2);
            }

            if (posts - done < Math.Min(size, largest) + 3)
            {
                size = Math.Min(posts - done, largest);
            }

            size = Math.Min(size, largest);
            foreach (var draft in group(size, Window(done, size)))
            {
                yield return draft;
            }

            done += size;
            _groups++;
        }
    }

    // The crew that posts a lane's messages, changed from time to time.
    private int[] _crew = [];
    private int _messagesLeft;
    private string _crewTag = "";

    private IEnumerable<Draft> Campaign(int size, (long From, long To) window)
    {
        if (_messagesLeft-- == 0)
        {
            var members = 5 + _random.Next(6);
            while (members < 80 && _random.Chance(45))
            {
                members *= 2;
            }
            ChooseCrew(members, pool);
            _messagesLeft = 4 + _random.Next(9);
        }
        return Message(size, () => BurstTimes(size, window));
    }

    /// <summary>
    /// One small crew all through the period: most of its members post a message within minutes of each other, some days later the next. Nobody leads, so none of them is always the one who comes after.
    /// </summary>
    private IEnumerable<Draft> Crew()
    {
        ChooseCrew(CrewSize, Math.Min(pool, Readers));
        for (var done = 0; done < posts; _groups++)
        {
            var size = Math.Min(CrewSize - _random.Next(3), posts - done);
            var window = Window(done, size);
            _random.Shuffle(_crew);
            foreach (var draft in Message(size, () => MinutesWithin(size, window)))
            {
                yield return draft;
            }

            done += size;
        }
    }

    private void ChooseCrew(int members, int among)
    {
        // Neighbouring numbers are different people with different handles: no member stands twice.
        var first = _random.Next(among);
        _crew = [.. Enumerable.Range(0, Math.Min(members, among)).Select(m => (int)((first + (long)m * 7) % among))];
        _crewTag = " #" + language.Grammar.Expand("tag", _random);
    }

    /// <summary>Posts of the crew, in turn, made from one text; the times are drawn after the text.</summary>
    private IEnumerable<Draft> Message(int size, Func<long[]> drawTimes)
    {
        var letter = _groups % 4 == 2;
        var body = language.Grammar.Expand(letter ? "letter" : "message", _random);
        var tags = _random.Chance(75) ? _crewTag : "";
        if (tags.Length > 0 && _random.Chance(30))
        {
            tags += " #" + language.Grammar.Expand("tag", _random);
        }

        var own = _kinds[(number + _groups) % _kinds.Length];
        var times = drawTimes();
        var group = GroupName(_groups);
        var turn = _random.Next(_crew.Length);
        for (var i = 0; i < size; i++)
        {
            var author = _crew[(turn + i) % _crew.Length];
            if (letter)
            {
                yield return new Draft(times[i], author, language.Grammar.Fill(body, _random) + tags, group, PostKinds.Template);
                continue;
            }
            var manner = i == 0 ? 0 : _random.Next(100);
            if (manner is > 0 and < 4)
            {
                yield return Repost(times[i], author, _crew[turn], body + tags, group);
                continue;
            }
            var kind = i == 0 ? PostKinds.Original : manner < 42 ? PostKinds.ExactCopy : manner < 65 ? own : _random.Pick<string>(_kinds);
            var text = kind is PostKinds.Original or PostKinds.ExactCopy ? body + tags : Variation.Apply(kind, body, tags, language, _random);
            yield return new Draft(times[i], author, text, group, kind);
        }
    }

    /// <summary>A share button: the headline and its link, sometimes with the paper's name.</summary>
    private IEnumerable<Draft> Headline(int size, (long From, long To) window)
    {
        var headline = language.Grammar.Expand("headline", _random);
        var outlet = language.Grammar.Expand("outlet", _random);
        var link = string.Create(CultureInfo.InvariantCulture, $"https://tidings.example/{language.Code}/{_random.Next(1 << 30):x}");
        foreach (var seconds in FadingTimes(size, window))
        {
            var text = _random.Chance(75) ? $"{headline} {link}" : $"{headline} | {outlet} {link}";
            yield return new Draft(seconds, _random.Next(pool), text, GroupName(_groups), PostKinds.OrganicHeadline);
        }
    }

    /// <summary>What is talked about for some days: a headline's link, or a saying in quotation marks, passed on by readers who have only that in common.</summary>
    private IEnumerable<Draft> Talk(int size, (long From, long To) window)
    {
        var headline = language.Grammar.Expand("headline", _random);
        var isSaying = _groups % 3 == 2;
        var text = isSaying ? $"“{headline}”" : string.Create(CultureInfo.InvariantCulture, $"{headline} https://tidings.example/{language.Code}/{_random.Next(1 << 30):x}");
        foreach (var seconds in FadingTimes(size, window))
        {
            yield return new Draft(seconds, _random.Next(Math.Min(pool, Readers)), text, GroupName(_groups), isSaying ? PostKinds.OrganicQuote : PostKinds.OrganicHeadline);
        }
    }

    /// <summary>A measuring station: one account, nearly even intervals.</summary>
    private IEnumerable<Draft> Update(int size, (long From, long To) window)
    {
        var template = language.Grammar.Expand("update", _random);
        var station = _random.Next(pool);
        var from = _rhythm.SecondsAt(window.From);
        var length = _rhythm.SecondsAt(window.To) - from;
        for (var i = 0; i < size; i++)
        {
            var interval = length * (i + 1) / size - length * i / size;
            var seconds = from + length * i / size + _random.Next(interval / 20 + 1);
            yield return new Draft(seconds, station, language.Grammar.Fill(template, _random), GroupName(_groups), PostKinds.OrganicUpdate);
        }
    }

    /// <summary>A post that people like and repost.</summary>
    private IEnumerable<Draft> Shared(int size, (long From, long To) window)
    {
        var text = BackgroundText();
        var author = _random.Next(pool);
        var first = true;
        foreach (var seconds in FadingTimes(size, window))
        {
            yield return first
                ? new Draft(seconds, author, text, GroupName(_groups), PostKinds.Original)
                : Repost(seconds, _random.Next(pool), author, text, GroupName(_groups));
            first = false;
        }
    }

    private Draft Repost(long seconds, int author, int original, string text, string group)
    {
        var prefixed = _random.Chance(50);
        return new Draft(seconds, author, prefixed ? $"RT @{Accounts.Handle(language, original)}: {text}" : text, group, PostKinds.Repost, IsRepost: true);
    }

    /// <summary>One to four bursts of 40 s to 30 min, and three posts in ten at any hour of the window.</summary>
    private long[] BurstTimes(int size, (long From, long To) window)
    {
        var end = _rhythm.SecondsAt(window.To);
        Span<long> bursts = stackalloc long[1 + _random.Next(4)];
        foreach (ref var burst in bursts)
        {
            burst = _rhythm.SecondsAt(window.From + _random.Next(window.To - window.From));
        }

        var length = _random.Pick<int>([40, 300, 1800]);
        var times = new long[size];
        foreach (ref var time in times.AsSpan())
        {
            time = _random.Chance(70)
                ? Math.Min(end, _random.Pick<long>(bursts) + Math.Min(_random.Next(length), _random.Next(length)))
                : _rhythm.SecondsAt(window.From + _random.Next(window.To - window.From));
        }
        Array.Sort(times);
        return times;
    }

    /// <summary>Within four minutes at some moment of the window.</summary>
    private long[] MinutesWithin(int size, (long From, long To) window)
    {
        var end = _rhythm.SecondsAt(window.To);
        var start = _rhythm.SecondsAt(window.From + _random.Next(window.To - window.From));
        var times = new long[size];
        foreach (ref var time in times.AsSpan())
        {
            time = Math.Min(end, start + _random.Next(240));
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>Most at once, fewer and fewer later: the smallest of three uniform draws.</summary>
    private long[] FadingTimes(int size, (long From, long To) window)
    {
        var length = window.To - window.From;
        var times = new long[size];
        foreach (ref var time in times.AsSpan())
        {
            time = _rhythm.SecondsAt(window.From + Math.Min(_random.Next(length), Math.Min(_random.Next(length), _random.Next(length))));
        }

        Array.Sort(times);
        return times;
    }

    private (long From, long To) Window(int done, int count)
    {
        var from = (long)((UInt128)(ulong)_rhythm.Length * (uint)done / (uint)posts);
        var to = (long)((UInt128)(ulong)_rhythm.Length * (uint)(done + count) / (uint)posts);
        return (from, Math.Max(from + 1, to));
    }

    private string GroupName(int serial) => string.Create(CultureInfo.InvariantCulture, $"{language.Code}{number}-{serial + 1}");
}
