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

    /// <summary>Runs detection over all batches.</summary>
    /// <param name="batches">The posts.</param>
    /// <param name="sources">The paths of what posts come from; a batch's source is an index into them. Looked at once all batches have been read.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="clock">Times the stages.</param>
    /// <param name="onPosts">Told the number of posts read so far, from any thread.</param>
    /// <param name="cancellation">Stops the run between pieces of work.</param>
    /// <param name="journal">
    /// Keeps the working data, so that an interrupted run can go on: the batches are not asked for where <see cref="RunJournal.IsRead"/>, and the caller says when the run is complete. Null: in
    /// <see cref="DetectionOptions.TemporaryFolder"/>, as far as there must be any, removed at the end.
    /// </param>
    /// <param name="look">Looks once more at all that was kept, when the clusters are known; null where nobody does, and nothing is kept for it.</param>
    /// <param name="roomToLook">What that takes; null where it is not known. A run that ends as its families do not fit into memory names a sum that does for it, too.</param>
    /// <exception cref="SpillException">What does not fit into the memory allowed cannot be kept on disk, or must be in memory.</exception>
    public static async Task<DetectionRun> RunAsync(
        IAsyncEnumerable<PostBatch> batches,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        StageClock clock,
        Action<long>? onPosts,
        CancellationToken cancellation,
        RunJournal? journal = null,
        Action<KeptPosts>? look = null,
        RoomToLook? roomToLook = null)
    {
        using var folder = journal?.Folder ?? new TemporaryFolder(options.TemporaryFolder ?? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        var budget = options.Memory is { } ceiling ? MemoryBudget.OfCeiling(ceiling, options.Threads) : null;
        return await RunAsync(batches, sources, options, budget, folder, journal, clock, onPosts, cancellation, look, roomToLook).ConfigureAwait(false);
    }

    /// <summary>The same with a budget and a folder of the caller's.</summary>
    internal static async Task<DetectionRun> RunAsync(
        IAsyncEnumerable<PostBatch> batches,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        MemoryBudget? budget,
        TemporaryFolder folder,
        RunJournal? journal,
        StageClock clock,
        Action<long>? onPosts,
        CancellationToken cancellation,
        Action<KeptPosts>? look = null,
        RoomToLook? roomToLook = null)
    {
        clock.Watch(folder);
        clock.Begin("read and normalise");
        var (intake, posts, spilled) = await PostIntake.RunAsync(batches, options, budget, folder, journal, look is not null, onPosts, cancellation).ConfigureAwait(false);
        using var spilledPosts = spilled;
        return spilled is null
            ? InMemory(posts!, intake, sources, options, budget, folder, clock, look, cancellation)
            : OnDisk(spilled, intake, sources, options, budget ?? MemoryBudget.OfCeiling(long.MaxValue / 4, options.Threads), folder, journal, clock, look, roomToLook, cancellation);
    }

    private static DetectionRun InMemory(
        MemoryPosts memory,
        IntakeCounts intake,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        MemoryBudget? budget,
        TemporaryFolder folder,
        StageClock clock,
        Action<KeptPosts>? look,
        CancellationToken cancellation)
    {
        var posts = memory.Store;
        options = options with { Threads = budget?.ThreadsFor(posts.Texts.Longest) ?? options.Threads };
        var signing = new TextSigning(posts.Texts, options);
        var (linked, bands) = FamilyLinking.Run(signing, posts.Texts, options, MatchingShares.InMemory, null, null, clock, cancellation);
        using (bands)
        {
            var audit = Audit(posts.Texts, linked.Roots, signing, options, clock, cancellation);
            var run = Finish(
                new Outcome(intake, posts.Authors.Count, posts.Texts.Count, linked, audit), posts, linked.Roots, signing.Sketches, () => bands, sources, options, budget, folder, clock, cancellation);
            if (look is not null)
            {
                clock.Begin("census and templates");
                look(new KeptPosts(run.Result, BusyPosts(posts), memory.Aside, null, folder, budget?.RoomBeside(run.Result) ?? SpareRoom.Unlimited, options.Threads, cancellation));
                clock.End();
            }

            return run with { TemporaryBytes = folder.PeakBytes };
        }
    }

    private static DetectionRun OnDisk(
        SpilledPosts spilled,
        IntakeCounts intake,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        MemoryBudget budget,
        TemporaryFolder folder,
        RunJournal? journal,
        StageClock clock,
        Action<KeptPosts>? look,
        RoomToLook? roomToLook,
        CancellationToken cancellation)
    {
        clock.Begin("collapse", () => spilled.ShareRead);
        if (SpilledTexts.Resume(spilled, journal) is not var (texts, counts))
        {
            journal?.ForgetAllBut(PostsStep.Name);
            (texts, counts) = (SpilledTexts.Collapse(spilled, intake, budget, folder, journal, options, cancellation), intake);
        }

        using var textsToClose = texts;
        options = options with { Threads = budget.ThreadsFor(spilled.LongestText) };
        var shares = budget.ForMatching(texts.Count, spilled.File.File.Length);

        // A verifier's and, in an audit, another reader's: each keeps so many.
        texts.CachedBlocks = shares.CachedBlocks / (options.Audit > 0 ? 4 : 1);
        MemoryBudget.GatherUp((long)texts.Count * shares.SketchBytes);
        var signing = new TextSigning(texts, options, shares.SketchBytes);
        var linked = FamilyLinking.Resume(texts.Count, options, journal);
        if (linked is null)
        {
            (linked, var bands) = FamilyLinking.Run(signing, texts, options, shares, folder, journal, clock, cancellation);
            bands.Dispose();
        }

        var audit = Audit(texts, linked.Roots, signing, options, clock, cancellation);
        clock.Begin("gather", () => spilled.ShareRead);

        // The sketches of all texts make room for the posts.
        signing.Forget();
        MemoryBudget.GatherUp((long)texts.Count * shares.SketchBytes);
        var (posts, roots, inMemory) = texts.Gather(linked.Roots, options, counts.Fields, budget, options.Pairs ? linked.Walked.Length : 0, roomToLook, cancellation);
        linked = linked with { Roots = [] };
        MemoryBudget.GatherUp(posts.Bytes);
        var gathered = new TextSigning(posts.Texts, options);
        gathered.Sketch(cancellation);
        var run = Finish(
            new Outcome(counts, texts.Accounts, texts.Count, linked, audit),
            posts,
            roots,
            gathered.Sketches,
            () =>
            {
                MemoryBudget.GatherUp(posts.Bytes);
                return CandidateBands.Of(linked.Walked, gathered, linked.Plan, options, cancellation);
            },
            sources,
            options,
            budget,
            folder,
            clock,
            cancellation);
        if (look is not null)
        {
            clock.Begin("census and templates", () => spilled.ShareRead);
            look(new KeptPosts(run.Result, texts.BusyAccountPosts, null, (spilled, inMemory), folder, budget.RoomBeside(run.Result), options.Threads, cancellation));
            clock.End();
        }

        return run with { TemporaryBytes = folder.PeakBytes };
    }

    private static long BusyPosts(PostStore posts)
    {
        var counts = new int[posts.Authors.Count];
        for (var post = 0; post < posts.Count; post++)
        {
            if (posts[post].Author is >= 0 and var author)
            {
                counts[author]++;
            }
        }

        var busy = new BusyAccounts();
        Array.ForEach(counts, count => busy.Add(count));
        return busy.FewestPosts();
    }

    /// <summary>What is known of a run once its families are.</summary>
    private sealed record Outcome(IntakeCounts Intake, long Accounts, int Texts, LinkedFamilies Linked, AuditResult? Audit);

    private static DetectionRun Finish(
        Outcome outcome,
        PostStore posts,
        int[] roots,
        TextSketches sketches,
        Func<CandidateBands> bands,
        IReadOnlyList<string> sources,
        DetectionOptions options,
        MemoryBudget? budget,
        TemporaryFolder folder,
        StageClock clock,
        CancellationToken cancellation)
    {
        clock.Begin("cluster");

        // Verifiers grow with the longest text, and each stage has its own.
        var compared = budget is null ? 0 : (long)posts.Texts.Longest * MemoryBudget.ComparingPerByte;
        MemoryBudget.GatherUp(compared);
        var walked = options.Pairs ? outcome.Linked.Walked.Length : 0;
        var familyCount = budget is null ? 0 : CountFamilies(posts, roots);
        var mostPairs = budget?.CheckClusters(posts, familyCount, walked) ?? long.MaxValue;
        var matching = new Matching(posts.Texts, sketches, options);
        FamilyTexts? texts = null;
        Groups? members = null;
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            () => texts = new FamilyTexts(posts, sources, options.Profile),
            () => members = Groups.By(roots.Length, roots.Length, text => roots[text]));
        var families = ClusterFamilies(posts, texts!, members!, matching.NewVerifier, options, cancellation);
        var exemplarChecks = matching.Candidates;
        var result = ResultAssembly.Assemble(families, posts, sources, options);

        var leftOut = new List<(string Family, long Pairs)>();
        if (options.Pairs)
        {
            clock.Begin("pairs");
            var (pairs, count) = FindPairs(bands(), texts!, roots, result, leftOut, mostPairs, matching.NewVerifier, options, cancellation);
            result = result with { Pairs = pairs ?? throw budget!.TooManyPairs(posts, familyCount, walked, count) };
        }

        MemoryBudget.GatherUp(compared);
        clock.End();
        var linked = outcome.Linked;
        return new DetectionRun
        {
            Result = result,
            Intake = outcome.Intake,
            Plan = linked.Plan,
            RecallBound = linked.Plan.RecallAfterDiscarding(linked.Walked.Length, linked.Discarded.Length),
            DiscardedBands = linked.Discarded,
            Accounts = outcome.Accounts,
            DistinctTexts = outcome.Texts,
            EligibleTexts = linked.Eligible,
            Shingles = linked.Shingles,
            BucketPairs = linked.BucketPairs,
            ExemplarChecks = exemplarChecks,
            FamiliesWithoutPairs = leftOut,
            Audit = outcome.Audit,
            LinkCandidates = linked.Candidates,
            LinkComparisons = linked.Comparisons,
            TemporaryBytes = folder.PeakBytes,
        };
    }

    private static AuditResult? Audit(ITextSource texts, int[] roots, TextSigning signing, DetectionOptions options, StageClock clock, CancellationToken cancellation)
    {
        if (options.Audit == 0)
        {
            return null;
        }

        clock.Begin("audit");
        signing.Sketch(cancellation);
        using var audited = new AuditTexts(texts, signing.Sketches, options.Seed);
        return RecallAudit.Run(
            audited, roots, new MatchRule(options.Threshold, options.Similarity), options, new Matching(texts, signing.Sketches, options).NewVerifier, cancellation);
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
        return Array.FindAll(results, result => result is not null)!;
    }

    /// <summary>The pairs, and how many there are; null where there are more than there is room for.</summary>
    private static (VerifiedPair[]? Pairs, long Count) FindPairs(
        CandidateBands bands,
        FamilyTexts texts,
        int[] roots,
        DetectionResult result,
        List<(string Family, long Pairs)> leftOut,
        long most,
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

        var (found, count) = PairFinder.Find(bands, roots, wanted, most, newVerifier, options, cancellation);
        if (count > most)
        {
            return (null, count);
        }

        var pairs = new VerifiedPair[count];
        var next = 0;
        var firstPosts = new int[roots.Length];
        Array.Fill(firstPosts, -1);
        int FirstPost(int text) => firstPosts[text] >= 0 ? firstPosts[text] : firstPosts[text] = texts.FirstPost(text);
        foreach (var list in found)
        {
            for (var i = 0; i < list.Count; i++)
            {
                var (a, b) = (FirstPost(list[i].A), FirstPost(list[i].B));
                pairs[next++] = texts.ComparePlaces(a, b) < 0 ? new VerifiedPair(a, b, list[i].Similarity) : new VerifiedPair(b, a, list[i].Similarity);
            }
        }

        Array.Sort(pairs, (x, y) =>
        {
            var order = texts.ComparePlaces(x.A, y.A);
            return order != 0 ? order : texts.ComparePlaces(x.B, y.B);
        });
        return (pairs, count);
    }

    /// <summary>Families of two posts or more: each has one root.</summary>
    private static int CountFamilies(PostStore posts, int[] roots)
    {
        var sizes = new int[roots.Length];
        for (var post = 0; post < posts.Count; post++)
        {
            sizes[roots[posts[post].Text]]++;
        }

        return sizes.Count(size => size > 1);
    }

    /// <summary>More pairs than this there cannot be: all pairs within the wanted families.</summary>
    private static long MostPairs(int[] roots, bool[] wanted) =>
        roots.Where(root => wanted[root]).CountBy(root => root).Sum(family => (long)family.Value * (family.Value - 1) / 2);
}
