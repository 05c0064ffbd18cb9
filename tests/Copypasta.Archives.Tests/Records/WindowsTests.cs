using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>What is read must not depend on where a window ends, at whatever byte.</summary>
public sealed class WindowsTests
{
    private const string Tweet = """{"id_str":"1","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"a \"b\"\\ за","user":{"id_str":"5","x":[1,-2.5e3,{}]},"lang":"ru"}""";
    private const string Damaged = """{"id_str":"2","text":"a}""";

    [Theory]
    [InlineData("x-v1", Tweet + "\n" + Damaged + "\r\n \n[1, 2]\n" + Tweet + "\n")]
    [InlineData("x-v1", "[" + Tweet + " ,\r\n " + Tweet + ",{\"id_str\":tru}, 12 ,\"x\"," + Tweet + "]")]
    [InlineData("csv", "id,user_id,created_at,text\n1,a,2019-09-28 18:05:23,\"a, \"\"b\"\"\nc\"\r\n2,b,2019,x,y\n3,\"a\"b,,\n\n4,c,,\"\n\"\n")]
    [InlineData("tsv", "id\tuser_id\tcreated_at\ttext\n1\ta\t2019-09-28 18:05:23\t\"a\tb\"\r\n2\tb\t\t\"x\n3\ta\t\t\"\"\n4\tb\n")]
    public void OutcomesAreTheSame(string format, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var options = new ReaderOptions { Format = format, SampleBytes = bytes.AsSpan().IndexOf((byte)'\n') + 1 };
        var expected = Reading.Of(bytes, options);
        Assert.True(expected.Posts.Count > 1 && expected.Rejects.Count > 0);
        for (var end = options.SampleBytes; end < bytes.Length; end++)
        {
            var read = Reading.Of(() => new SplitStream(bytes, end), options);
            Assert.Equal(expected.Posts, read.Posts);
            Assert.Equal(expected.Rejects, read.Rejects);
        }
    }

    /// <summary>Gives its bytes in two pieces.</summary>
    private sealed class SplitStream(byte[] content, int end) : MemoryStream(content, writable: false)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Position < end ? end - (int)Position : buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
