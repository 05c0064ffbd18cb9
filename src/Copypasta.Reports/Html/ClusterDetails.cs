using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>What the page of one cluster shows beyond its row in the list. Keeps its buffers; one thread at a time.</summary>
internal sealed class ClusterDetails
{
    private readonly DetectionResult _result;
    private readonly PostStore _posts;
    private readonly TimeZoneInfo? _zone;
    private readonly ReportAccounts _accounts;
    private readonly ClusterVariants _variants;
    private readonly MemberGroups _groups;
    private readonly ClusterEvidence? _evidence;

    public ClusterDetails(DetectionResult result, EvidenceOfClusters? evidence, TextProfile profile, TimeZoneInfo? zone, ReportAccounts accounts)
    {
        (_result, _posts, _zone, _accounts) = (result, result.Posts, zone, accounts);
        _variants = new ClusterVariants(result, profile);
        _groups = new MemberGroups(result.Posts);
        _evidence = evidence is null ? null : new ClusterEvidence(result, evidence, zone);
    }

    /// <summary>One object. Returns whether all texts, accounts and posts of the cluster are in it.</summary>
    public bool Write(ReportWriter writer, int number)
    {
        var cluster = _result.Clusters[number];
        var members = _result.Members.AsSpan(cluster.MemberStart, cluster.Posts);
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteNumber("n"u8, number);
        json.WriteString("family"u8, _result.Families[cluster.Family].Id);
        json.WritePropertyName("timeline"u8);
        Timeline(writer, members, cluster.First, cluster.Last, ReportLimits.ClusterBins, _evidence?.TimeResolution(number) ?? 1);
        _evidence?.Write(writer, number, members);
        _variants.Write(writer, cluster, members, _groups.By(members, text: true));
        Accounts(writer, members);
        Rows(writer, members);
        json.WriteEndObject();
        return cluster.Texts <= ReportLimits.Variants && cluster.Accounts <= ReportLimits.ClusterAccounts && cluster.Posts <= ReportLimits.Rows;
    }

    /// <summary>Posts over time: start and step in milliseconds, then the posts of each bin, none shorter than the times' resolution; null without a time.</summary>
    public void Timeline(ReportWriter writer, ReadOnlySpan<Member> members, long first, long last, int maxBins, long resolution)
    {
        if (first > last || first == PostRecord.NoTime)
        {
            writer.Json.WriteNullValue();
            return;
        }

        var histogram = new Histogram(first, last, maxBins, resolution);
        foreach (ref readonly var member in members)
        {
            var time = _posts[member.Post].Time;
            if (time != PostRecord.NoTime)
            {
                histogram.Add(time);
            }
        }

        writer.Json.WriteStartArray();
        writer.Json.WriteNumberValue(histogram.Start);
        writer.Json.WriteNumberValue(histogram.Step);
        foreach (var count in histogram.Counts)
        {
            writer.Json.WriteNumberValue(count);
        }

        writer.Json.WriteEndArray();
    }

    private void Accounts(ReportWriter writer, ReadOnlySpan<Member> members)
    {
        var groups = _groups.By(members, text: false);
        var withoutAccount = 0;
        if (groups.Count > 0 && groups[0].Key < 0)
        {
            withoutAccount = groups[0].Posts;
            groups.RemoveAt(0);
        }

        groups.Sort((a, b) => a.Posts != b.Posts ? b.Posts.CompareTo(a.Posts) : _posts.Authors.Compare(a.Key, b.Key));
        writer.Json.WriteNumber("without_account"u8, withoutAccount);
        writer.Json.WriteStartArray("by_account"u8);
        foreach (var group in groups.Take(ReportLimits.ClusterAccounts))
        {
            writer.Json.WriteStartArray();
            _accounts.Value(writer, group.Key);
            writer.Json.WriteNumberValue(group.Posts);
            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndArray();
    }

    private void Rows(ReportWriter writer, ReadOnlySpan<Member> members)
    {
        var json = writer.Json;
        json.WriteStartArray("rows"u8);
        foreach (ref readonly var member in members[..Math.Min(ReportLimits.Rows, members.Length)])
        {
            ref readonly var post = ref _posts[member.Post];
            json.WriteStartArray();
            json.WriteNumberValue(post.Source);
            json.WriteNumberValue(post.Row);
            json.WriteStringValue(ReportWriter.Name(_posts.Id(member.Post)));
            _accounts.Value(writer, post.Author);
            writer.Time(post.Time);
            json.WriteNumberValue(member.Similarity.Millionths);
            for (var column = 0; column < _result.KeptColumns.Count; column++)
            {
                json.WriteStringValue(ReportWriter.Name(_posts.Kept(member.Post, column)));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
