namespace Copypasta.Campaigns;

/// <summary>
/// automated-feed: one client posts at least 95%, the template varies in numbers, times and places only, and the posts come at regular intervals, by the clock, or from a named source. By the clock: each account's at one
/// minute of the hour, or of a part of it, whatever runs are missing.
/// A text that does not vary is no report, however regularly it comes, and since form does not tell places from other names, one that varies in names alone is none either. Addresses may vary freely.
/// </summary>
internal static class AutomatedFeedRule
{
    private const int ClientPercent = 95;
    private const int Percent = 80;
    private const double LargestVariation = 0.2;
    private const int FewestPosts = 5;
    private const int FewestNameLetters = 4;

    // By the clock: of an account's posts at least so many within a part of the period, and so many posts besides each account's first: by chance that happens to one in a thousand, where one is enough.
    private const int ClockPercent = 90;
    private const long Minute = 60_000;

    // Of a cluster too small for a template: words that each post may have that another has not.
    private const int FewNames = 4;

    private static readonly (long Period, long Window, int Repeats)[] s_clocks =
    [
        (60 * Minute, 2 * Minute, 2), (60 * Minute, 6 * Minute, 3), (30 * Minute, 3 * Minute, 3), (20 * Minute, 2 * Minute, 3), (15 * Minute, Minute * 3 / 2, 3), (10 * Minute, Minute, 3), (5 * Minute, Minute / 2, 3),
    ];

    // Programs that anything is posted with: naming one is no source.
    private static readonly HashSet<string> s_generalClients = [.. PhraseFile.Lines("general-clients.txt")];

    public static Finding Judge(ClusterTraits cluster)
    {
        var client = MostCommon.Of(cluster.Posts, p => p.Client);
        var sameClient = Tally.Of(cluster.Posts, p => p.Client is null ? Answer.CannotTell : Answers.Of(p.Client == client!.Value.Value));
        var isClients = sameClient.Reaches(ClientPercent);
        var reports = isClients == Answer.No ? Answer.No
            : cluster.Facts.Slots is { } slots ? Answers.Of(slots.All(s => s.HoldsNames || IsMeasure(s) || s.Type is SlotType.Link or SlotType.Emoji or SlotType.Punctuation) && slots.Any(IsMeasure))
            : VariesInNumbers(cluster) ? Answer.Yes
            : Answer.CannotTell;
        var reporting = Answers.And(isClients, reports);
        if (reporting == Answer.No)
        {
            return new Finding(LabelCode.AutomatedFeed, Answer.No, 0, [new RuleValue("client", client?.Value), new RuleValue("client_share", sameClient.Share)], [], []);
        }

        var name = client is { } c ? cluster.Buffers.Normalize(c.Value, out _) : "";
        var isGeneral = name.Length < FewestNameLetters || s_generalClients.Contains(name);
        var known = cluster.References.Known;
        var sourced = Tally.Of(cluster.Posts, p => Answers.Of(
            known is not null && (known.IsSource(p.Account) || known.IsSource(p.Client) || known.IsSource(p.Handle)) || (!isGeneral && p.Client == client?.Value && (NamesClient(p, name) || known?.NamesSource(p.Text.Normalized) == true))));
        var named = sourced.Reaches(Percent);
        var regular = Regularity(cluster, out var variation, out var missingTime);
        var period = regular == Answer.Yes ? null : Period(cluster);
        regular = period is null ? regular : Answer.Yes;

        var answer = Answers.And(reporting, Answers.Or(named, regular));
        var share = answer == Answer.Yes ? sameClient.Share : 0;
        var missing = new List<string>();
        if (answer == Answer.CannotTell)
        {
            missing.AddRange(isClients == Answer.CannotTell ? ["client"] : []);
            missing.AddRange(reports == Answer.CannotTell ? ["template"] : []);
            missing.AddRange(missingTime && named != Answer.Yes ? ["time"] : []);
        }

        return new Finding(
            LabelCode.AutomatedFeed, answer, share,
            [new RuleValue("client", client?.Value), new RuleValue("client_share", sameClient.Share), new RuleValue("named_source_share", sourced.Share), .. variation is { } v ? [new RuleValue("interval_cv", v)] : Array.Empty<RuleValue>(), .. period is { } p ? [new RuleValue("clock_minutes", p / Minute)] : Array.Empty<RuleValue>()],
            answer == Answer.Yes ? sameClient.Examples : [], missing);
    }

