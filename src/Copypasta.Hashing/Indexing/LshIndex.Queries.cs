namespace Copypasta.Hashing;

/// <content>Questions to the index.</content>
public sealed partial class LshIndex
{
    /// <summary>Finds the texts of at least the index's threshold.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <returns>Matches by similarity, highest first, then by id.</returns>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>.</exception>
    public LshMatch[] Query(ReadOnlySpan<char> text)
    {
        var matches = new List<LshMatch>();
        Query(text, matches);
        return [.. matches];
    }

    /// <inheritdoc cref="Query(ReadOnlySpan{char})"/>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    public LshMatch[] Query(ReadOnlySpan<byte> utf8)
    {
        var matches = new List<LshMatch>();
        Query(utf8, matches);
        return [.. matches];
    }

    /// <summary>Finds the texts of at least a similarity.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="matches">Its content is replaced by the matches, by similarity, highest first, then by id.</param>
    /// <returns>What the query took.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="matches"/> is null.</exception>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>.</exception>
    public LshQueryCost Query(ReadOnlySpan<char> text, List<LshMatch> matches) => Query(text, matches, Options.Threshold);

    /// <inheritdoc cref="Query(ReadOnlySpan{char}, List{LshMatch})"/>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="matches">Its content is replaced by the matches, by similarity, highest first, then by id.</param>
    public LshQueryCost Query(ReadOnlySpan<byte> utf8, List<LshMatch> matches) => Query(utf8, matches, Options.Threshold);

    /// <summary>Finds the texts of at least a similarity that is higher than the index's.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="matches">Its content is replaced by the matches, by similarity, highest first, then by id.</param>
    /// <param name="threshold">Not below the index's own.</param>
    /// <returns>What the query took.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="matches"/> is null.</exception>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below the index's, for which no recall is promised; <see cref="TopK(ReadOnlySpan{char}, int, List{LshMatch})"/> looks there.</exception>
    public LshQueryCost Query(ReadOnlySpan<char> text, List<LshMatch> matches, Threshold threshold) =>
        Search(text, default, BoundOf(threshold), int.MaxValue, matches);

    /// <inheritdoc cref="Query(ReadOnlySpan{char}, List{LshMatch}, Threshold)"/>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="matches">Its content is replaced by the matches, by similarity, highest first, then by id.</param>
    /// <param name="threshold">Not below the index's own.</param>
    public LshQueryCost Query(ReadOnlySpan<byte> utf8, List<LshMatch> matches, Threshold threshold) =>
        Search(default, utf8, BoundOf(threshold), int.MaxValue, matches);

    /// <summary>
    /// Finds the most similar texts, whatever their similarity, among those that share a band and at least one shingle with the query. A text of similarity s is among them with
    /// probability <c>Plan.RecallAt(s)</c>: at or above the index's threshold that is its recall, below it falls quickly. For near neighbours
    /// of lower similarity make an index of a lower threshold.
    /// </summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="k">Most matches, at least 1.</param>
    /// <returns>At most k matches by similarity, highest first, then by id.</returns>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>, or k is below 1.</exception>
    public LshMatch[] TopK(ReadOnlySpan<char> text, int k)
    {
        var matches = new List<LshMatch>();
        TopK(text, k, matches);
        return [.. matches];
    }

    /// <inheritdoc cref="TopK(ReadOnlySpan{char}, int)"/>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="k">Most matches, at least 1.</param>
    public LshMatch[] TopK(ReadOnlySpan<byte> utf8, int k)
    {
        var matches = new List<LshMatch>();
        TopK(utf8, k, matches);
        return [.. matches];
    }

    /// <inheritdoc cref="TopK(ReadOnlySpan{char}, int)"/>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="k">Most matches, at least 1.</param>
    /// <param name="matches">Its content is replaced by the matches, by similarity, highest first, then by id.</param>
    /// <returns>What the query took.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="matches"/> is null.</exception>
    public LshQueryCost TopK(ReadOnlySpan<char> text, int k, List<LshMatch> matches) => Search(text, default, AnySimilarity(k), k, matches);

