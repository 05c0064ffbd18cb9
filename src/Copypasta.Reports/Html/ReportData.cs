using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// The clusters as the report's script reads them: compact JSON in which &lt;, &gt;, &amp;, quotes, U+2028 and U+2029 are escaped, so that
/// no text can end the script element it stands in. Capped: what is left out is counted.
/// </summary>
internal sealed class ReportData
{
    /// <summary>Clusters that are embedded, the largest ones.</summary>
    public const int MaxClusters = 2_000;

    /// <summary>Variants that are embedded per cluster: the exemplar, then those with the most posts.</summary>
    public const int MaxVariants = 50;

    /// <summary>Posts that are embedded per cluster, the earliest ones.</summary>
    public const int MaxRows = 50;

    /// <summary>Accounts that are embedded per cluster.</summary>
    public const int MaxAccounts = 20;

    /// <summary>Accounts in the index of accounts, those with the most posts; all of equal rank or none.</summary>
    public const int MaxIndexedAccounts = 50_000;

    /// <summary>Code points after which a text is cut.</summary>
    public const int MaxTextLength = 1_000;

    /// <summary>Bytes of JSON after which clusters are embedded without their variants, accounts and posts.</summary>
    public const int MaxDetailBytes = 16 << 20;

    private const int MaxNameLength = 200;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly DetectionResult _result;
    private readonly PostStore _posts;
    private readonly Utf8JsonWriter _json;
    private readonly TimeZoneInfo? _zone;
    private readonly bool _hasSeveralPlatforms;
    private readonly WordDiff _diff = new();
    private int[] _keys = [];
    private int[] _order = [];
    private long _cutTexts;
    private long _clustersWithoutDetails;
    private long _clustersInPart;

    private ReportData(Utf8JsonWriter json, DetectionResult result, TimeZoneInfo? zone)
    {
        _result = result;
        _zone = zone;
        _posts = result.Posts;
        _hasSeveralPlatforms = HasSeveralPlatforms(result);
        _json = json;
    }

    /// <summary>The posts of a cluster with one text or author: how many, and the first of them as an index into the cluster's members.</summary>
    private readonly record struct Group(int Key, int Posts, int First);

    /// <summary>Writes the JSON, cluster by cluster.</summary>
    /// <param name="output">Left open.</param>
    /// <param name="result">The clusters.</param>
    /// <param name="zone">The zone that times are to be shown in; null for UTC.</param>
    /// <param name="hasAccounts">Whether the inputs tell accounts at all.</param>
    public static void Write(Stream output, DetectionResult result, TimeZoneInfo? zone, bool hasAccounts)
    {
        using var json = new Utf8JsonWriter(output, Options);
        new ReportData(json, result, zone).Write(hasAccounts);
    }

