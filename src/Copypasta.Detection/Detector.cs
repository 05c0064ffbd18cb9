using System.Collections.Concurrent;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// The main river: posts to distinct texts, to sketches and band keys, to buckets, to verified pairs, to families and clusters. Each stage is one call;
/// the result depends on the posts and the options and on nothing else.
/// </summary>
public static class Detector
{
    /// <summary>Texts from which on a family takes so long to cluster that it is begun early.</summary>
    private const int LargeFamily = 64;

    /// <summary>Families or clusters that one task lays out.</summary>
    private const int PerTask = 1024;

    /// <summary>Runs detection over all batches.</summary>
    /// <param name="batches">The posts.</param>
    /// <param name="sources">The paths of what posts come from; a batch's source is an index into them. Looked at once all batches have been read.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="clock">Times the stages.</param>
    /// <param name="onPosts">Told the number of posts read so far, from any thread.</param>
    /// <param name="cancellation">Stops the run between pieces of work.</param>
    /// <exception cref="SpillException">What does not fit into the memory allowed cannot be kept on disk, or must be in memory.</exception>
    public static async Task<DetectionRun> RunAsync(
        IAsyncEnumerable<PostBatch> batches,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        StageClock clock,
        Action<long>? onPosts,
        CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder(options.TemporaryFolder ?? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        var budget = options.Memory is { } ceiling ? MemoryBudget.OfCeiling(ceiling, options.Threads) : null;
        return await RunAsync(batches, sources, options, budget, folder, clock, onPosts, cancellation).ConfigureAwait(false);
    }

    /// <summary>The same with a budget and a folder of the caller's.</summary>
    internal static async Task<DetectionRun> RunAsync(
        IAsyncEnumerable<PostBatch> batches,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        MemoryBudget? budget,
        TemporaryFolder folder,
        StageClock clock,
        Action<long>? onPosts,
        CancellationToken cancellation)
    {
        clock.Begin("read and normalise");
        var (intake, posts, spilled) = await PostIntake.RunAsync(batches, options, budget, folder, onPosts, cancellation).ConfigureAwait(false);
        using var spilledPosts = spilled;
        SpilledTexts? spilledTexts = null;
        if (spilled is not null)
        {
            clock.Begin("collapse");
            spilledTexts = SpilledTexts.Collapse(spilled, intake, budget!, folder, options, cancellation);
        }

        using var textsToClose = spilledTexts;
        var source = (ITextSource?)spilledTexts?.File ?? posts!.Texts;
        var accounts = spilledTexts?.Accounts ?? posts!.Authors.Count;
        var shares = spilled is null ? MatchingShares.InMemory : budget!.ForMatching(source.Count);

        clock.Begin("plan");
        var signing = new TextSigning(source, options, shares.SketchBytes);
        var plan = signing.Plan(cancellation);

        clock.Begin("sign and bucket");
        using var bands = CandidateBands.Choose(signing, plan, options, shares, spilled is null ? null : folder, cancellation);

        clock.Begin("verify and link");
        if (spilledTexts is not null)
        {
            // A verifier's and, in an audit, another reader's: each keeps so many.
            spilledTexts.File.CachedBlocks = shares.CachedBlocks / (options.Audit > 0 ? 4 : 1);
        }

        var (roots, linkCandidates, linkComparisons) = LinkFamilies(bands, source, signing.Sketches, options, cancellation);
        AuditResult? audit = null;
        if (options.Audit > 0)
        {
            clock.Begin("audit");
            audit = Audit(source, roots, signing.Sketches, options, cancellation);
        }

        var (distinct, sketches, walked) = (source.Count, signing.Sketches, bands);
        if (spilledTexts is not null)
        {
            clock.Begin("gather");

            // The sketches of all texts make room for the posts.
            signing.Forget();
            (posts, roots) = spilledTexts.Gather(roots, options, budget!, cancellation);
            var gathered = new TextSigning(posts.Texts, options);
            if (options.Pairs)
            {
                walked = bands.Over(gathered, plan, options, cancellation);
            }
            else
            {
                gathered.Sketch(cancellation);
            }

            sketches = gathered.Sketches;
        }

        clock.Begin("cluster");
        var matching = new Matching(posts!.Texts, sketches, options);
        FamilyTexts? texts = null;
        Groups? members = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            () => texts = new FamilyTexts(posts!, sources, options.Profile),
            () => members = Groups.By(roots.Length, roots.Length, text => roots[text]));
        var families = ClusterFamilies(posts!, texts!, members!, matching.NewVerifier, options, cancellation);
        var exemplarChecks = matching.Candidates;
        var result = Assemble(families, posts!, sources, options);

        var leftOut = new List<(string Family, long Pairs)>();
        if (options.Pairs)
        {
            clock.Begin("pairs");
            result = result with { Pairs = FindPairs(walked, texts!, roots, result, leftOut, matching.NewVerifier, options, cancellation) };
        }

        clock.End();
        return new DetectionRun
        {
            Result = result,
            Intake = intake,
            Plan = plan,
            RecallBound = plan.RecallAfterDiscarding(bands.Bands.Count, bands.Discarded.Count),
            DiscardedBands = bands.Discarded,
            Accounts = accounts,
            DistinctTexts = distinct,
            EligibleTexts = signing.Eligible,
            Shingles = signing.Shingles,
            BucketPairs = bands.Bands.Sum(b => b.Buckets.Pairs),
            ExemplarChecks = exemplarChecks,
            FamiliesWithoutPairs = leftOut,
            Audit = audit,
            LinkCandidates = linkCandidates,
            LinkComparisons = linkComparisons,
            TemporaryBytes = folder.PeakBytes,
        };
    }

