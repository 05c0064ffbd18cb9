using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>Records without end: they are rejected while they stream by, and memory stays that of one record.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class EndlessInputTests
{
    private const long MaxRecordBytes = 1 << 20;
    private const int Bytes = 100_000_000;

    /// <summary>Room for buffers of a few records; the tenth part of what is read.</summary>
    private const long MostGrowth = 10L << 20;

    private const int Lines = 6_000_000;

    /// <summary>So many bytes are read between two looks at the memory.</summary>
    private const int Interval = 4 << 20;

    [Theory]
    [InlineData("csv", "text\n", "\n")]
    [InlineData("csv", "text\n\"", "\"\n")]
    [InlineData("tsv", "text\tid\n", "\t1\n")]
    [InlineData("text", "", "\n")]
    [InlineData("ndjson", "{\"text\":\"", "\"}\n")]
    [InlineData("json", "[{\"text\":\"", "\"}]")]
    public void ALongRecordIsRejectedAndNotKept(string format, string before, string after)
    {
        var grown = Grown(out var read, before, (byte)'x', after, format);
        Assert.Empty(read.Posts);
        Assert.Contains($"{MaxRecordBytes}", Assert.Single(read.Rejects, reject => reject.Reason.Contains("byte", StringComparison.Ordinal)).Reason, StringComparison.Ordinal);
        Assert.InRange(grown, long.MinValue, MostGrowth);
    }

    /// <summary>While a window grows there are the one before and the next, of which that is twice as long; what was let go is not kept for later.</summary>
    [Fact]
    public void ALongRecordTakesLittleMoreThanItself()
    {
        const long Limit = 16 << 20;
        var grown = Grown(out var read, "{\"text\":\"", (byte)'x', "\"}\n", "ndjson", Limit);
        Assert.Single(read.Rejects);
        Assert.InRange(grown, Limit, (2 * Limit) + MostGrowth);
    }

    /// <summary>A line that is damaged from its beginning takes no more memory than others, however long records may be and whatever the lines before it were like.</summary>
    [Theory]
    [InlineData((byte)'x', 1)]
    [InlineData((byte)'{', 1)]
    [InlineData((byte)' ', 0)]
    public void ALongDamagedLineIsNotKept(byte repeated, int rejected)
    {
        const string Good = "{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\",\"text\":\"b\"}\n";
        var grown = Grown(out var read, Good, repeated, "\n" + Good, "ndjson", ReaderOptions.MaxRecordBytesLimit);
        Assert.Equal(4, read.Posts.Count);
        Assert.Equal(rejected, read.Rejects.Count);
        Assert.InRange(grown, long.MinValue, MostGrowth);
    }

    /// <summary>Each line is a reject, and they are told as they come.</summary>
    [Theory]
    [InlineData("csv", "text,id\n", "x\n")]
    [InlineData("ndjson", "{\"text\":\"a\"}\n", "x\n")]
    [InlineData("csv", "text,id\n\"", "x\n")]
    public void ManyRejectsDoNotPileUp(string format, string before, string line)
    {
        var begin = GC.GetTotalMemory(forceFullCollection: true);
        var most = begin;
        var rejected = 0;
        var content = new byte[before.Length + (Lines * line.Length)];
        Encoding.ASCII.GetBytes(before, content);
        for (var at = before.Length; at < content.Length; at += line.Length)
        {
            Encoding.ASCII.GetBytes(line, content.AsSpan(at));
        }

        var reader = new PostReader(
            [new InputFile("input")],
            Reading.Options(format) with { MaxRecordBytes = MaxRecordBytes },
            _ =>
            {
                if (rejected++ % 100_000 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                }
            },
            open: _ => new MemoryStream(content));
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            batch.Return();
        }

        Assert.InRange(rejected, Lines - 1, Lines + 1);
        Assert.Equal(rejected, Assert.Single(reader.Summaries).Rejected);
        Assert.InRange(most - begin, long.MinValue, MostGrowth + content.Length);
    }

    [Fact]
    public void ALongValueThatNobodyWantsIsPassedOver()
    {
        var message = "{\"id\":1,\"type\":\"message\",\"from\":\"b\",\"from_id\":\"user1\",\"date\":\"2021-05-01T12:00:00\",\"text\":\"a\"}";
        var grown = Grown(out var read, "{\"about\":\"", (byte)'x', $"\",\"name\":\"n\",\"type\":\"personal_chat\",\"id\":1,\"messages\":[{message}]}}", "telegram-desktop");
        Assert.Equal("a", Assert.Single(read.Posts).Text);
        Assert.Empty(read.Rejects);
        Assert.InRange(grown, long.MinValue, MostGrowth);
    }

    [Theory]
    [InlineData("csv", (byte)',')]
    [InlineData("tsv", (byte)'\t')]
    public void TenMillionColumnsAreRejected(string format, byte delimiter)
    {
        var content = Encoding.ASCII.GetBytes($"text{(char)delimiter}id\n").Concat(Enumerable.Repeat(delimiter, 10_000_000)).Concat("\na"u8.ToArray()).Append(delimiter).Concat("1\n"u8.ToArray()).ToArray();
        var read = Reading.Of(content, Reading.Options(format));
        Assert.Contains("10000001", Assert.Single(read.Rejects).Reason, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(read.Posts).Text);
    }

    [Theory]
    [InlineData("csv", (byte)',')]
    [InlineData("tsv", (byte)'\t')]
    [InlineData("auto", (byte)';')]
    public void AHeaderOfTenMillionColumnsIsAnError(string format, byte delimiter)
        => Assert.NotEmpty(Reading.Error([.. Enumerable.Repeat(delimiter, 10_000_000), .. "\na\n"u8], new ReaderOptions { Format = format }));

    [Theory]
    [InlineData("ndjson", "{\"text\":\"a\",\"b\":", "", "}\n")]
    [InlineData("ndjson", "", "{\"text\":\"b\"}\n", "\n")]
    [InlineData("json", "[{\"text\":\"a\",\"b\":", "", "},{\"text\":\"b\"}]")]
    public void DeepNestingIsRejected(string format, string before, string first, string after)
    {
        var text = first + before + string.Concat(Enumerable.Repeat("[", 100_000)) + string.Concat(Enumerable.Repeat("]", 100_000)) + after;
        var read = Reading.Of(text, Reading.Options(format, ("text", "text")));
        Assert.NotEmpty(read.Rejects);
        Assert.Equal(text.Length, read.Summary.DecompressedBytes);
    }

    /// <summary>How much more memory is held, garbage not counted, while the process reads; looked at where the input's bytes are asked for.</summary>
    private static long Grown(out Reading read, string before, byte repeated, string after, string format, long maxRecordBytes = MaxRecordBytes)
    {
        var begin = GC.GetTotalMemory(forceFullCollection: true);
        var most = begin;
        var options = Reading.Options(format) with { MaxRecordBytes = maxRecordBytes };
        var end = Encoding.ASCII.GetBytes(after);
        read = Reading.Of(() => new WatchedStream(Encoding.ASCII.GetBytes(before), new RepeatingStream(repeated, Bytes, end), () => most = Math.Max(most, Live())), options);
        return most - begin;

        static long Live()
        {
            GC.Collect();
            return GC.GetTotalMemory(forceFullCollection: false);
        }
    }

    /// <summary>Some bytes, then those of another stream; tells when many were read.</summary>
    private sealed class WatchedStream(byte[] before, Stream rest, Action onInterval) : MemoryStream
    {
        private int _given;
        private int _sinceLook;

        public override int Read(Span<byte> buffer)
        {
            if (_sinceLook >= Interval)
            {
                onInterval();
                _sinceLook = 0;
            }

            var n = Math.Min(buffer.Length, before.Length - _given);
            if (n == 0)
            {
                n = rest.Read(buffer);
                _sinceLook += n;
                return n;
            }

            before.AsSpan(_given, n).CopyTo(buffer);
            _given += n;
            return n;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
