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
public readonly record struct ClusterChange
{
    private readonly UInt128 _old;
    private readonly UInt128 _new;

    private ClusterChange(UInt128 old, FamilyRecord.ClusterRecord cluster, ChangeKind kind, int oldPosts) =>
        (_old, _new, Kind, OldPosts, NewPosts) = (old, cluster.Id, kind, oldPosts, cluster.Posts);

    /// <summary>Id before; null for <see cref="ChangeKind.New"/>.</summary>
    public string? Old => Kind == ChangeKind.New ? null : FamilyRecord.ClusterId(_old);

    /// <summary>Id after.</summary>
    public string New => FamilyRecord.ClusterId(_new);

    /// <summary>What happened.</summary>
    public ChangeKind Kind { get; }

    /// <summary>Posts before.</summary>
    public int OldPosts { get; }

    /// <summary>Posts after.</summary>
    public int NewPosts { get; }

    /// <summary>The changes of the families that segments from a certain one on hold, by new id, then old.</summary>
    internal static ClusterChange[] Between(IndexSegments before, IndexSegments after)
    {
        var changes = new List<ClusterChange>();
        var reading = before.NewReading(4);
        foreach (var family in FamilyWalk.Of(after, before.All.Count))
        {
            Add(changes, family, before, reading);
        }

        // Ids are the numbers' leading digits.
        changes.Sort((a, b) => a._new != b._new ? a._new.CompareTo(b._new) : a._old.CompareTo(b._old));
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
                changes.Add(new ClusterChange(old, cluster, kind, oldPosts[old]));
            }
        }

        for (var place = 0; place < family.Clusters.Length; place++)
        {
            if (!predecessors.ContainsKey(place))
            {
                changes.Add(new ClusterChange(UInt128.Zero, family.Clusters[place], ChangeKind.New, 0));
            }
        }
    }
}
