using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class TextFileTests
{
    [Property(MaxTest = 60)]
    public void Texts_come_back_in_any_order_whatever_a_reader_keeps(string?[] words, byte cached)
    {
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var file = new TextFile(folder, "texts") { CachedBlocks = 1 + (cached % 4) };
        var random = new Random(cached);
        var texts = Enumerable.Range(0, 400).Select(i => Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat($"{words.ElementAtOrDefault(i % Math.Max(1, words.Length))}{i} ", i % 101 == 0 ? 9_000 : random.Next(0, 60))))).ToArray();
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(i, file.Add(texts[i]));
        }

        file.Close();
        Assert.Equal(texts.Length, file.Count);
        Assert.Equal(Enumerable.Range(0, 7), file.SmallestHashes(7));
        var reader = ((ITextSource)file).NewReader();
        foreach (var i in Enumerable.Range(0, texts.Length).Concat(Enumerable.Range(0, 2_000).Select(_ => random.Next(texts.Length))))
        {
            Assert.Equal(texts[i], reader[i].ToArray());
        }
    }
}
