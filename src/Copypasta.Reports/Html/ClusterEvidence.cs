using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>Of each cluster, by its id, what was drawn from it.</summary>
internal sealed class EvidenceOfClusters(Evidence evidence)
{
    public ILookup<string, ClusterSlot> Slots { get; } = evidence.Slots.ToLookup(slot => slot.Row.Cluster, StringComparer.Ordinal);

    public ILookup<string, LabelRow> Labels { get; } = evidence.Labels.ToLookup(label => label.Cluster, StringComparer.Ordinal);

    public ClusterAnatomy NewAnatomy() => evidence.NewAnatomy();
}

/// <summary>The evidence about one cluster: when its posts came, how alike its members are to each other, its template, its labels, and what its posts carry.</summary>
internal sealed class ClusterEvidence(DetectionResult result, EvidenceOfClusters evidence, TimeZoneInfo? zone)
{
    private const long Minute = 60_000;

    /// <summary>Where the bins of the times between posts begin, milliseconds; the last holds all longer ones.</summary>
    private static readonly long[] s_gaps = [0, 1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 2_419_200_000];

    private readonly List<TextToken> _tokens = [];
    private readonly ClusterAnatomy _anatomy = evidence.NewAnatomy();

    public void Write(ReportWriter writer, int number, ReadOnlySpan<Member> members)
    {
        Times(writer, number, members);
        if (result.Clusters[number].Texts > 1)
        {
            var pairs = _anatomy.MemberPairs(number);
            writer.Json.WriteStartArray("member_pairs"u8);
            writer.Json.WriteNumberValue(pairs.Pairs);
            writer.Json.WriteNumberValue(pairs.Compared);
            writer.Json.WriteNumberValue(pairs.Below);
            writer.Real(pairs.Interval.Low);
            writer.Real(pairs.Interval.High);
            writer.Json.WriteEndArray();
        }

        Template(writer, [.. evidence.Slots[result.Clusters[number].Id]]);
        Labels(writer, evidence.Labels[result.Clusters[number].Id]);
        Marks(writer, members);
    }

