using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>A post larger than those who compare texts can take is a reject, whatever --max-record allows.</summary>
public sealed class PostBytesTests
{
    [Theory]
    [InlineData("text", "", "small\n", "", "\nlast\n", 2)]
    [InlineData("csv", "id,text\n", "1,small\n", "2,", "\n3,last\n", 2)]
    [InlineData("ndjson", "", "{\"text\":\"small\"}\n", "{\"text\":\"", "\"}\n{\"text\":\"last\"}\n", 2)]
    [InlineData("json", "[", "{\"text\":\"small\"},", "{\"text\":\"", "\"},{\"text\":\"last\"}]", 1)]
    public void LargestIsReadAndALargerOneRejected(string format, string head, string small, string before, string behind, long line)
    {
        var options = new ReaderOptions { Format = format, MaxRecordBytes = 64 << 20 };
        foreach (var excess in (int[])[0, 1])
        {
            // An id is one more byte.
            var length = PostBatch.MaxPostBytes + excess - (format == "csv" ? 1 : 0);
            byte[] content = [.. Encoding.UTF8.GetBytes(head + small + before), .. Enumerable.Repeat((byte)'x', length), .. Encoding.UTF8.GetBytes(behind)];
            Reading read = Reading.Of(content, options);
            Assert.Equal(3 - excess, read.Posts.Count);
            Assert.Equal("last", read.Posts[^1].Text);
            if (excess == 1)
            {
                var reject = Assert.Single(read.Rejects);
                Assert.Equal((2L, line + head.Count(value => value == '\n'), (long)(head + small).Length), (reject.Row, reject.Line, reject.Offset));
                Assert.Contains($"{PostBatch.MaxPostBytes + 1} bytes; allowed are {PostBatch.MaxPostBytes}", reject.Reason, StringComparison.Ordinal);
            }
        }
    }
}
