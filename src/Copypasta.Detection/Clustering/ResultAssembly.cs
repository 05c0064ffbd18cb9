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

    private static void SortById(FamilyClusterer.Result[] results)
    {
        // Ids are hexadecimal digits of digests, so their order is that of the digests' leading bits. The first 64 all but decide it.
        var leading = Array.ConvertAll(results, r => (ulong)(r.Digest.High >> 64));
        Array.Sort(leading, results);
        for (var i = 1; i < results.Length; i++)
        {
            for (var j = i; j > 0 && leading[j] == leading[j - 1] && results[j].Digest.IdBits < results[j - 1].Digest.IdBits; j--)
            {
                (results[j], results[j - 1]) = (results[j - 1], results[j]);
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

        var order = new UInt128[clusters.Length];
        ForEachRange(results.Length, options, (from, to) =>
        {
            var (count, start) = starts[from / PerTask];
            for (var i = from; i < to; i++)
            {
                foreach (var (cluster, digest, clusterMembers) in results[i].Clusters)
                {
                    (cluster.Family, cluster.MemberStart) = (i, start);
                    order[count] = ((UInt128)(uint)(int.MaxValue - cluster.Posts) << 96) | digest.IdBits;
                    clusters[count++] = cluster;
                    clusterMembers.CopyTo(members, start);
                    start += clusterMembers.Length;
                }
            }
        });
        Array.Sort(order, clusters);
    }

    private static void ForEachRange(int count, DetectionOptions options, Action<int, int> work) =>
        Parallel.For(
            0,
            (count + PerTask - 1) / PerTask,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            range => work(range * PerTask, Math.Min(count, (range + 1) * PerTask)));
}
