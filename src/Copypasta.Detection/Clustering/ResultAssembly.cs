namespace Copypasta.Detection;

/// <summary>The clusters of all families, laid out in the order of the tables.</summary>
internal static class ResultAssembly
{
    /// <summary>Families or clusters that one task lays out.</summary>
    private const int PerTask = 1024;

    public static DetectionResult Assemble(FamilyClusterer.Result[] results, PostStore posts, IReadOnlyList<string> sources, DetectionOptions options)
    {
        results = SortById(results);
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

    private static FamilyClusterer.Result[] SortById(FamilyClusterer.Result[] results)
    {
        var sorted = new FamilyClusterer.Result[results.Length];
        var order = ByDigest(results.Length, i => results[i].Digest);
        for (var place = 0; place < order.Length; place++)
        {
            sorted[place] = results[Item(order[place])];
        }

        return sorted;
    }

    private static void OrderFamilies(FamilyClusterer.Result[] results, Family[] families, int[] places)
    {
        // By posts, then by where a result stands, which is by id.
        var byId = new ulong[results.Length];
        for (var i = 0; i < byId.Length; i++)
        {
            byId[i] = KeySort.Entry(0, i);
        }

        var order = ByPosts(byId, i => results[i].Family.Posts);
        for (var place = 0; place < order.Length; place++)
        {
            var result = Item(order[place]);
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

        var laidOut = new (Cluster Cluster, TextDigest Digest)[clusters.Length];
        ForEachRange(results.Length, options, (from, to) =>
        {
            var (count, start) = starts[from / PerTask];
            for (var i = from; i < to; i++)
            {
                foreach (var (cluster, digest, clusterMembers) in results[i].Clusters)
                {
                    (cluster.Family, cluster.MemberStart) = (i, start);
                    laidOut[count++] = (cluster, digest);
                    clusterMembers.CopyTo(members, start);
                    start += clusterMembers.Length;
                }
            }
        });
        var order = ByPosts(ByDigest(laidOut.Length, i => laidOut[i].Digest), i => laidOut[i].Cluster.Posts);
        for (var place = 0; place < order.Length; place++)
        {
            clusters[place] = laidOut[Item(order[place])].Cluster;
        }
    }

    /// <summary>The numbers of items, in the order of the items' digests: of the leading bits, which all but decide, and where those are equal of all.</summary>
    /// <remarks>Entries as buckets are sorted by: a sort of plain numbers by the framework cannot be compiled ahead of time, and would run unoptimised here.</remarks>
    private static Span<ulong> ByDigest(int count, Func<int, TextDigest> digestOf)
    {
        var items = new ulong[count];
        for (var item = 0; item < count; item++)
        {
            items[item] = KeySort.Entry((uint)(digestOf(item).First >> 32), item);
        }

        var order = KeySort.Sort(items, new ulong[count]);
        for (var (start, end) = (0, 1); end <= count; end++)
        {
            if (end == count || order[end] >> 32 != order[start] >> 32)
            {
                if (end - start > 1)
                {
                    order[start..end].Sort((a, b) => digestOf(Item(a)).CompareTo(digestOf(Item(b))));
                }

                start = end;
            }
        }

        return order;
    }

    /// <summary>Puts numbers of items in the order of the items' posts, most first; items of as many stay in their order.</summary>
    private static Span<ulong> ByPosts(Span<ulong> order, Func<int, int> postsOf)
    {
        foreach (ref var number in order)
        {
            number = KeySort.Entry((uint)(int.MaxValue - postsOf(Item(number))), Item(number));
        }

        return KeySort.Sort(order, new ulong[order.Length]);
    }

    private static int Item(ulong entry) => (int)(uint)entry;

    private static void ForEachRange(int count, DetectionOptions options, Action<int, int> work) =>
        Parallel.For(
            0,
            (count + PerTask - 1) / PerTask,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            range => work(range * PerTask, Math.Min(count, (range + 1) * PerTask)));
}
