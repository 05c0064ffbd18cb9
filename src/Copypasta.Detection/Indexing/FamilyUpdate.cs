namespace Copypasta.Detection;

/// <summary>The families that a part of an addition makes or changes, clustered anew from all their posts: no others are looked at.</summary>
internal static class FamilyUpdate
{
    /// <summary>What is guessed that a post or text of a family takes, to choose how many are gathered at once; where more turns out, fewer are.</summary>
    private const long GuessedBytes = 600;

    /// <summary>Links the new texts with those of the index.</summary>
    /// <param name="part">The posts that are being added.</param>
    /// <param name="signed">The new texts, signed.</param>
    /// <param name="roots">By new text another that it is linked with, or itself.</param>
    /// <param name="segments">The index so far.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FamilyJoins Link(IndexPart part, SignedPart signed, int[] roots, IndexSegments segments, DetectionOptions options, CancellationToken cancellation)
    {
        var joins = new FamilyJoins(roots);
        if (segments.All.Count > 0)
        {
            Parallel.For(
                0,
                signed.Bands,
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                () => new KnownTextLinker(part, signed, segments, joins, options),
                (band, _, linker) =>
                {
                    linker.Link(band);
                    return linker;
                },
                _ => { });
        }

        return joins;
    }

    /// <summary>The families, each with all its posts, by their smallest text: so many are in memory at once as there is room for.</summary>
    /// <param name="part">The posts that are being added.</param>
    /// <param name="joins">Which families they make.</param>
    /// <param name="segments">The index so far.</param>
    /// <param name="sources">What posts come from, those of the addition last.</param>
    /// <param name="firstSource">Number of the addition's first source.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="budget">The room.</param>
    /// <param name="growth">What more there may be of them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="SpillException">There is not enough for one of them.</exception>
    public static IEnumerable<FamilyRecord> Cluster(
        IndexPart part, FamilyJoins joins, IndexSegments segments, IReadOnlyList<string> sources, int firstSource, DetectionOptions options, IndexBudget budget, AdditionGrowth growth, CancellationToken cancellation)
    {
        var touched = new TouchedFamilies(part, joins, segments, firstSource);
        var atOnce = Math.Max(1, budget.Families / GuessedBytes);
        while (touched.Next(atOnce))
        {
            foreach (var record in ClusterTaken(touched, segments, sources, options, budget, growth, cancellation))
            {
                yield return record;
            }
        }
    }

    /// <summary>Those that were taken together, or where they do not fit half of them and then the rest.</summary>
    private static IEnumerable<FamilyRecord> ClusterTaken(
        TouchedFamilies touched, IndexSegments segments, IReadOnlyList<string> sources, DetectionOptions options, IndexBudget budget, AdditionGrowth growth, CancellationToken cancellation)
    {
        var waiting = new Stack<TouchedFamilies.Range>([touched.Taken]);
        while (waiting.TryPop(out var range))
        {
            var gathered = touched.Gather(range, segments, options, budget, cancellation);
            if (!budget.HasRoomFor(gathered))
            {
                if (touched.Halve(range) is not var (first, second))
                {
                    throw budget.TooLarge("a family that is touched does not fit into it", gathered, touched.SizeOf(range, segments, growth));
                }

                waiting.Push(second);
                waiting.Push(first);
                continue;
            }

            var threads = budget.ThreadsFor(gathered.Posts.Texts.Longest, options.Threads);
            foreach (var record in gathered.ClusterToRecords(sources, options with { Threads = threads }, cancellation))
            {
                yield return record;
            }
        }
    }
}

/// <summary>An addition that is worked in while it is read: of what it has brought so far there may come more in proportion.</summary>
/// <param name="FirstSegment">The place of its first segment.</param>
/// <param name="ShareRead">The share of it that has been read, above 0 and up to 1.</param>
internal readonly record struct AdditionGrowth(int FirstSegment, double ShareRead)
{
    /// <summary>How many there may be in the end.</summary>
    /// <param name="before">How many there were before the addition.</param>
    /// <param name="added">How many it has brought.</param>
    public double InAll(long before, long added) => before + (added / ShareRead);
}