    /// <inheritdoc cref="TopK(ReadOnlySpan{char}, int, List{LshMatch})"/>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="k">Most matches, at least 1.</param>
    /// <param name="matches">Its content is replaced by the matches, by similarity, highest first, then by id.</param>
    public LshQueryCost TopK(ReadOnlySpan<byte> utf8, int k, List<LshMatch> matches) => Search(default, utf8, AnySimilarity(k), k, matches);

    /// <summary>
    /// Finds texts of which one contains most of the other, as a template with a tail does: shared shingles by those of the smaller text, where neither has more than 4 times
    /// the other's. Texts of containment c whose sizes stand as 1 to q have Jaccard similarity c / (1 + q - c) and are found with probability
    /// <c>Plan.RecallAt</c> of that; an index whose threshold is at most c / (5 - c) finds them all with at least its recall.
    /// </summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="containment">The lowest containment.</param>
    /// <param name="matches">Its content is replaced by the matches, by containment, highest first, then by similarity and id.</param>
    /// <returns>What the query took.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="matches"/> is null.</exception>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The containment is <c>default</c>, which is no threshold.</exception>
    public LshQueryCost QueryContainment(ReadOnlySpan<char> text, Threshold containment, List<LshMatch> matches) =>
        Search(text, default, LshBound.From(Checked(containment), ofSmaller: true), int.MaxValue, matches);

    /// <inheritdoc cref="QueryContainment(ReadOnlySpan{char}, Threshold, List{LshMatch})"/>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="containment">The lowest containment.</param>
    /// <param name="matches">Its content is replaced by the matches, by containment, highest first, then by similarity and id.</param>
    public LshQueryCost QueryContainment(ReadOnlySpan<byte> utf8, Threshold containment, List<LshMatch> matches) =>
        Search(default, utf8, LshBound.From(Checked(containment), ofSmaller: true), int.MaxValue, matches);

    /// <summary>
    /// Groups near-copies: the families, that is connected components of the verified pairs of at least the index's threshold. Two texts of a family
    /// may be less alike than that, linked by others between them; clusters about an exemplar are not made here. Adding and removing wait.
    /// </summary>
    /// <returns>The ids of each family of two or more, ascending; families by their lowest id. Two texts at the threshold are in one family with at least the plan's recall.</returns>
    public int[][] FindFamilies()
    {
        var scratch = Rent();
        _lock.EnterReadLock();
        try
        {
            return LshFamilies.Find(_texts, _buckets, scratch, LshBound.From(Options.Threshold));
        }
        finally
        {
            _lock.ExitReadLock();
            Return(scratch);
        }
    }

    // One of the two texts is empty.
    private LshQueryCost Search(ReadOnlySpan<char> text, ReadOnlySpan<byte> utf8, LshBound bound, int most, List<LshMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        matches.Clear();
        var scratch = Rent();
        var comparable = text.IsEmpty ? scratch.Normalize(utf8) : scratch.Normalize(text);
        var keys = scratch.Sign(comparable);
        var cost = default(LshQueryCost);
        if (scratch.Set.Count > 0)
        {
            _lock.EnterReadLock();
            try
            {
                cost = LshSearch.Run(_texts, _buckets, scratch, comparable, keys, bound, most, matches);
            }
            finally
            {
                _lock.ExitReadLock();
            }
        }

        Return(scratch);
        return cost;
    }

    private LshBound BoundOf(Threshold threshold) => Checked(threshold).Numerator >= Options.Threshold.Numerator
        ? LshBound.From(threshold)
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, $"The index finds texts of similarity {Options.Threshold} or more; for lower thresholds make another.");

    private static Threshold Checked(Threshold threshold) =>
        threshold.Denominator > 0 ? threshold : throw new ArgumentOutOfRangeException(nameof(threshold), threshold.Denominator, "A threshold is above 0 and at most 1.");

    private static LshBound AnySimilarity(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new LshBound(0, 1);
    }
}
