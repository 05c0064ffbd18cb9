using Copypasta.Hashing;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class KnownReferencesTests
{
    /// <summary>The filter loses nothing: a reference is found exactly where brute force finds one.</summary>
    [Property(MaxTest = 200)]
    public void FindsWhatBruteForceFinds(int seed)
    {
        var random = new Random(seed);
        string Words(int n) => string.Join(' ', Enumerable.Range(0, n).Select(_ => s_words[random.Next(s_words.Length)]));
        var lines = Enumerable.Range(0, 40).Select(_ => Words(random.Next(4, 30))).ToArray();
        var known = LabelSample.Known(string.Join('\n', lines));
        var scratch = new KnownScratch();

        var words = lines[random.Next(lines.Length)].Split(' ').ToList();
        words = words.GetRange(random.Next(0, words.Count / 2), words.Count / 2);
        for (var edits = random.Next(0, 4); edits > 0; edits--)
        {
            words.Insert(random.Next(words.Count + 1), Words(1));
        }

        var query = string.Join(' ', words);
        var set = new ShingleSet(Shingle.Default);
        set.Load(System.Text.Encoding.UTF8.GetBytes(query));
        var sequence = new ShingleSequence(Shingle.Default);
        var expected = lines.Contains(query) || (set.IsLongEnough(null) && lines.Any(line =>
        {
            sequence.Load(System.Text.Encoding.UTF8.GetBytes(line));
            return set.Shared(sequence) * 10 >= set.Count * 8;
        }));
        Assert.Equal(expected, known.Find(query, scratch) is not null);
    }

    private static readonly string[] s_words = ["ferry", "oar", "pier", "river", "the", "of", "and", "wind", "southern", "reed", "answer", "sea", "morning", "fog"];
}
