using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>What is read must not depend on where a window ends, at whatever byte.</summary>
public sealed class WindowsTests
{
    private const string Tweet = """{"id_str":"1","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"a \"b\"\\ за","user":{"id_str":"5","x":[1,-2.5e3,{}]},"lang":"ru"}""";
    private const string Damaged = """{"id_str":"2","text":"a}""";

    // A record whose first name is too far from its beginning to know other records by.
    private const string Spaces = "                                                                ";
    private const string Unmarked = "{" + Spaces + Spaces + Spaces + Spaces + "\"text\":\"a\"}";

    /// <summary>The beginning of an input is always read at once, to see what it is: windows end behind it.</summary>
    private const int HeadBytes = 4096;

    /// <param name="format">The format.</param>
    /// <param name="start">What the input begins with.</param>
    /// <param name="record">Comes so often that the head of the input is full.</param>
    /// <param name="content">What windows end in.</param>
    [Theory]
    [InlineData("x-v1", "", Tweet + "\n", Tweet + "\n" + Damaged + "\r\n \n[1, 2]\n" + Tweet + "\n")]
    [InlineData("x-v1", "[", Tweet + ",", Tweet + " ,\r\n " + Tweet + ",{\"id_str\":tru}, 12 ,\"x\"," + Tweet + "]")]
    [InlineData("x-v1", "[", Tweet + ",", "{\"id_str\":tru,\"x\":[{}, {}]}, " + Tweet + " " + Tweet + "," + Tweet + "]")] // a second fault where the first has been got over
    [InlineData("json", "{\"posts\":[", "{\"text\":\"a\"},", "{\"text\":\"b\"}],\"count\":1\"2,\"n\":3},")] // a quote inside a value that nobody wants
    [InlineData("json", "[", Unmarked + ",", "{\":\u001F}\",{\":\u001F}\",{\":\u001F}\"]")] // found by fuzzing: a first name that is damaged, and ends behind the window
    [InlineData("csv", "id,user_id,created_at,text\n", "1,a,2019-09-28 18:05:23,b\n", "1,a,2019-09-28 18:05:23,\"a, \"\"b\"\"\nc\"\r\n2,b,2019,x,y\n3,\"a\"b,,\n\n4,c,,\"\n\"\n")]
    [InlineData("tsv", "id\tuser_id\tcreated_at\ttext\n", "1\ta\t2019-09-28 18:05:23\tb\n", "1\ta\t2019-09-28 18:05:23\t\"a\tb\"\r\n2\tb\t\t\"x\n3\ta\t\t\"\"\n4\tb\n")]
    public void OutcomesAreTheSame(string format, string start, string record, string content)
    {
        var head = start + string.Concat(Enumerable.Repeat(record, (HeadBytes / record.Length) + 1));
        var bytes = Encoding.UTF8.GetBytes(head + content);
        var options = new ReaderOptions { Format = format, SampleBytes = Encoding.UTF8.GetByteCount(head) };
        var expected = Reading.Of(bytes, options);
        Assert.True(expected.Posts.Count > 1 && expected.Rejects.Count > 0);
        for (var end = options.SampleBytes; end < bytes.Length; end++)
        {
            var read = Reading.Of(() => new SplitStream(bytes, end), options);
            Assert.Equal(expected.Posts, read.Posts);
            Assert.Equal(expected.Rejects, read.Rejects);
            Assert.Equal(expected.Records, read.Records);
        }
    }

    /// <summary>Gives its bytes in two pieces.</summary>
    private sealed class SplitStream(byte[] content, int end) : MemoryStream(content, writable: false)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Position < end ? end - (int)Position : buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
