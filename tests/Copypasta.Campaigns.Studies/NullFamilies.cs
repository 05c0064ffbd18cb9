using static Copypasta.Campaigns.Studies.StudyCorpus;

namespace Copypasta.Campaigns.Studies;

/// <summary>
/// Corpora in which nobody acts together. Written down before the first was measured, and not changed by what was measured: where the null does not hold, that is a result.
/// </summary>
public static class NullFamilies
{
    private const int TextsPerDay = 30;

    /// <summary>Every family with its name.</summary>
    public static IReadOnlyList<(string Name, Action<StudyCorpus> Fill)> All { get; } =
    [
        ("independent", Independent),
        ("life-spans and time zones", LifeSpans),
        ("shared interest", corpus => corpus.Interests = SharedInterest(corpus)),
        ("shared interest, not shown", corpus => SharedInterest(corpus)),
        ("scheduled at :00 and :30", Scheduled),
        ("breaking news", BreakingNews),
        ("text banks", TextBanks),
        ("followers of the followed", Followers),
        ("bilingual: Latin and Arabic", corpus => Bilingual(corpus, minority: 0.35, hours: 2)),
        ("bilingual: Latin and Cyrillic", corpus => Bilingual(corpus, minority: 0.25, hours: 3)),
        ("bilingual: Latin and CJK", corpus => Bilingual(corpus, minority: 0.45, hours: 8)),
        ("bilingual: Arabic and CJK", corpus => Bilingual(corpus, minority: 0.15, hours: 6)),
    ];

    /// <summary>Everyone copies what is popular, whenever.</summary>
    public static void Independent(StudyCorpus corpus)
    {
        var texts = new DailyTexts(corpus, TextsPerDay);
        ForEachCopy(corpus, account => Copy(corpus, texts, account, (corpus.Random.Next(corpus.Days) * Day) + corpus.TimeOfDay()));
    }

    /// <summary>Accounts exist for some days or weeks and live in one of eight time zones.</summary>
    public static void LifeSpans(StudyCorpus corpus)
    {
        var texts = new DailyTexts(corpus, TextsPerDay);
        var lives = Enumerable.Range(0, corpus.Accounts).Select(_ =>
        {
            var length = 7 + corpus.Random.Next(corpus.Days - 7);
            return (First: corpus.Random.Next(corpus.Days - length + 1), Length: length, Peak: corpus.Random.Next(8) * 3.0);
        }).ToArray();
        ForEachCopy(corpus, account =>
        {
            var (first, length, peak) = lives[account];
            Copy(corpus, texts, account, ((first + corpus.Random.Next(length)) * Day) + corpus.TimeOfDay(peak));
        });
    }

    /// <summary>Thirty interests with texts of their own: four in five copies are of one's own interest. Hashtags show it, or have nothing to do with it.</summary>
    private static int[] SharedInterest(StudyCorpus corpus)
    {
        const int interests = 30;
        var texts = Enumerable.Range(0, interests).Select(_ => new DailyTexts(corpus, 4)).ToArray();
        var interest = Enumerable.Range(0, corpus.Accounts).Select(_ => corpus.Zipf(interests)).ToArray();
        ForEachCopy(corpus, account =>
        {
            var of = corpus.Random.Next(5) > 0 ? interest[account] : corpus.Zipf(interests);
            Copy(corpus, texts[of], account, (corpus.Random.Next(corpus.Days) * Day) + corpus.TimeOfDay());
        });
        return interest;
    }

    /// <summary>Six in ten accounts let a program post for them at full and half hours.</summary>
    public static void Scheduled(StudyCorpus corpus)
    {
        var texts = new DailyTexts(corpus, TextsPerDay);
        var isScheduled = Enumerable.Range(0, corpus.Accounts).Select(_ => corpus.Random.Next(10) < 6).ToArray();
        ForEachCopy(corpus, account =>
        {
            var time = (corpus.Random.Next(corpus.Days) * Day) + corpus.TimeOfDay();
            time = isScheduled[account] ? (Math.Floor(time / (30 * Minute)) * 30 * Minute) + corpus.Random.Next(3000) : time;
            Copy(corpus, texts, account, time);
        });
    }

    /// <summary>Something happens once a day; seven in ten copies are of what is then said, within minutes or a few hours.</summary>
    public static void BreakingNews(StudyCorpus corpus)
    {
        var texts = new DailyTexts(corpus, TextsPerDay);
        var events = Enumerable.Range(0, corpus.Days).Select(day => (Time: (day * Day) + corpus.TimeOfDay(), Texts: Enumerable.Range(0, 5).Select(_ => corpus.NewText()).ToArray())).ToArray();
        ForEachCopy(corpus, account =>
        {
            if (corpus.Random.Next(10) < 7)
            {
                var (time, said) = events[corpus.Random.Next(events.Length)];
                corpus.Post(account, time + corpus.Exponential(20 * Minute), said[corpus.Zipf(said.Length)]);
            }
            else
            {
                Copy(corpus, texts, account, (corpus.Random.Next(corpus.Days) * Day) + corpus.TimeOfDay());
            }
        });
    }

