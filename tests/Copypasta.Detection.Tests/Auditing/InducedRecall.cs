using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

/// <summary>
/// Families that miss what is wanted: of all pairs that match, found by counting the shingles that each two texts share, links are dropped at random until the recall of linking
/// is as near a wanted one as it gets. What that recall is, is then known: the mean, over the texts that have a neighbour, of the share of a text's neighbours in its family,
/// which is the probability that the neighbour drawn for a text drawn is found.
/// </summary>
internal sealed record InducedRecall(int[] Roots, double Recall)
{
    private const int FewestWindows = 16;

    public static InducedRecall Of(IReadOnlyList<string> texts, Threshold threshold, double wanted, int seed)
    {
        var pairs = MatchingPairs(texts, threshold);
        var random = new Random(seed);
        var strengths = pairs.Select(_ => random.NextDouble()).ToArray();

        // The more is dropped, the less is found.
        var (kept, dropped) = (0.0, 1.0);
        for (var i = 0; i < 40; i++)
        {
            var middle = (kept + dropped) / 2;
            (kept, dropped) = Dropping(texts.Count, pairs, strengths, middle).Recall > wanted ? (middle, dropped) : (kept, middle);
        }

        var (above, below) = (Dropping(texts.Count, pairs, strengths, kept), Dropping(texts.Count, pairs, strengths, dropped));
        return above.Recall - wanted < wanted - below.Recall ? above : below;
    }

    /// <summary>Whether a text of any script is long enough for near matching: 16 distinct windows of five code points. Some scripts' texts are with fewer, which is not told here.</summary>
    public static bool IsLongEnough(string text) => Windows(text).Count >= FewestWindows;

    /// <summary>All pairs of texts that are long enough whose Jaccard similarity reaches the threshold.</summary>
    public static List<(int A, int B)> MatchingPairs(IReadOnlyList<string> texts, Threshold threshold)
    {
        var textsOf = new Dictionary<UInt128, List<int>>();
        var sizes = new int[texts.Count];
        var shared = new int[texts.Count];
        var touched = new List<int>();
        var pairs = new List<(int, int)>();
        for (var text = 0; text < texts.Count; text++)
        {
            var windows = Windows(texts[text]);
            sizes[text] = windows.Count;
            if (windows.Count < FewestWindows)
            {
                continue;
            }

            foreach (var window in windows)
            {
                if (!textsOf.TryGetValue(window, out var others))
                {
                    textsOf.Add(window, others = []);
                }

                foreach (var other in others)
                {
                    if (shared[other]++ == 0)
                    {
                        touched.Add(other);
                    }
                }

                others.Add(text);
            }

            foreach (var other in touched)
            {
                if (threshold.IsMetBy(shared[other], sizes[text] + sizes[other] - shared[other]))
                {
                    pairs.Add((other, text));
                }

                shared[other] = 0;
            }

            touched.Clear();
        }

        return pairs;
    }

    private static InducedRecall Dropping(int texts, List<(int A, int B)> pairs, double[] strengths, double dropped)
    {
        var families = new UnionFind(texts);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (strengths[i] >= dropped)
            {
                families.Join(pairs[i].A, pairs[i].B);
            }
        }

        int[] roots = [.. Enumerable.Range(0, texts).Select(families.Find)];
        var neighbours = new int[texts];
        var found = new int[texts];
        foreach (var (a, b) in pairs)
        {
            neighbours[a]++;
            neighbours[b]++;
            if (roots[a] == roots[b])
            {
                found[a]++;
                found[b]++;
            }
        }

        return new InducedRecall(roots, Enumerable.Range(0, texts).Where(text => neighbours[text] > 0).Average(text => (double)found[text] / neighbours[text]));
    }

    /// <summary>Five code points of 21 bits each.</summary>
    private static HashSet<UInt128> Windows(string text)
    {
        var windows = new HashSet<UInt128>();
        var window = UInt128.Zero;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            window = ((window << 21) | (uint)rune.Value) & ((UInt128.One << 105) - 1);
            if (++length >= 5)
            {
                windows.Add(window);
            }
        }

        return windows;
    }
}
