namespace Copypasta.Detection;

/// <summary>What an addition made of clusters.</summary>
public enum ChangeKind
{
    /// <summary>No text of it was in a cluster before.</summary>
    New,

    /// <summary>One cluster, with more posts, and the same exemplar.</summary>
    Grown,

    /// <summary>One of several clusters whose texts are now in one.</summary>
    Joined,

    /// <summary>One cluster whose texts are now in several.</summary>
    Split,

    /// <summary>One cluster, which another text has become the exemplar of.</summary>
    Renamed,
}

/// <summary>A cluster before an addition and one after it that share a text. What is split and joined at once is called split.</summary>
/// <param name="Old">Id before; null for <see cref="ChangeKind.New"/>.</param>
/// <param name="New">Id after.</param>
/// <param name="Kind">What happened.</param>
/// <param name="OldPosts">Posts before.</param>
/// <param name="NewPosts">Posts after.</param>
public sealed record ClusterChange(string? Old, string New, ChangeKind Kind, int OldPosts, int NewPosts)
{
    /// <summary>The changes of the families that segments from a certain one on hold, by new id, then old.</summary>
    internal static ClusterChange[] Between(IndexSegments before, IndexSegments after)
    {
        var changes = new List<ClusterChange>();
        var reading = before.NewReading(4);
        foreach (var family in FamilyWalk.Of(after, before.All.Count))
        {
            Add(changes, family, before, reading);
        }

        changes.Sort((a, b) => string.CompareOrdinal(a.New, b.New) is not 0 and var order ? order : string.CompareOrdinal(a.Old, b.Old));
        return [.. changes];
    }

    private static void Add(List<ClusterChange> changes, FamilyRecord family, IndexSegments before, IndexReading reading)
    {
        var known = new Dictionary<(int Segment, int Record), FamilyRecord>();
        var oldPosts = new Dictionary<UInt128, int>();
        var links = new HashSet<(UInt128 Old, int New)>();
        for (var i = 0; i < family.Texts.Length; i++)
        {
            if (family.Texts[i] < before.Texts && before.FamilyOf(family.Texts[i]) is var (segment, member))
            {
                if (!known.TryGetValue((segment, member.Record), out var old))
                {
                    known[(segment, member.Record)] = old = reading.Family(segment, member.Record);
                }

                var cluster = old.Clusters[old.ClusterOf[Array.BinarySearch(old.Texts, family.Texts[i])]];
                oldPosts[cluster.Id] = cluster.Posts;
                links.Add((cluster.Id, family.ClusterOf[i]));
            }
        }

        var successors = links.CountBy(link => link.Old).ToDictionary();
        var predecessors = links.CountBy(link => link.New).ToDictionary();
        foreach (var (old, place) in links)
        {
            var cluster = family.Clusters[place];
            var kind = successors[old] > 1 ? ChangeKind.Split
                : predecessors[place] > 1 ? ChangeKind.Joined
                : old != cluster.Id ? ChangeKind.Renamed
                : ChangeKind.Grown;
            if (kind != ChangeKind.Grown || oldPosts[old] != cluster.Posts)
            {
                changes.Add(new ClusterChange(FamilyRecord.ClusterId(old), FamilyRecord.ClusterId(cluster.Id), kind, oldPosts[old], cluster.Posts));
            }
        }

        for (var place = 0; place < family.Clusters.Length; place++)
        {
            if (!predecessors.ContainsKey(place))
            {
                changes.Add(new ClusterChange(null, FamilyRecord.ClusterId(family.Clusters[place].Id), ChangeKind.New, 0, family.Clusters[place].Posts));
            }
        }
    }
}