    /// <summary>Thirty pages offer eight texts each to be copied for a week; whoever comes by posts three to eight of them in one sitting. An account comes by one to four pages, each on its own.</summary>
    public static void TextBanks(StudyCorpus corpus)
    {
        Independent(corpus);
        var banks = Enumerable.Range(0, 30).Select(_ => (Start: corpus.Random.NextDouble() * (corpus.Days - 7) * Day, Texts: Enumerable.Range(0, 8).Select(_ => corpus.NewText()).ToArray())).ToArray();
        for (var account = 0; account < corpus.Accounts; account++)
        {
            foreach (var bank in Enumerable.Range(0, corpus.Random.Next(1, 5)).Select(_ => corpus.Zipf(banks.Length)).Distinct().ToArray())
            {
                var (start, offered) = banks[bank];
                var time = (Math.Floor(start / Day) + corpus.Random.Next(7)) * Day + corpus.TimeOfDay();
                corpus.Random.Shuffle(offered);
                foreach (var text in offered.Take(corpus.Random.Next(3, 9)).ToArray())
                {
                    corpus.Post(account, time, text);
                    time += corpus.Exponential(2 * Minute);
                }
            }
        }
    }

    /// <summary>Sixty accounts write what others copy. Everyone follows one to eight of them and copies some of what they write, an account by habit more or less, an hour later or so.</summary>
    public static void Followers(StudyCorpus corpus)
    {
        Independent(corpus);
        const int leaders = 60;
        var followed = Enumerable.Range(0, corpus.Accounts).Select(_ => Enumerable.Range(0, corpus.Random.Next(1, 9)).Select(_ => corpus.Zipf(leaders)).Distinct().ToArray()).ToArray();
        var followers = Enumerable.Range(0, leaders).Select(leader => Enumerable.Range(leaders, corpus.Accounts - leaders).Where(a => followed[a].Contains(leader)).ToArray()).ToArray();
        var habit = Enumerable.Range(0, corpus.Accounts).Select(_ => Math.Min(0.2, corpus.Exponential(0.015))).ToArray();
        for (var leader = 0; leader < leaders; leader++)
        {
            for (var day = 0; day < corpus.Days; day++)
            {
                var text = corpus.NewText();
                var time = (day * Day) + corpus.TimeOfDay();
                corpus.Post(leader, time, text);
                foreach (var follower in followers[leader])
                {
                    if (corpus.Random.NextDouble() < habit[follower])
                    {
                        corpus.Post(follower, time + corpus.Exponential(Hour), text);
                    }
                }
            }
        }
    }

    /// <summary>Two languages with texts of their own and days that begin at other hours; one account in ten posts in both. Which scripts they are shows in the size of the second and its hour.</summary>
    private static void Bilingual(StudyCorpus corpus, double minority, double hours)
    {
        DailyTexts[] texts = [new(corpus, TextsPerDay), new(corpus, Math.Max(3, (int)(TextsPerDay * minority)))];
        var share = Enumerable.Range(0, corpus.Accounts)
            .Select(_ => corpus.Random.Next(10) == 0 ? corpus.Random.NextDouble() : corpus.Random.NextDouble() < minority ? 1 : 0).ToArray();
        ForEachCopy(corpus, account =>
        {
            var language = corpus.Random.NextDouble() < share[account] ? 1 : 0;
            Copy(corpus, texts[language], account, (corpus.Random.Next(corpus.Days) * Day) + corpus.TimeOfDay(16 - (hours * language)), language);
        });
    }

    private static void ForEachCopy(StudyCorpus corpus, Action<int> copy)
    {
        for (var account = 0; account < corpus.Accounts; account++)
        {
            for (var i = corpus.Copies[account]; i > 0; i--)
            {
                copy(account);
            }
        }
    }

    private static void Copy(StudyCorpus corpus, DailyTexts texts, int account, double time, int language = 0) => corpus.Post(account, time, texts.Popular(time), language);

    /// <summary>So many new texts a day, few of them popular, each for about a day.</summary>
    private sealed class DailyTexts(StudyCorpus corpus, int perDay)
    {
        private readonly int[] _texts = [.. Enumerable.Range(0, corpus.Days * perDay).Select(_ => corpus.NewText())];

        public int Popular(double time) =>
            _texts[((int)Math.Clamp((time - corpus.Exponential(Day)) / Day, 0, corpus.Days - 1) * perDay) + corpus.Zipf(perDay)];
    }
}
