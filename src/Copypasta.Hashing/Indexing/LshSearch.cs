using System.Runtime.InteropServices;

namespace Copypasta.Hashing;

/// <summary>One query: candidates from the buckets, each looked at once, dismissed by size and bitmap or compared exactly.</summary>
internal static class LshSearch
{
    private const int FewestToTrim = 32;

    /// <summary>Finds the texts that are alike enough.</summary>
    /// <param name="texts">The index's texts.</param>
    /// <param name="buckets">The index's buckets.</param>
    /// <param name="scratch">Loaded with the query.</param>
    /// <param name="comparable">The query.</param>
    /// <param name="keys">The query's keys; empty where it is too short for near matching.</param>
    /// <param name="bound">How alike.</param>
    /// <param name="most">Most matches wanted: the best.</param>
    /// <param name="matches">Receives the matches, best first.</param>
    public static LshQueryCost Run(
        LshTexts texts, LshBuckets buckets, LshScratch scratch, ReadOnlySpan<byte> comparable, ReadOnlySpan<uint> keys, LshBound bound, int most, List<LshMatch> matches)
    {
        scratch.ForgetSeen();
        var count = scratch.Set.Count;
        var identical = texts.Find(comparable, LshTexts.Hash(comparable));
        if (identical >= 0)
        {
            scratch.See(identical);
            AddIds(texts, identical, new LshMatch(0, count, count, count), most, matches);
        }

        if (keys.IsEmpty)
        {
            return default;
        }

        var (candidates, compared) = (0, 0);
        foreach (var text in Collect(buckets, scratch, keys, skip: identical >= 0 ? 1 : 0))
        {
            ref readonly var entry = ref texts[text];
            if (entry.FirstId == 0)
            {
                continue;
            }

            candidates++;
            var fewest = bound.FewestShared(count, entry.Shingles);
            var mostDifferent = (long)count + entry.Shingles - (2L * fewest);
            if (Math.Abs(count - entry.Shingles) > mostDifferent || entry.Bitmap.Difference(scratch.Bitmap) > mostDifferent)
            {
                continue;
            }

            compared++;
            var shared = scratch.Shared(texts.Text(text), fewest);
            if (shared >= fewest)
            {
                AddIds(texts, text, new LshMatch(0, shared, count, entry.Shingles), most, matches);
                if (matches.Count >= Math.Max(FewestToTrim, 2L * most))
                {
                    bound = Trim(matches, most);
                }
            }
        }

        Comparison<LshMatch> order = bound.OfSmaller ? LshMatch.CompareByContainment : LshMatch.CompareBySimilarity;
        CollectionsMarshal.AsSpan(matches).Sort(order);
        if (matches.Count > most)
        {
            CollectionsMarshal.SetCount(matches, most);
        }

        return new LshQueryCost(candidates, compared);
    }

    // Each candidate once, however many bands it shares.
    private static ReadOnlySpan<int> Collect(LshBuckets buckets, LshScratch scratch, ReadOnlySpan<uint> keys, int skip)
    {
        for (var band = 0; band < keys.Length; band++)
        {
            var next = buckets.First(band, keys[band]);
            for (var text = buckets.Next(band, keys[band], ref next); text >= 0; text = buckets.Next(band, keys[band], ref next))
            {
                scratch.See(text);
            }
        }

        return scratch.Seen[skip..];
    }

    // Of one text's ids only the lowest can be among the best: they are in ascending order.
    private static void AddIds(LshTexts texts, int text, LshMatch match, int most, List<LshMatch> matches)
    {
        var added = 0;
        for (var id = texts[text].FirstId - 1; id >= 0 && added < most; id = texts.NextOfText(id), added++)
        {
            matches.Add(match with { Id = id });
        }
    }

    /// <summary>Keeps the best; what is to be added must be at least as similar as the worst of them.</summary>
    private static LshBound Trim(List<LshMatch> matches, int most)
    {
        CollectionsMarshal.AsSpan(matches).Sort(LshMatch.CompareBySimilarity);
        if (matches.Count > most)
        {
            CollectionsMarshal.SetCount(matches, most);
        }

        var worst = matches[^1];
        return new LshBound(worst.Shared, worst.Union);
    }
}
