using System.Text;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The accounts that the page lists: those with the most posts in clusters, and those of the pairs it lists. Elsewhere in the data they go by their place here.</summary>
internal sealed class ReportAccounts
{
    private const int MaxHandles = 10;

    // An account that changes it with every post must not fill the memory.
    private const int MostHandles = 1_000;

    private const int AccountsPerPart = 50;

    private readonly DetectionResult _result;
    private readonly Evidence? _evidence;
    private readonly AccountTable _authors;
    private readonly bool _hasSeveralPlatforms;
    private readonly int[] _posts;
    private readonly int[] _clusters;

    // By author, its place in the list; -1 where it is not listed.
    private readonly int[] _places;
    private readonly int[] _listed;
    private readonly int _all;

    /// <param name="result">The clusters.</param>
    /// <param name="evidence">What is known of accounts beyond them; null where nothing is.</param>
    /// <param name="ofPairs">The authors of the pairs that the page lists.</param>
    public ReportAccounts(DetectionResult result, Evidence? evidence, IEnumerable<int> ofPairs)
    {
        (_result, _evidence, _authors) = (result, evidence, result.Posts.Authors);
        (_posts, _clusters, _places) = (new int[_authors.Count], new int[_authors.Count], new int[_authors.Count]);
        Count();
        var all = Enumerable.Range(0, _posts.Length).Where(author => _posts[author] > 0).ToArray();
        Array.Sort(all, (a, b) => _posts[a] != _posts[b] ? _posts[b].CompareTo(_posts[a]) : _authors.Compare(a, b));
        _all = all.Length;
        _hasSeveralPlatforms = all.Select(author => _authors.PlatformOf(author)).Distinct().Skip(1).Any();
        var ofPair = new HashSet<int>(ofPairs);
        _listed = [.. all.Where((author, rank) => rank < ReportLimits.Accounts || ofPair.Contains(author))];
        Array.Fill(_places, -1);
        for (var place = 0; place < _listed.Length; place++)
        {
            _places[_listed[place]] = place;
        }
    }

    /// <summary>Accounts with a post in a cluster that are not listed.</summary>
    public int Omitted => _all - _listed.Length;

    /// <summary>The place of an author in the list; -1 where it has none.</summary>
    public int PlaceOf(int author) => author < 0 ? -1 : _places[author];

    /// <summary>Writes an account: its place, its name where it is not listed, null where there is none.</summary>
    public void Value(ReportWriter writer, int author)
    {
        if (author < 0)
        {
            writer.Json.WriteNullValue();
        }
        else if (_places[author] >= 0)
        {
            writer.Json.WriteNumberValue(_places[author]);
        }
        else
        {
            writer.Json.WriteStringValue(ReportWriter.Name(_authors[author]));
        }
    }

    /// <summary>The list as the property <c>accounts</c>.</summary>
    public void Write(ReportWriter writer)
    {
        var known = (_evidence?.Census.Accounts ?? []).Where(account => _places[account.Account] >= 0).ToDictionary(account => account.Account);
        var json = writer.Json;
        json.WriteStartObject("accounts"u8);
        writer.Strings("name"u8, _listed.Select(author => ReportWriter.Name(_authors[author])));
        if (_hasSeveralPlatforms)
        {
            writer.Strings("platform"u8, _listed.Select(author => _authors.PlatformOf(author).Name()));
        }

        writer.Numbers("copied"u8, _listed.Select(author => (long)_posts[author]));
        writer.Numbers("clusters"u8, _listed.Select(author => (long)_clusters[author]));
        if (_evidence is not null)
        {
            AccountCount Of(int author) => known[author];
            writer.Strings("handle"u8, _listed.Select(author => ReportWriter.Name(Of(author).Handle)));
            writer.Numbers("posts"u8, _listed.Select(author => Of(author).Posts));
            writer.Numbers("aside"u8, _listed.Select(author => Of(author).SetAside));
            writer.Numbers("timed"u8, _listed.Select(author => (long)Of(author).TimedPosts));
            writer.Numbers("originated"u8, _listed.Select(author => (long)Of(author).Originated));
            writer.Times("first"u8, _listed.Select(author => Of(author).First));
            writer.Times("last"u8, _listed.Select(author => Of(author).Last));
            writer.Times("lag"u8, _listed.Select(author => Of(author).MedianLag ?? PostRecord.NoTime));
            if (_evidence.Background is { } background)
            {
                writer.Numbers("background"u8, _listed.Select(author => background.HasAccount(author) ? 1L : 0));
            }

            writer.Numbers("hyperactive"u8, _listed.Select(author => Of(author).IsHyperactive ? 1L : 0));
        }

        Handles(writer);
        Places().Write(writer);
        json.WriteEndObject();
    }

