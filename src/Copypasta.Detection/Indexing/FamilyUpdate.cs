namespace Copypasta.Detection;

/// <summary>The families that a part of an addition makes or changes, clustered anew from all their posts: no others are looked at.</summary>
internal static class FamilyUpdate
{
    /// <param name="part">The posts that are being added.</param>
    /// <param name="signed">The new texts, signed and linked with one another.</param>
    /// <param name="segments">The index so far.</param>
    /// <param name="sources">What posts come from, those of the addition last.</param>
    /// <param name="firstSource">Number of the addition's first source.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FamilyRecord[] Run(
        IndexPart part, SignedPart signed, IndexSegments segments, IReadOnlyList<string> sources, int firstSource, DetectionOptions options, CancellationToken cancellation)
    {
        var joins = new FamilyJoins(signed.Roots);
        if (segments.All.Count > 0)
        {
            Parallel.For(
                0,
                signed.Bands.Length,
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                () => new KnownTextLinker(part, signed, segments, joins, options),
                (band, _, linker) =>
                {
                    linker.Link(band);
                    return linker;
                },
                _ => { });
        }

        var nodes = Nodes(part, segments, joins);
        var gathered = Gather(part, nodes, segments, joins, firstSource, cancellation);
        var results = gathered.Cluster(sources, options, cancellation);
        var records = new FamilyRecord[results.Length];
        Parallel.For(0, records.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, i => records[i] = gathered.ToRecord(results[i]));

        // Their order follows from the texts' numbers, not from threads.
        Array.Sort(records, (a, b) => a.Texts[0].CompareTo(b.Texts[0]));
        return records;
    }

    /// <summary>The node of every text of the part; families whose texts were merely copied are touched.</summary>
    private static int[] Nodes(IndexPart part, IndexSegments segments, FamilyJoins joins)
    {
        var nodes = new int[part.Numbers.Length];
        for (var text = 0; text < nodes.Length; text++)
        {
            var number = part.Numbers[text];
            nodes[text] = number >= part.FirstText ? number - part.FirstText : joins.Touch(segments.RootOf(number));
        }

        return nodes;
    }

    private static GatheredFamilies Gather(IndexPart part, int[] nodes, IndexSegments segments, FamilyJoins joins, int firstSource, CancellationToken cancellation)
    {
        var sets = new int[joins.Nodes];
        var posts = new int[joins.Nodes];
        for (var node = 0; node < sets.Length; node++)
        {
            sets[node] = joins.Find(node);
            posts[sets[node]] += node >= joins.NewTexts ? 1 : 0;
        }

        var store = part.Posts;
        for (var post = 0; post < store.Count; post++)
        {
            posts[sets[nodes[store[post].Text]]]++;
        }

        // Of a known text alone there is one post already, and what was touched by nothing but itself has no second one.
        var gathered = new GatheredFamilies();
        gathered.AddFrom(segments, KnownTexts(segments, joins, sets), cancellation);
        for (var post = 0; post < store.Count; post++)
        {
            var (text, set) = (store[post].Text, sets[nodes[store[post].Text]]);
            if (posts[set] > 1)
            {
                gathered.Add(
                    store[post] with { Source = firstSource + store[post].Source }, store.Author(post), store.Stored(post), store.Texts[text], store.Texts.HashOf(text), part.Numbers[text], set);
            }
        }

        return gathered;
    }

    private static List<(int Text, int Family)> KnownTexts(IndexSegments segments, FamilyJoins joins, int[] sets)
    {
        var reading = segments.NewReading(1);
        var texts = new List<(int Text, int Family)>();
        for (var node = joins.NewTexts; node < sets.Length; node++)
        {
            var root = joins.KnownRoot(node);
            var set = sets[node];
            if (segments.FamilyOf(root) is var (segment, member))
            {
                texts.AddRange(reading.Family(segment, member.Record).Texts.Select(text => (text, set)));
            }
            else
            {
                texts.Add((root, set));
            }
        }

        texts.Sort();
        return texts;
    }
}
