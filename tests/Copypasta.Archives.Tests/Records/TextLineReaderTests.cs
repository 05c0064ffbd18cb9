using System.Text;

namespace Copypasta.Archives.Tests;

public sealed class TextLineReaderTests
{
    private static readonly ReaderOptions s_text = new() { Format = "text" };

    [Fact]
    public void EveryLineIsAPost()
    {
        Reading read = Reading.Of("a\n\nb\r\n\r\n\"c, d\"\n  e ", s_text);
        Assert.Equal(["a", "", "b", "", "\"c, d\"", "  e "], read.Texts);
        Assert.Equal([1L, 2, 3, 4, 5, 6], read.Posts.Select(post => post.Row));
        Assert.All(read.Posts, post => Assert.Equal(("", "", "", PostRecord.NoTime, false), (post.Id, post.Author, post.Language, post.Time, post.IsRepost)));
    }

    [Theory]
    [InlineData("\n", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\n\n", 2)]
    public void LastLineNeedsNoEnd(string content, int posts) => Assert.Equal(posts, Reading.Of(content, s_text).Posts.Count);

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void LongLineIsRejectedAndTheNextRead(int? seed)
    {
        Reading read = Reading.Of("ab\n" + new string('x', 5000) + "\nabcde\r\nabcdef\nlast", s_text with { MaxRecordBytes = 6 }, seed: seed);
        Assert.Equal(["ab", "abcde", "abcdef", "last"], read.Texts);
        Assert.Equal(new Reject(0, 2, 2, 3, "longer than 6 bytes (--max-record)"), Assert.Single(read.Rejects));
        Assert.Equal(5, read.Posts[^1].Row);
    }

    [Fact]
    public void LongLineIsNotBuffered()
    {
        // 200 MB in one line, then one short line. The stream answers at once, so all of it happens on this thread.
        var source = new RepeatingStream((byte)'x', 200_000_000, "\nend\n"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reading read = Reading.Of(() => source, s_text with { MaxRecordBytes = 1 << 20 });
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(["end"], read.Texts);
        Assert.Equal(1, Assert.Single(read.Rejects).Row);
        Assert.InRange(allocated, 0, 16_000_000);
    }

    [Fact]
    public void BatchesAreBounded()
    {
        var content = string.Concat(Enumerable.Range(0, 20_000).Select(i => new string('y', i % 200) + "\n")) + new string('z', 700_000);
        var reader = new PostReader([new InputFile("i")], s_text, _ => { }, null, _ => new MemoryStream(Encoding.UTF8.GetBytes(content)));
        var texts = new List<int>();
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            var bytes = 0;
            foreach (var post in batch.Posts)
            {
                texts.Add(post.Text.Length);
                bytes += post.Text.Length;
            }

            Assert.InRange(batch.Posts.Length, 1, 4096);
            Assert.True(bytes <= 256 * 1024 || batch.Posts.Length == 1);
            batch.Return();
            batch.Return();
            Assert.Empty(batch.Posts.ToArray());
        }

        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => i % 200).Append(700_000), texts);
    }
}