    // Without a template: whether the posts are the exemplar with other numbers, and names here and there.
    private static bool VariesInNumbers(ClusterTraits cluster)
    {
        var common = Words(cluster.Exemplar.Raw).CountBy(word => word).ToDictionary();
        return cluster.Posts.Any(p => p.Text.Raw != cluster.Exemplar.Raw) && Array.TrueForAll(cluster.Posts, p =>
        {
            if (p.Text == cluster.Exemplar)
            {
                return true;
            }

            var rest = new Dictionary<string, int>(common);
            var own = new List<string>();
            foreach (var word in Words(p.Text.Raw))
            {
                if (rest.GetValueOrDefault(word) is > 0 and var left)
                {
                    rest[word] = left - 1;
                }
                else
                {
                    own.Add(word);
                }
            }

            var missing = rest.Where(word => word.Value > 0).ToArray();
            return own.Count <= FewNames && missing.Sum(word => word.Value) <= FewNames && own.Concat(missing.Select(word => word.Key)).All(word => char.IsUpper(word[0]));
        });

        static IEnumerable<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word[0] is not ('#' or '@') && !word.Contains("://", StringComparison.Ordinal) && !word.Any(char.IsDigit) && word.Any(char.IsLetter)).Select(word => word.TrimStart('(', '"', '\'').TrimEnd('.', ',', ';', ':', ')', '!', '"', '\'')).Where(word => word.Length > 0);
    }

    // The period of the clock by which the accounts post; null where there is none.
    private static long? Period(ClusterTraits cluster)
    {
        var series = cluster.Posts.Where(p => p is { Account: not null, Time: not null }).GroupBy(p => p.Account!, p => p.Time!.Value).Select(g => g.ToArray()).Where(times => times.Length > 1).ToArray();
        var repeating = series.Sum(times => times.Length);
        if (repeating * 2 < cluster.Posts.Length)
        {
            return null;
        }

        foreach ((var period, var window, var repeats) in s_clocks)
        {
            var kept = 2 * cluster.Facts.TimeResolution > window ? [] : series.Where(times => InWindow(times, period, window) * 100L >= (long)ClockPercent * times.Length).ToArray();
            if (kept.Sum(times => times.Length) * 100L >= (long)Percent * repeating && kept.Sum(times => times.Length - 1) >= repeats)
            {
                return period;
            }
        }

        return null;
    }

    // The most times whose places within the period lie within one window of it.
    private static int InWindow(long[] times, long period, long window)
    {
        var places = times.Select(time => ((time % period) + period) % period).Order().ToArray();
        var most = 0;
        for (int first = 0, last = 0; first < places.Length; first++)
        {
            last = Math.Max(last, first);
            while (last + 1 < first + places.Length && places[(last + 1) % places.Length] + (last + 1 >= places.Length ? period : 0) - places[first] <= window)
            {
                last++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    // A number with its unit is a word for the template: "2.1m", "5.4p".
    private static bool IsMeasure(SlotFacts slot) => slot.Type is SlotType.Number or SlotType.Money or SlotType.Time
        || (slot.Type == SlotType.Word && slot.Values is { Count: > 0 } values && values.Count(v => v.Length > 0 && char.IsDigit(v[0])) * 100L >= (long)Percent * values.Count);

    // "with Runkeeper", "@runkeeper" and "#runkeeper" alike, by the client of that name.
    private static bool NamesClient(PostTraits post, string name) =>
        $" {post.Text.Normalized} ".Contains($" {name} ", StringComparison.Ordinal) || post.Text.Mentions(name.Replace(" ", "", StringComparison.Ordinal));

    // Each account's own intervals where accounts post often enough, else the cluster's.
    private static Answer Regularity(ClusterTraits cluster, out double? variation, out bool missingTime)
    {
        variation = null;
        var timed = cluster.Posts.Where(p => p.Time is not null).ToArray();
        missingTime = timed.Length < cluster.Posts.Length;
        if (timed.Length * 100L < (long)Percent * cluster.Posts.Length)
        {
            return Answer.CannotTell;
        }

        var series = timed.Where(p => p.Account is not null).GroupBy(p => p.Account!, p => p.Time!.Value).Select(g => g.Order().ToArray()).Where(t => t.Length >= FewestPosts).ToList();
        if (series.Sum(t => t.Length) * 100L < (long)Percent * timed.Length)
        {
            series = [timed.Select(p => p.Time!.Value).Order().ToArray()];
        }

        series.RemoveAll(t => t.Length < FewestPosts);
        if (series.Count == 0)
        {
            return Answer.No;
        }

        // Times coarser than the intervals look regular whatever they are.
        var resolution = cluster.Facts.TimeResolution;
        if (series.Exists(t => (t[^1] - t[0]) / (t.Length - 1) < 2 * resolution))
        {
            return Answer.No;
        }

        var variations = series.Select(Variation).Order().ToArray();
        variation = variations[variations.Length * Percent / 100 is var at && at < variations.Length ? at : ^1];
        return Answers.Of(variation < LargestVariation);
    }

    // Standard deviation over mean of the intervals.
    private static double Variation(long[] times)
    {
        var intervals = times.Skip(1).Zip(times, (b, a) => (double)(b - a)).ToArray();
        var mean = intervals.Average();
        return Math.Sqrt(intervals.Average(i => (i - mean) * (i - mean))) / mean;
    }
}
