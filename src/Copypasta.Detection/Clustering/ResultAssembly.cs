namespace Copypasta.Detection;

/// <summary>The clusters of all families, laid out in the order of the tables.</summary>
internal static class ResultAssembly
{
    /// <summary>Families or clusters that one task lays out.</summary>
    private const int PerTask = 1024;

    public static DetectionResult Assemble(FamilyClusterer.Result[] results, PostStore posts, IReadOnlyList<string> sources, DetectionOptions options)
    {
        SortById(results);
        var families = new Family[results.Length];
        var placeOfFamily = new int[results.Length];
        var members = new Member[results.Sum(r => r.Family.Posts)];
        var clusters = new Cluster[results.Sum(r => r.Clusters.Length)];
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            () => OrderFamilies(results, families, placeOfFamily),
            () => OrderClusters(results, clusters, members, options));
        ForEachRange(clusters.Length, options, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                var cluster = clusters[i];
                cluster.Family = placeOfFamily[cluster.Family];
                foreach (ref var member in members.AsSpan(cluster.MemberStart, cluster.Posts))
                {
                    member = member with { Cluster = i };
                }
            }
        });

        return new DetectionResult
        {
            Sources = sources,
            KeptColumns = options.Keep,
            Posts = posts,
            Families = families,
            Clusters = clusters,
            Members = members,
            Pairs = null,
        };
    }

    private static void SortById(FamilyClusterer.Result[] results) =>
        Sort(Array.ConvertAll(results, r => r.Digest.First), results, (a, b) => a.Digest.CompareTo(b.Digest));

    /// <summary>Sorts by 64 leading bits of what orders the items, which all but decide, and where they are equal by the comparison.</summary>
    private static void Sort<T>(ulong[] leading, T[] items, Comparison<T> compare)
    {
        Array.Sort(leading, items);
        for (var (start, end) = (0, 1); end <= items.Length; end++)
        {
            if (end == items.Length || leading[end] != leading[start])
            {
                if (end - start > 1)
                {
                    items.AsSpan(start, end - start).Sort(compare);
                }

                start = end;
            }
        }
    }

    private static void OrderFamilies(FamilyClusterer.Result[] results, Family[] families, int[] places)
    {
        // By posts, then by where a result stands, which is by id.
        var order = new ulong[results.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ((ulong)(uint)(int.MaxValue - results[i].Family.Posts) << 32) | (uint)i;
        }

        Array.Sort(order);
        for (var place = 0; place < order.Length; place++)
        {
            var result = (int)(uint)order[place];
            families[place] = results[result].Family;
            places[result] = place;
        }
    }

    /// <summary>Lays the members out by (family id, cluster id) and the clusters by (posts descending, id), each with the index of its result for a family.</summary>
    private static void OrderClusters(FamilyClusterer.Result[] results, Cluster[] clusters, Member[] members, DetectionOptions options)
    {
        // Where each task's first cluster and member go.
        var starts = new (int Cluster, int Member)[(results.Length + PerTask - 1) / PerTask];
        var next = (Cluster: 0, Member: 0);
        for (var i = 0; i < results.Length; i++)
        {
            if (i % PerTask == 0)
            {
                starts[i / PerTask] = next;
            }

            next = (next.Cluster + results[i].Clusters.Length, next.Member + results[i].Family.Posts);
        }

        var order = new ulong[clusters.Length];
        var ordered = new (Cluster Cluster, TextDigest Digest)[clusters.Length];
        ForEachRange(results.Length, options, (from, to) =>
        {
            var (count, start) = starts[from / PerTask];
            for (var i = from; i < to; i++)
            {
                foreach (var (cluster, digest, clusterMembers) in results[i].Clusters)
                {
                    (cluster.Family, cluster.MemberStart) = (i, start);
                    order[count] = ((ulong)(uint)(int.MaxValue - cluster.Posts) << 32) | (digest.First >> 32);
                    ordered[count++] = (cluster, digest);
                    clusterMembers.CopyTo(members, start);
                    start += clusterMembers.Length;
                }
            }
        });
        Sort(order, ordered, (a, b) => a.Digest.CompareTo(b.Digest));
        for (var i = 0; i < ordered.Length; i++)
        {
            clusters[i] = ordered[i].Cluster;
        }
    }

    private static void ForEachRange(int count, DetectionOptions options, Action<int, int> work) =>
        Parallel.For(
            0,
            (count + PerTask - 1) / PerTask,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            range => work(range * PerTask, Math.Min(count, (range + 1) * PerTask)));
}
