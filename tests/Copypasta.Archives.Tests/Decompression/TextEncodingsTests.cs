using System.Text;
using static Copypasta.Archives.Tests.Packing;

namespace Copypasta.Archives.Tests;

public sealed class TextEncodingsTests
{
    [Theory]
    [InlineData("windows-1252", "naïve café “quoted” €")]
    [InlineData("latin1", "naïve café über")]
    [InlineData("cp1251", "Паром отходит в полдень")]
    [InlineData("koi8-r", "Паром отходит в полдень")]
    [InlineData("shift_jis", "フェリーは正午に出る")]
    [InlineData("gb18030", "渡轮中午开船 𠀀")]
    [InlineData("euc-kr", "배는 정오에 떠난다")]
    [InlineData("big5", "渡輪中午開船")]
    [InlineData("utf-16le", "渡輪 at noon 😀")]
    [InlineData("utf-16be", "渡輪 at noon 😀")]
    [InlineData("utf-32", "渡輪 at noon 😀")]
    public void DeclaredEncodingsAreRead(string name, string text)
    {
        var encoding = TextEncodings.Find(name)!;
        var table = "id,text\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i},\"{text} {i}\"\n"));
        foreach (var stored in new[] { encoding.GetBytes(table), Gzip(encoding.GetBytes(table)) })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                Reading read = Reading.Of(stored, new ReaderOptions { Encoding = name, Threads = threads }, seed: threads == 1 ? 7 : null);
                Assert.Equal(Reading.Of(table).Posts, read.Posts);
                Assert.Equal(TextEncodings.NameOf(encoding), read.Summary.Encoding);
                Assert.Equal(0, read.Summary.UndecodableBytes);
            }
        }
    }

    [Fact]
    public void AByteOrderMarkWins()
    {
        var options = new ReaderOptions { Format = "text", Encoding = "windows-1252" };
        Assert.Equal(["é"], Reading.Of([.. Encoding.UTF8.Preamble, .. "é\n"u8], options).Texts);
        Assert.Equal(["é"], Reading.Of([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("é\n")], options).Texts);
        Assert.Equal(["é"], Reading.Of([0xE9, (byte)'\n'], options).Texts);
    }

    [Fact]
    public void Utf16IsSeenWithoutAMark()
    {
        const string table = "id,text\n1,Паром, at noon\n2,x\n";
        foreach ((var encoding, var name) in new[] { (Encoding.Unicode, "utf-16le"), (Encoding.BigEndianUnicode, "utf-16be") })
        {
            var read = Reading.Of(encoding.GetBytes(table.Replace("Паром, ", "Паром ", StringComparison.Ordinal)));
            Assert.Equal(["Паром at noon", "x"], read.Texts);
            Assert.Equal(name, read.Summary.Encoding);
        }

        Assert.Contains("--encoding utf-32", Reading.Error([.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(table)]), StringComparison.Ordinal);
    }

    /// <summary>Letters that became U+FFFD are no letters, and texts without them copies of one another.</summary>
    [Theory]
    [InlineData("windows-1252", "na\u00efve caf\u00e9 \u00fcber")]
    [InlineData("windows-1251", "\u041f\u0430\u0440\u043e\u043c \u043e\u0442\u0445\u043e\u0434\u0438\u0442 \u0432 \u043f\u043e\u043b\u0434\u0435\u043d\u044c")]
    [InlineData("koi8-r", "\u041f\u0430\u0440\u043e\u043c \u043e\u0442\u0445\u043e\u0434\u0438\u0442 \u0432 \u043f\u043e\u043b\u0434\u0435\u043d\u044c")]
    [InlineData("shift_jis", "\u30d5\u30a7\u30ea\u30fc\u306f\u6b63\u5348\u306b\u51fa\u308b")]
    [InlineData("gb18030", "\u6e21\u8f6e\u4e2d\u5348\u5f00\u8239")]
    public void AnotherEncodingIsAskedFor(string name, string text)
    {
        var stored = TextEncodings.Find(name)!.GetBytes("id,text\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{text}\n")));
        Assert.Contains("are not UTF-8: name its encoding, as with --encoding windows-1252", Reading.Error(stored), StringComparison.Ordinal);
        Assert.Contains("UTF-8 inside gzip: name", Reading.Error(Gzip(stored)), StringComparison.Ordinal);
        Assert.Equal(40, Reading.Of(stored, new ReaderOptions { Encoding = name }).Texts.Count(read => read == text));
        Assert.Equal(40, Reading.Of(stored, new ReaderOptions { Encoding = "utf-8" }).Posts.Count);
    }

    /// <summary>Damage here and there, and one post in another encoding among many, are no other encoding.</summary>
    [Fact]
    public void ASomewhatDamagedFileIsRead()
    {
        var posts = Enumerable.Range(0, 100).SelectMany(i => Encoding.UTF8.GetBytes($"{i},caf\u00e9 {i}\n")).ToArray();
        byte[] latin = [.. "100,"u8, .. Enumerable.Repeat((byte)0xE9, 60), (byte)'\n'];
        Assert.Equal(101, Reading.Of([.. "id,text\n"u8, .. posts, .. latin]).Posts.Count);
        byte[] few = [.. Enumerable.Range(0, 31).SelectMany(i => (byte[])[.. Encoding.ASCII.GetBytes($"{i},caf"), 0xE9, (byte)'\n'])];
        Assert.Equal(31, Reading.Of([.. "id,text\n"u8, .. few]).Posts.Count);
    }

    [Fact]
    public void UndecodableBytesAreCounted()
    {
        byte[] stored = [.. "id,text\n1,ab"u8, 0xF9, 0xFF, .. "c\n2,good\n"u8];
        Reading read = Reading.Of(stored, new ReaderOptions { Encoding = "big5" });
        Assert.Equal(["ab\uFFFDc", "good"], read.Texts);
        Assert.Equal(2, read.Summary.UndecodableBytes);

        // Half a surrogate pair, and half a character at the end.
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("b"), (byte)'c'];
        read = Reading.Of(utf16, Reading.Options("text"));
        Assert.Equal(["a\uFFFDb\uFFFD"], read.Texts);
        Assert.Equal(3, read.Summary.UndecodableBytes);
    }

    [Fact]
    public void UnknownNamesAreExplained()
    {
        foreach (var name in new[] { "klingon", "", "utf-7", "cp99999999" })
        {
            var e = Assert.Throws<ArchiveException>(() => new PostReader([], new ReaderOptions { Encoding = name }, _ => { }));
            Assert.Contains("windows-1252", e.Message, StringComparison.Ordinal);
        }
    }
}