    private static (int[] Roots, long Candidates, long Comparisons) LinkFamilies(
        CandidateBands bands, ITextSource texts, TextSketches sketches, DetectionOptions options, CancellationToken cancellation)
    {
        var families = new UnionFind(texts.Count);
        var matching = new Matching(texts, sketches, options);
        Parallel.For(
            0,
            bands.Bands.Count,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => new FamilyLinker(families, matching.NewVerifier()),
            (band, state, linker) =>
            {
                bands.Bands[band].Buckets.ForEach(linker.Link);
                return linker;
            },
            _ => { });
        return (families.ToRoots(), matching.Candidates, matching.Compared);
    }

    private static AuditResult Audit(ITextSource texts, int[] roots, TextSketches sketches, DetectionOptions options, CancellationToken cancellation)
    {
        using var audited = new AuditTexts(texts, sketches, options.Seed);
        return RecallAudit.Run(
            audited, roots, new MatchRule(options.Threshold, options.Similarity), options, new Matching(texts, sketches, options).NewVerifier, cancellation);
    }

    internal static FamilyClusterer.Result[] ClusterFamilies(
        PostStore posts, FamilyTexts texts, Groups members, Func<Verifier> newVerifier, DetectionOptions options, CancellationToken cancellation)
    {
        // A family goes by its root, which is its smallest text. Large ones come first, so that no thread is left with one at the end.
        var families = new List<int>();
        var small = new List<int>();
        for (var root = 0; root < members.Count; root++)
        {
            if (members[root].Length > 1 || (members[root].Length == 1 && texts.Copies(root) > 1))
            {
                (members[root].Length >= LargeFamily ? families : small).Add(root);
            }
        }

        families.AddRange(small);
        var results = new FamilyClusterer.Result?[families.Count];
        Parallel.ForEach(
            Partitioner.Create(families, loadBalance: true),
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => new FamilyClusterer(posts, texts, newVerifier()),
            (root, _, place, clusterer) =>
            {
                var result = clusterer.Cluster(members[root]);
                if (result.Family.Posts >= options.MinPosts && (options.MinAccounts <= 1 || result.Family.Accounts >= options.MinAccounts))
                {
                    results[place] = result;
                }

                return clusterer;
            },
            clusterer => clusterer.Dispose());
        return [.. results.OfType<FamilyClusterer.Result>()];
    }

    internal static DetectionResult Assemble(FamilyClusterer.Result[] results, PostStore posts, IReadOnlyList<string> sources, DetectionOptions options)
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

    private static VerifiedPair[] FindPairs(
        CandidateBands bands,
        FamilyTexts texts,
        int[] roots,
        DetectionResult result,
        List<(string Family, long Pairs)> leftOut,
        Func<Verifier> newVerifier,
        DetectionOptions options,
        CancellationToken cancellation)
    {
        // Pairs are written of the families that are written.
        var wanted = new bool[roots.Length];
        var familyOfRoot = new Dictionary<int, string>();
        foreach (var member in result.Members)
        {
            var root = roots[result.Posts[member.Post].Text];
            wanted[root] = true;
            familyOfRoot[root] = result.Families[result.Clusters[member.Cluster].Family].Id;
        }

        if (MostPairs(roots, wanted) > options.MaxPairs)
        {
            var counts = PairFinder.Count(bands, roots, wanted, options.MaxPairs, newVerifier, options, cancellation);
            var total = counts.Sum();
            foreach (var (root, family) in familyOfRoot.OrderByDescending(f => counts[f.Key]).ThenBy(f => f.Value, StringComparer.Ordinal))
            {
                if (total <= options.MaxPairs)
                {
                    break;
                }

                total -= counts[root];
                wanted[root] = false;
                leftOut.Add((family, counts[root]));
            }
        }

        var found = PairFinder.Find(bands, roots, wanted, newVerifier, options, cancellation);
        var pairs = new VerifiedPair[found.Count];
        var firstPosts = new int[roots.Length];
        Array.Fill(firstPosts, -1);
        int FirstPost(int text) => firstPosts[text] >= 0 ? firstPosts[text] : firstPosts[text] = texts.FirstPost(text);
        for (var i = 0; i < pairs.Length; i++)
        {
            var (a, b) = (FirstPost(found[i].A), FirstPost(found[i].B));
            pairs[i] = texts.ComparePlaces(a, b) < 0 ? new VerifiedPair(a, b, found[i].Similarity) : new VerifiedPair(b, a, found[i].Similarity);
        }

        Array.Sort(pairs, (x, y) =>
        {
            var order = texts.ComparePlaces(x.A, y.A);
            return order != 0 ? order : texts.ComparePlaces(x.B, y.B);
        });
        return pairs;
    }

    /// <summary>More pairs than this there cannot be: all pairs within the wanted families.</summary>
    private static long MostPairs(int[] roots, bool[] wanted) =>
        roots.Where(root => wanted[root]).CountBy(root => root).Sum(family => (long)family.Value * (family.Value - 1) / 2);
}
