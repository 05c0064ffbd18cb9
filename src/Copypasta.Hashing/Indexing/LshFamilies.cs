namespace Copypasta.Hashing;

/// <summary>Connected components of all verified pairs of an index: union by lowest entry, with path halving (Tarjan and van Leeuwen, J. ACM 1984).</summary>
internal static class LshFamilies
{
    public static int[][] Find(LshTexts texts, LshBuckets buckets, LshScratch scratch, LshBound bound)
    {
        var parents = new int[texts.Entries];
        for (var text = 0; text < parents.Length; text++)
        {
            parents[text] = text;
        }

        for (var text = 0; text < parents.Length; text++)
        {
            if (texts[text] is { FirstId: > 0, Shingles: > 0 })
            {
                Join(text, parents, texts, buckets, scratch, bound);
            }
        }

        return Collect(parents, texts);
    }

    // A chain leads to the texts that came before, so each pair is met from its later text only.
    private static void Join(int text, int[] parents, LshTexts texts, LshBuckets buckets, LshScratch scratch, LshBound bound)
    {
        scratch.ForgetSeen();
        var loaded = false;
        ref readonly var entry = ref texts[text];
        for (var band = 0; band < buckets.Bands; band++)
        {
            var key = buckets.KeyOf(text, band, out var next);
            for (var other = buckets.Next(band, key, ref next); other >= 0; other = buckets.Next(band, key, ref next))
            {
                ref readonly var candidate = ref texts[other];
                if (candidate.FirstId == 0 || Root(parents, text) == Root(parents, other) || !scratch.See(other))
                {
                    continue;
                }

                var fewest = bound.FewestShared(entry.Shingles, candidate.Shingles);
                var mostDifferent = (long)entry.Shingles + candidate.Shingles - (2L * fewest);
                if (Math.Abs(entry.Shingles - candidate.Shingles) > mostDifferent || entry.Bitmap.Difference(candidate.Bitmap) > mostDifferent)
                {
                    continue;
                }

                if (!loaded)
                {
                    scratch.Load(texts.Text(text));
                    loaded = true;
                }

                if (scratch.Shared(texts.Text(other), fewest) >= fewest)
                {
                    var (a, b) = (Root(parents, text), Root(parents, other));
                    parents[Math.Max(a, b)] = Math.Min(a, b);
                }
            }
        }
    }

    private static int Root(int[] parents, int text)
    {
        while (parents[text] != text)
        {
            parents[text] = parents[parents[text]];
            text = parents[text];
        }

        return text;
    }

    // Ids in ascending order, twice: to count each family's, and to deal them out. Families are in order of their lowest ids.
    private static int[][] Collect(int[] parents, LshTexts texts)
    {
        var sizes = new int[parents.Length];
        for (var id = texts.NextInUse(0); id >= 0; id = texts.NextInUse(id + 1))
        {
            // A text without shingles matches nothing, not even its own copies.
            sizes[Root(parents, texts.EntryOf(id))] += texts[texts.EntryOf(id)].Shingles >= 0 ? 1 : 0;
        }

        var places = new int[parents.Length];
        var families = new List<int[]>();
        var filled = new List<int>();
        for (var id = texts.NextInUse(0); id >= 0; id = texts.NextInUse(id + 1))
        {
            var root = Root(parents, texts.EntryOf(id));
            if (sizes[root] < 2)
            {
                continue;
            }

            if (places[root] == 0)
            {
                families.Add(new int[sizes[root]]);
                filled.Add(0);
                places[root] = families.Count;
            }

            var family = places[root] - 1;
            families[family][filled[family]++] = id;
        }

        return [.. families];
    }
}