    private static bool HasSeveralPlatforms(DetectionResult result)
    {
        var first = -1;
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            var author = result.Posts[member.Post].Author;
            if (author >= 0)
            {
                var platform = (int)result.Posts.Authors.PlatformOf(author);
                first = first < 0 ? platform : first;
                if (platform != first)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Write(bool hasAccounts)
    {
        _json.WriteStartObject();
        _json.WriteBoolean("has_accounts"u8, hasAccounts);
        _json.WriteStartArray("sources"u8);
        foreach (var source in _result.Sources)
        {
            _json.WriteStringValue(Name(System.Text.Encoding.UTF8.GetBytes(source)));
        }

        _json.WriteEndArray();
        _json.WriteStartArray("columns"u8);
        foreach (var column in _result.KeptColumns)
        {
            _json.WriteStringValue(Name(System.Text.Encoding.UTF8.GetBytes(column)));
        }

        _json.WriteEndArray();
        RunTimeline();
        var embedded = Math.Min(MaxClusters, _result.Clusters.Length);
        _json.WriteStartArray("clusters"u8);
        for (var i = 0; i < embedded; i++)
        {
            Cluster(_result.Clusters[i]);
            if (_json.BytesPending > 1 << 16)
            {
                _json.Flush();
            }
        }

        _json.WriteEndArray();
        var omitted = _result.Clusters.Length - embedded;
        if (omitted + _clustersWithoutDetails + _clustersInPart > 0)
        {
            AccountIndex();
        }

        _json.WriteStartObject("omitted"u8);
        _json.WriteNumber("clusters"u8, omitted);
        _json.WriteNumber("details"u8, _clustersWithoutDetails);
        _json.WriteNumber("parts"u8, _clustersInPart);
        _json.WriteNumber("texts"u8, _cutTexts);
        _json.WriteEndObject();
        _json.WriteStartObject("limits"u8);
        _json.WriteNumber("length"u8, MaxTextLength);
        _json.WriteNumber("texts"u8, MaxVariants);
        _json.WriteNumber("accounts"u8, MaxAccounts);
        _json.WriteNumber("posts"u8, MaxRows);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void RunTimeline()
    {
        long first = long.MaxValue, last = long.MinValue, untimed = 0;
        foreach (ref readonly var member in _result.Members.AsSpan())
        {
            var time = _posts[member.Post].Time;
            if (time == PostRecord.NoTime)
            {
                untimed++;
                continue;
            }

            first = Math.Min(first, time);
            last = Math.Max(last, time);
        }

        _json.WriteNumber("untimed"u8, untimed);
        Offsets(first, last);
        _json.WritePropertyName("timeline"u8);
        Timeline(_result.Members, first, last, 400);
    }

    /// <summary>The zone's offsets while there were posts: the page has no table of zones.</summary>
    private void Offsets(long first, long last)
    {
        if (_zone is null || first > last)
        {
            return;
        }

        _json.WriteStartArray("offsets"u8);
        foreach (var (from, minutes) in Timestamp.Offsets(_zone, first, last))
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(from);
            _json.WriteNumberValue(minutes);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Timeline(ReadOnlySpan<Member> members, long first, long last, int maxBins)
    {
        if (first > last || first == PostRecord.NoTime)
        {
            _json.WriteNullValue();
            return;
        }

        var histogram = new Histogram(first, last, maxBins);
        foreach (ref readonly var member in members)
        {
            var time = _posts[member.Post].Time;
            if (time != PostRecord.NoTime)
            {
                histogram.Add(time);
            }
        }

        _json.WriteStartArray();
        _json.WriteNumberValue(histogram.Start);
        _json.WriteNumberValue(histogram.Step);
        foreach (var count in histogram.Counts)
        {
            _json.WriteNumberValue(count);
        }

        _json.WriteEndArray();
    }

    private void Cluster(Cluster cluster)
    {
        var members = _result.Members.AsSpan(cluster.MemberStart, cluster.Posts);
        var exemplar = Text(_posts.RawText(cluster.ExemplarPost));
        _json.WriteStartObject();
        _json.WriteString("id"u8, cluster.Id);
        _json.WriteString("family"u8, _result.Families[cluster.Family].Id);
        _json.WriteNumber("posts"u8, cluster.Posts);
        _json.WriteNumber("texts"u8, cluster.Texts);
        _json.WriteNumber("accounts"u8, cluster.Accounts);
        Time("first"u8, cluster.First);
        Time("last"u8, cluster.Last);
        _json.WriteNumber("min"u8, cluster.MinSimilarity.Millionths);
        _json.WriteNumber("mean"u8, cluster.MeanSimilarity.Millionths);
        _json.WriteString("exemplar"u8, exemplar);
        _json.WritePropertyName("timeline"u8);
        Timeline(members, cluster.First, cluster.Last, 60);
        if (_json.BytesCommitted + _json.BytesPending < MaxDetailBytes)
        {
            Variants(cluster, members, exemplar);
            Accounts(members);
            Rows(members);
            _clustersInPart += cluster.Texts > MaxVariants || cluster.Accounts > MaxAccounts || cluster.Posts > MaxRows ? 1 : 0;
        }
        else
        {
            _clustersWithoutDetails++;
        }

        _json.WriteEndObject();
    }

    private void Variants(Cluster cluster, ReadOnlySpan<Member> members, string exemplar)
    {
        var exemplarText = _posts[cluster.ExemplarPost].Text;
        var groups = GroupBy(members, byText: true);
        var similarities = new Dictionary<int, int>(groups.Count);
        foreach (var group in groups)
        {
            similarities[group.Key] = members[group.First].Similarity.Millionths;
        }

        groups.Sort((a, b) =>
        {
            var order = (b.Key == exemplarText).CompareTo(a.Key == exemplarText);
            if (order == 0)
            {
                order = b.Posts.CompareTo(a.Posts);
            }

            if (order == 0)
            {
                order = similarities[b.Key].CompareTo(similarities[a.Key]);
            }

            return order != 0 ? order : _posts.Texts[a.Key].SequenceCompareTo(_posts.Texts[b.Key]);
        });

        _json.WriteStartArray("variants"u8);
        foreach (var group in groups.Take(MaxVariants))
        {
            // The exemplar is shown by the post that the tables name, also where the same text has an earlier member.
            var post = group.Key == exemplarText ? cluster.ExemplarPost : members[group.First].Post;
            _json.WriteStartArray();
            _json.WriteNumberValue(group.Posts);
            _json.WriteNumberValue(similarities[group.Key]);
            _json.WriteNumberValue(_posts[post].Source);
            _json.WriteNumberValue(_posts[post].Row);
            foreach (var piece in _diff.Compare(exemplar, Text(_posts.RawText(post))))
            {
                _json.WriteStringValue(string.Concat(Mark(piece.Kind), piece.Text));
            }

            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Accounts(ReadOnlySpan<Member> members)
    {
        var groups = GroupBy(members, byText: false);
        var withoutAccount = 0;
        if (groups.Count > 0 && groups[0].Key < 0)
        {
            withoutAccount = groups[0].Posts;
            groups.RemoveAt(0);
        }

        groups.Sort((a, b) => a.Posts != b.Posts
            ? b.Posts.CompareTo(a.Posts)
            : _posts.Authors.Compare(a.Key, b.Key));
        _json.WriteNumber("without_account"u8, withoutAccount);
        _json.WriteStartArray("by_account"u8);
        foreach (var group in groups.Take(MaxAccounts))
        {
            _json.WriteStartArray();
            _json.WriteStringValue(Account(group.Key));
            _json.WriteNumberValue(group.Posts);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    private void Rows(ReadOnlySpan<Member> members)
    {
        _json.WriteStartArray("rows"u8);
        foreach (ref readonly var member in members[..Math.Min(MaxRows, members.Length)])
        {
            ref readonly var post = ref _posts[member.Post];
            _json.WriteStartArray();
            _json.WriteNumberValue(post.Source);
            _json.WriteNumberValue(post.Row);
            _json.WriteStringValue(Name(_posts.Id(member.Post)));
            _json.WriteStringValue(Account(post.Author));
            if (post.Time == PostRecord.NoTime)
            {
                _json.WriteNullValue();
            }
            else
            {
                _json.WriteNumberValue(post.Time);
            }

            _json.WriteNumberValue(member.Similarity.Millionths);
            for (var column = 0; column < _result.KeptColumns.Count; column++)
            {
                _json.WriteStringValue(Name(_posts.Kept(member.Post, column)));
            }

            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    /// <summary>
    /// How many posts in how many clusters every account has, for a search that would else take what is left out for absent. Where there are
    /// too many accounts, those with fewer than <c>least</c> posts are not listed.
    /// </summary>
    private void AccountIndex()
    {
        var posts = new int[_posts.Authors.Count];
        var clusters = new int[posts.Length];
        var seenIn = new int[posts.Length];
        foreach (ref readonly var member in _result.Members.AsSpan())
        {
            var author = _posts[member.Post].Author;
            if (author < 0)
            {
                continue;
            }

            posts[author]++;
            if (seenIn[author] != member.Cluster + 1)
            {
                seenIn[author] = member.Cluster + 1;
                clusters[author]++;
            }
        }

        var ascending = posts.Where(n => n > 0).ToArray();
        Array.Sort(ascending);
        var least = ascending.Length > MaxIndexedAccounts ? ascending[^(MaxIndexedAccounts + 1)] + 1 : 1;
        var listed = Enumerable.Range(0, posts.Length).Where(author => posts[author] >= least).ToArray();
        Array.Sort(listed, (a, b) => posts[a] != posts[b] ? posts[b].CompareTo(posts[a]) : _posts.Authors.Compare(a, b));
        _json.WriteStartObject("accounts"u8);
        _json.WriteNumber("least"u8, least);
        _json.WriteStartArray("all"u8);
        foreach (var author in listed)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(Account(author));
            _json.WriteNumberValue(posts[author]);
            _json.WriteNumberValue(clusters[author]);
            _json.WriteEndArray();
            if (_json.BytesPending > 1 << 16)
            {
                _json.Flush();
            }
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    /// <summary>The members by distinct text or author, ascending by its index; an author that is missing is -1.</summary>
    private List<Group> GroupBy(ReadOnlySpan<Member> members, bool byText)
    {
        if (_keys.Length < members.Length)
        {
            _keys = new int[members.Length * 2];
            _order = new int[members.Length * 2];
        }

        for (var i = 0; i < members.Length; i++)
        {
            ref readonly var post = ref _posts[members[i].Post];
            _keys[i] = byText ? post.Text : post.Author;
            _order[i] = i;
        }

        Array.Sort(_keys, _order, 0, members.Length);
        var groups = new List<Group>();
        for (int start = 0, end; start < members.Length; start = end)
        {
            var first = _order[start];
            for (end = start + 1; end < members.Length && _keys[end] == _keys[start]; end++)
            {
                first = Math.Min(first, _order[end]);
            }

            groups.Add(new Group(_keys[start], end - start, first));
        }

        return groups;
    }

    private void Time(ReadOnlySpan<byte> name, long time)
    {
        if (time == PostRecord.NoTime)
        {
            _json.WriteNull(name);
        }
        else
        {
            _json.WriteNumber(name, time);
        }
    }

    private string Text(ReadOnlySpan<byte> utf8)
    {
        var text = VisibleText.Show(utf8, MaxTextLength, out var isCut);
        _cutTexts += isCut ? 1 : 0;
        return text;
    }

    /// <summary>An account's id; where the run's accounts are of several platforms also which one it is of, since the same id may be on another.</summary>
    private string Account(int author)
    {
        if (author < 0)
        {
            return "";
        }

        var name = Name(_posts.Authors[author]);
        return _hasSeveralPlatforms ? $"{name} ({_posts.Authors.PlatformOf(author).Name()})" : name;
    }

    private static string Name(ReadOnlySpan<byte> utf8) => VisibleText.Show(utf8, MaxNameLength, out _);

    private static string Mark(DiffKind kind) => kind switch
    {
        DiffKind.Same => "=",
        DiffKind.Added => "+",
        _ => "-",
    };
}
