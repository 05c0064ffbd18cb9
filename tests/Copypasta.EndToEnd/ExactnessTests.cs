using System.Globalization;

namespace Copypasta.EndToEnd;

/// <summary>The pairs of a run against all pairs there are.</summary>
public sealed class ExactnessTests
{
    [Fact]
    public void PairsAreExactAndHardlyOneIsMissing()
    {
        var recalls = new List<double>();
        foreach (var seed in new[] { 21, 22, 23 })
        {
            using var work = new Workspace();
            var input = work.Synthesise(2000, seed);
            var texts = ComparableText.Read(input);
            var reposts = Csv.Read(File.ReadAllText(input)).Select(post => post["retweet"] == "1").ToArray();
            var sets = Sets(texts.Where(t => !reposts[t.Key - 1]).Select(t => t.Value).Distinct().ToList());
            foreach (var tenths in new[] { 5, 7 })
            {
                var expected = AllPairs(sets, tenths);
                var run = work.Detect($"run-{tenths}", input, "--pairs", "--threshold", $"0.{tenths}", "--seed", $"{seed}");
                var found = run.Table("pairs.csv").ToDictionary(
                    pair => Key(texts[int.Parse(pair["a_row"], CultureInfo.InvariantCulture)], texts[int.Parse(pair["b_row"], CultureInfo.InvariantCulture)]),
                    pair => pair["similarity"]);

                // Every pair found is one that there is, with the similarity that it has.
                Assert.All(found, pair => Assert.Equal(expected[pair.Key], pair.Value));
                Assert.True(expected.Count > 1000);
                recalls.Add((double)found.Count / expected.Count);
            }
        }

        Assert.True(recalls.Average() >= 0.999, string.Join(' ', recalls));
    }

    private static (string, string) Key(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    /// <summary>Texts and their shingles as sorted numbers; those too short for near matching left out.</summary>
    private static List<(string Text, int[] Shingles)> Sets(List<string> texts)
    {
        var numbers = new Dictionary<string, int>();
        int Number(string shingle) => numbers.TryGetValue(shingle, out var number) ? number : numbers[shingle] = numbers.Count;
        return [.. texts.Select(text => (text, ComparableText.Shingles(text).Select(Number).Order().ToArray())).Where(set => set.Item2.Length >= 16)];
    }

    private static Dictionary<(string, string), string> AllPairs(List<(string Text, int[] Shingles)> sets, int tenths)
    {
        var pairs = new Dictionary<(string, string), string>();
        for (var i = 0; i < sets.Count; i++)
        {
            foreach (var (text, b) in sets.Take(i))
            {
                var a = sets[i].Shingles;
                if (Math.Min(a.Length, b.Length) * 10 < Math.Max(a.Length, b.Length) * tenths)
                {
                    continue;
                }

                long shared = Shared(a, b), union = a.Length + b.Length - shared;
                if (shared * 10 >= union * tenths)
                {
                    pairs.Add(Key(sets[i].Text, text), ComparableText.SixDecimals(ComparableText.Millionths((shared, union))));
                }
            }
        }

        return pairs;
    }

    private static int Shared(int[] a, int[] b)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                (shared, i, j) = (shared + 1, i + 1, j + 1);
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }
}
