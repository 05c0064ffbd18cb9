namespace Copypasta.Reports;

/// <summary>In which clusters the items of a list are: accounts, hashtags, links. Of each item all clusters are there or none; what goes beyond <see cref="ReportLimits.Places"/> is taken from the end of the list.</summary>
/// <param name="items">Items of the list.</param>
internal sealed class ReportPlaces(int items)
{
    private readonly List<int>?[] _clusters = new List<int>?[items];
    private readonly int[] _seenIn = new int[items];
    private long _places;
    private int _end = items;

    /// <summary>Notes that an item is in a cluster; once is enough. Clusters come ascending.</summary>
    public void Add(int item, int cluster)
    {
        if (item < 0 || item >= _end || _seenIn[item] == cluster + 1)
        {
            return;
        }

        _seenIn[item] = cluster + 1;
        (_clusters[item] ??= []).Add(cluster);
        for (_places++; _places > ReportLimits.Places;)
        {
            _end--;
            _places -= _clusters[_end]?.Count ?? 0;
            _clusters[_end] = null;
        }
    }

    /// <summary>The property <c>in</c>: of each item its clusters, as the first and the distances from one to the next; shorter than the list where the end was taken from it.</summary>
    public void Write(ReportWriter writer)
    {
        writer.Json.WriteStartArray("in"u8);
        foreach (var clusters in _clusters.AsSpan(0, _end))
        {
            writer.Ascending(clusters ?? []);
            writer.Flush();
        }

        writer.Json.WriteEndArray();
    }
}