    private void Times(ReportWriter writer, int number, ReadOnlySpan<Member> members)
    {
        var times = _anatomy.Times(number, zone);
        var json = writer.Json;
        json.WriteStartArray("bursts"u8);
        foreach (var burst in times.Bursts)
        {
            json.WriteStartArray();
            json.WriteNumberValue(burst.Window);
            json.WriteNumberValue(burst.Posts);
            json.WriteNumberValue(burst.Start);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (times.MedianGap is { } median)
        {
            json.WriteNumber("median_gap"u8, median);
        }

        if (times.GapVariation is { } variation)
        {
            writer.Real("gap_variation"u8, variation);
        }

        long[] timed = [.. Timed(members).Order()];
        if (timed.Length > 1)
        {
            json.WriteStartArray("gaps"u8);
            foreach (var (from, posts) in Gaps(timed, TimeResolution(number)))
            {
                json.WriteStartArray();
                json.WriteNumberValue(from);
                json.WriteNumberValue(posts);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        if (times.MinutesOfDay is not null)
        {
            var step = ((timed.Length - 1) / ReportLimits.Minutes) + 1;
            json.WriteNumber("every"u8, step);
            json.WritePropertyName("minutes"u8);
            writer.Ascending(timed.Where((_, i) => i % step == 0).Select(time => (int)Math.Clamp(Math.Floor(time / (double)Minute), int.MinValue, int.MaxValue)));
        }
    }

    private long[] Timed(ReadOnlySpan<Member> members)
    {
        var times = new List<long>(members.Length);
        foreach (ref readonly var member in members)
        {
            if (result.Posts[member.Post].Time is not PostRecord.NoTime and var time)
            {
                times.Add(time);
            }
        }

        return [.. times];
    }

    /// <summary>What all times of a cluster are multiples of, in milliseconds.</summary>
    public long TimeResolution(int number) => _anatomy.TimeResolution(number);

    // What is below twice the times' resolution cannot be told apart: one bin holds it.
    private static IEnumerable<(long From, int Posts)> Gaps(long[] times, long resolution)
    {
        var counts = new int[s_gaps.Length];
        for (var i = 1; i < times.Length; i++)
        {
            var at = Array.BinarySearch(s_gaps, times[i] - times[i - 1]);
            counts[at >= 0 ? at : ~at - 1]++;
        }

        var finest = Math.Max(1, s_gaps.Count(from => from < 2 * resolution));
        return s_gaps.Zip(counts).Skip(finest).Prepend((0, counts.Take(finest).Sum()));
    }

    /// <summary>The fixed texts around the slots, and the slots: type, posts, distinct values, share that leaves it out, and the commonest values with their posts.</summary>
    private static void Template(ReportWriter writer, ClusterSlot[] slots)
    {
        if (slots.Length == 0)
        {
            return;
        }

        var json = writer.Json;
        json.WriteStartObject("template"u8);
        writer.Strings("fixed"u8, slots.Select(slot => writer.Text(slot.Row.Before.Span, ReportLimits.TextLength)).Append(writer.Text(slots[^1].Row.After.Span, ReportLimits.TextLength)));
        json.WriteStartArray("slots"u8);
        foreach (var (slot, _) in slots)
        {
            json.WriteStartArray();
            json.WriteStringValue(slot.Type.ToString().ToLowerInvariant());
            json.WriteNumberValue(slot.Posts);
            json.WriteNumberValue(slot.Distinct);
            writer.Real(slot.ShareEmpty);
            foreach (var value in slot.Values)
            {
                json.WriteStringValue(ReportWriter.Name(value.Value.Span));
                json.WriteNumberValue(value.Posts);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Labels(ReportWriter writer, IEnumerable<LabelRow> labels)
    {
        var json = writer.Json;
        json.WriteStartArray("labels"u8);
        foreach (var label in labels)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, label.Label);
            json.WriteString("effect"u8, label.Effect);
            writer.Real("share"u8, label.Share);
            json.WriteString("examples"u8, ReportWriter.Name(label.Examples));
            json.WriteStartArray("values"u8);
            using var values = JsonDocument.Parse(label.Values);
            foreach (var value in values.RootElement.EnumerateObject())
            {
                json.WriteStringValue(value.Name.Replace('_', ' '));
                json.WriteStringValue(ReportWriter.Name(value.Value.ToString()));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Marks(ReportWriter writer, ReadOnlySpan<Member> members)
    {
        var (hashtags, links, mentions, clients, languages) = (new NameCounts(), new NameCounts(), new NameCounts(), new NameCounts(), new NameCounts());
        var post = 0;
        TakeWord takeHashtag = word => hashtags.Add(word, post);
        TakeWord takeLink = word => links.Add(word, post);
        foreach (ref readonly var member in members)
        {
            post = member.Post;
            _anatomy.Words(post, takeHashtag, takeLink);
            Mentions(member.Post, mentions);
            clients.Add(result.Posts.Field(member.Post, PostField.Client), post);
            languages.Add(result.Posts.Field(member.Post, PostField.Language), post);
        }

        Commonest(writer, "hashtags"u8, hashtags);
        Commonest(writer, "links"u8, links);
        Commonest(writer, "mentions"u8, mentions);
        Commonest(writer, "clients"u8, clients);
        Commonest(writer, "languages"u8, languages);
    }

    private void Mentions(int post, NameCounts mentions)
    {
        var text = result.Posts.RawText(post);
        TextTokenizer.Cut(text, _tokens);
        foreach (var token in _tokens)
        {
            if (token.Kind == TokenKind.Mention)
            {
                mentions.Add(text[token.Start..token.End], post);
            }
        }
    }

    /// <summary>How many values there are, and the commonest in turn with their posts; nothing where there are none.</summary>
    private static void Commonest(ReportWriter writer, ReadOnlySpan<byte> name, NameCounts counts)
    {
        if (counts.Distinct == 0)
        {
            return;
        }

        writer.Json.WriteStartArray(name);
        writer.Json.WriteNumberValue(counts.Distinct);
        counts.Write(writer, ReportLimits.Marks);
        writer.Json.WriteEndArray();
    }
}
