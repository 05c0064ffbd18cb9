using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>The pairs of accounts that the page lists, and the co-posts they rest on.</summary>
internal sealed class ReportPairs
{
    private readonly DetectionResult _result;
    private readonly Evidence? _evidence;
    private readonly SetAside _setAside;

    // By post of a listed co-post, its cluster.
    private readonly Dictionary<int, int> _clusters = [];

    public ReportPairs(DetectionResult result, Evidence? evidence, TextProfile profile)
    {
        (_result, _evidence, _setAside) = (result, evidence, new SetAside(profile));
        Listed = [.. (evidence?.Pairs?.Pairs ?? []).Take(ReportLimits.Pairs)];
        foreach (var post in Listed.SelectMany(pair => pair.Evidence).SelectMany(coPost => new[] { coPost.PostOfA, coPost.PostOfB }))
        {
            _clusters.TryAdd(evidence!.PairPosts[post], -1);
        }

        Tiers = new PairTier?[result.Clusters.Length];
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            if (_clusters.ContainsKey(member.Post))
            {
                _clusters[member.Post] = member.Cluster;
            }
        }

        foreach (var pair in Listed)
        {
            foreach (var coPost in pair.Evidence)
            {
                Raise(ref Tiers[ClusterOf(coPost.PostOfA)], pair.Tier);
                Raise(ref Tiers[ClusterOf(coPost.PostOfB)], pair.Tier);
            }
        }
    }

    /// <summary>The pairs.</summary>
    public AccountPair[] Listed { get; }

    /// <summary>By cluster, the highest tier of a listed pair that has a co-post there; null where none has.</summary>
    public PairTier?[] Tiers { get; }

    /// <summary>The co-posts, in elements <c>co-posts-0</c>, <c>co-posts-1</c>, ...; returns the first pair of each, and at the end the first pair without.</summary>
    public List<int> WriteEvidence(ReportWriter writer)
    {
        var firsts = new List<int>();
        var begun = writer.Bytes;
        var pair = 0;
        while (pair < Listed.Length && writer.Bytes - begun < ReportLimits.EvidenceBytes)
        {
            writer.Begin($"co-posts-{firsts.Count}");
            firsts.Add(pair);
            writer.Json.WriteStartArray();
            for (; pair < Listed.Length && writer.ElementBytes < ReportLimits.PartBytes && writer.Bytes - begun < ReportLimits.EvidenceBytes; pair++)
            {
                CoPosts(writer, Listed[pair]);
                writer.Flush();
            }

            writer.Json.WriteEndArray();
            writer.End();
        }

        firsts.Add(pair);
        return firsts;
    }

    /// <summary>The pairs as the property <c>pairs</c>, and the run's curve.</summary>
    public void Write(ReportWriter writer, ReportAccounts accounts)
    {
        if (_evidence?.Pairs is not { } pairs)
        {
            return;
        }

        var json = writer.Json;
        json.WriteStartObject("pairs"u8);
        json.WriteNumber("omitted"u8, pairs.Pairs.Count - Listed.Length);
        json.WriteNumber("tested"u8, pairs.Tested);
        json.WriteNumber("eligible"u8, pairs.Eligible.Count);
        json.WriteNumber("background"u8, pairs.EligibleOfBackground);
        json.WriteBoolean("archive_only"u8, pairs.DescribesArchiveOnly);
        json.WriteString("too_few"u8, pairs.TooFewPosts);
        writer.Strings("windows"u8, CoPostWindows.Names.ToArray());
        json.WriteStartArray("all"u8);
        foreach (var pair in Listed)
        {
            Pair(writer, accounts, pair);
            writer.Flush();
        }

        json.WriteEndArray();
        json.WriteStartArray("curve"u8);
        foreach (var point in pairs.Curve)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(point.LogP / Math.Log(10), 4));
            json.WriteNumberValue(point.Observed);
            json.WriteNumberValue(Math.Round(point.NullMean, 4));
            json.WriteNumberValue(point.NullMost);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("discoveries"u8);
        foreach (var found in pairs.Discoveries)
        {
            json.WriteStartArray();
            json.WriteNumberValue(found.Q);
            json.WriteNumberValue(found.Pairs);
            json.WriteNumberValue(Math.Round(found.ExpectedFalse, 4));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Raise(ref PairTier? tier, PairTier other) => tier = tier is null || other > tier ? other : tier;

    private int ClusterOf(int place) => _clusters[_evidence!.PairPosts[place]];

    private static void Pair(ReportWriter writer, ReportAccounts accounts, AccountPair pair)
    {
        var json = writer.Json;
        json.WriteStartObject();
        json.WritePropertyName("a"u8);
        accounts.Value(writer, pair.A);
        json.WritePropertyName("b"u8);
        accounts.Value(writer, pair.B);
        json.WriteNumber("tier"u8, pair.Tier == PairTier.HardToExplainByChance ? 2 : 1);
        json.WriteNumber("occasions"u8, pair.Occasions);
        json.WriteNumber("days"u8, pair.Days);
        json.WriteNumber("unexplained"u8, pair.Unexplained);
        writer.Real("expected"u8, pair.Expected);
        writer.Real("lift"u8, pair.Lift);
        writer.Real("lift_low"u8, pair.LiftLow);
        writer.Real("lift_high"u8, pair.LiftHigh);
        json.WriteString("p"u8, RowWriting.ProbabilityText(pair.LogP));
        writer.Real("q"u8, pair.Q);
        writer.Real("q_unexplained"u8, pair.QUnexplained);
        json.WriteNumber("best"u8, pair.BestWindow);
        writer.Real("symmetry"u8, pair.Symmetry);
        writer.Real("share"u8, pair.Share);
        json.WriteNumber("fragility"u8, pair.Fragility);
        json.WriteNumber("co_posts"u8, pair.Evidence.Count);
        json.WriteStartArray("by_window"u8);
        foreach (var window in pair.Windows)
        {
            json.WriteStartArray();
            if (window.IsTestable)
            {
                json.WriteNumberValue(window.Occasions);
                writer.Real(window.Expected);
                json.WriteStringValue(RowWriting.ProbabilityText(Math.Min(0, window.LogP)));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        writer.Numbers("holds_at"u8, pair.HoldsAtWindows.Select(window => (long)window));
        writer.Strings("holds_from"u8, pair.HoldsAtSimilarities.Select(EvidenceTables.SimilarityName));
        writer.Strings("reasons"u8, EvidenceTables.ReasonCodes(pair.Reasons));
        writer.Strings("explained_by"u8, pair.ExplainedBy);
        json.WriteEndObject();
    }

    // [occasion, cluster, source of a, row of a, time of a, source of b, row of b, time of b, similarity, lag, labels, text of a, text of b where it is another], ...; a text is a string or, where some of it was set aside, [text, start, length, ...].
    private void CoPosts(ReportWriter writer, AccountPair pair)
    {
        var json = writer.Json;
        json.WriteStartArray();
        foreach (var coPost in pair.Evidence.Take(ReportLimits.CoPosts))
        {
            var (placeA, placeB) = (_evidence!.PairPosts[coPost.PostOfA], _evidence.PairPosts[coPost.PostOfB]);
            var rawA = _result.Posts.RawText(placeA);
            var rawB = _result.Posts.RawText(placeB);
            json.WriteStartArray();
            json.WriteNumberValue(coPost.Occasion);
            json.WriteNumberValue(ClusterOf(coPost.PostOfA));
            Place(writer, placeA);
            Place(writer, placeB);
            json.WriteNumberValue(coPost.Similarity.Millionths);
            json.WriteNumberValue(coPost.Lag);
            json.WriteStringValue(string.Join(' ', coPost.Labels));
            Text(writer, rawA);
            if (!rawA.SequenceEqual(rawB))
            {
                Text(writer, rawB);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void Text(ReportWriter writer, ReadOnlySpan<byte> raw)
    {
        var text = writer.Text(raw, ReportLimits.EvidenceTextLength);
        var setAside = _setAside.Find(text);
        if (setAside.Count == 0)
        {
            writer.Json.WriteStringValue(text);
            return;
        }

        writer.Json.WriteStartArray();
        writer.Json.WriteStringValue(text);
        foreach (var (start, end) in setAside)
        {
            writer.Json.WriteNumberValue(start);
            writer.Json.WriteNumberValue(end - start);
        }

        writer.Json.WriteEndArray();
    }

    private void Place(ReportWriter writer, int index)
    {
        ref readonly var post = ref _result.Posts[index];
        writer.Json.WriteNumberValue(post.Source);
        writer.Json.WriteNumberValue(post.Row);
        writer.Time(post.Time);
    }
}