    /// <summary>The days of the accounts that are followed day by day, in elements <c>days-0</c>, <c>days-1</c>, ...; returns the first account of each.</summary>
    public List<int> WriteDays(ReportWriter writer)
    {
        var firsts = new List<int>();
        foreach (var part in (_evidence?.Census.Timelines ?? []).Where(timeline => _places[timeline.Account] >= 0).OrderBy(timeline => _places[timeline.Account]).Chunk(AccountsPerPart))
        {
            writer.Begin($"days-{firsts.Count}");
            firsts.Add(_places[part[0].Account]);
            writer.Json.WriteStartArray();
            foreach (var timeline in part)
            {
                writer.Json.WriteStartArray();
                writer.Json.WriteNumberValue(_places[timeline.Account]);
                writer.Json.WriteNumberValue(timeline.Untimed.Copied);
                writer.Json.WriteNumberValue(timeline.Untimed.Own);
                var before = 0;
                foreach (var (day, copied, own) in timeline.Days)
                {
                    writer.Json.WriteNumberValue(day - before);
                    writer.Json.WriteNumberValue(copied);
                    writer.Json.WriteNumberValue(own);
                    before = day;
                }

                writer.Json.WriteEndArray();
                writer.Flush();
            }

            writer.Json.WriteEndArray();
            writer.End();
        }

        return firsts;
    }

    private void Count()
    {
        var seenIn = new int[_posts.Length];
        foreach (ref readonly var member in _result.Members.AsSpan())
        {
            var author = _result.Posts[member.Post].Author;
            if (author < 0)
            {
                continue;
            }

            _posts[author]++;
            if (seenIn[author] != member.Cluster + 1)
            {
                seenIn[author] = member.Cluster + 1;
                _clusters[author]++;
            }
        }
    }

    /// <summary>Of the accounts whose copied posts had several handles these, with how many of the posts had each: <c>[[account, handle, posts, ...], ...]</c>.</summary>
    private void Handles(ReportWriter writer)
    {
        var handles = new Dictionary<int, NameCounts>();
        foreach (ref readonly var member in _result.Members.AsSpan())
        {
            var place = PlaceOf(_result.Posts[member.Post].Author);
            var handle = _result.Posts.Field(member.Post, PostField.Handle);
            if (place < 0 || handle.IsEmpty)
            {
                continue;
            }

            if (!handles.TryGetValue(place, out var counts))
            {
                handles.Add(place, counts = new NameCounts());
            }

            if (counts.Distinct < MostHandles)
            {
                counts.Add(handle, member.Post);
            }
        }

        writer.Json.WriteStartArray("handles"u8);
        foreach (var (place, counts) in handles.Where(handle => handle.Value.Distinct > 1).OrderBy(handle => handle.Key))
        {
            writer.Json.WriteStartArray();
            writer.Json.WriteNumberValue(place);
            counts.Write(writer, MaxHandles);
            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndArray();
    }

    private ReportPlaces Places()
    {
        var places = new ReportPlaces(_listed.Length);
        for (var cluster = 0; cluster < Math.Min(_result.Clusters.Length, ReportLimits.Clusters); cluster++)
        {
            var found = _result.Clusters[cluster];
            foreach (ref readonly var member in _result.Members.AsSpan(found.MemberStart, found.Posts))
            {
                places.Add(PlaceOf(_result.Posts[member.Post].Author), cluster);
            }
        }

        return places;
    }
}
