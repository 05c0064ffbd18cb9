using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>Files that hold no posts, or not as this program reads them, are told from archives, and the message says what to do.</summary>
public sealed class ForeignFilesTests
{
    private const string Unknown = "of no format that is known";

    private static readonly (string Name, byte[] Content, string What, string Advice)[] s_files =
    [
        File("paper.pdf", "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n", "PDF document", "what can be read is CSV"),
        File("picture.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "PNG image", "what can be read is CSV"),
        File("photo.jpg", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF", "JPEG image", "what can be read is CSV"),
        File("data.sqlite", "SQLite format 3\0\u0010\0", "SQLite database", "what can be read is CSV"),
        File("page.html", "<!DOCTYPE html>\n<html><head><title>Posts</title></head>\n<body><p>text, id</p></body></html>\n", Unknown, "--map text=COLUMN"),
        File("feed.xml", "<?xml version=\"1.0\"?>\n<rss><channel><item><title>One</title></item></channel></rss>\n", Unknown, "--map text=COLUMN"),
        File("server.log", string.Concat(Enumerable.Range(0, 20).Select(i => $"127.0.0.1 - - [01/Jan/2020:00:00:{i:D2} +0000] \"GET /posts/{i} HTTP/1.1\" 200 51{i}\n")), Unknown, "--text-lines"),
        File("dump.sql", "-- MySQL dump 10.13\nCREATE TABLE `posts` (`id` int, `text` text);\nINSERT INTO `posts` VALUES (1,'one'),(2,'two');\n", Unknown, "--map text=COLUMN"),
        File("program.py", "import json\n\n\ndef read(path):\n    with open(path) as file:\n        return [json.loads(line) for line in file]\n", Unknown, "--map text=COLUMN"),
        File("program.c", "#include <stdio.h>\n\nint main(void) {\n  printf(\"text, id\\n\");\n  return 0;\n}\n", Unknown, "--map text=COLUMN"),
        File("calendar.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Choir, hall\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", Unknown, "--map text=COLUMN"),
        File("people.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Walker\r\nEND:VCARD\r\n", Unknown, "--map text=COLUMN"),
        File("settings.ini", "[posts]\ntext=one\nid=2\n\n[other]\nkey=value\n", Unknown, "--map text=COLUMN"),
        File("settings.yaml", "posts:\n  - text: one\n    id: 1\n  - text: two\n    id: 2\n", Unknown, "--map text=COLUMN"),
        File("notes.md", "# Notes\n\nSome words, and others.\n\n- one\n- two\n", Unknown, "--text-lines"),
        File("empty.csv", "", "empty file", "needs at least a header or a line"),
        File("records.json", "{\"version\":1,\"rows\":[{\"a\":1},{\"a\":2}]}\n", "no text field found; the fields are", "name one with --map text=FIELD"),
        File("map.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1.5,2.5]},\"properties\":{\"name\":\"Ely\"}}]}\n", "no text field found; the fields are", "name one with --map text=FIELD"),
        File("prices.csv", "date,open,close\n2020-01-01,1.5,1.6\n2020-01-02,1.6,1.7\n", "no text column found; the columns are date, open, close", "name one with --map text=COLUMN"),
        ("book.xlsx", Packing.Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("xl/workbook.xml", "<workbook/>"u8.ToArray())), "Excel workbook", "save it as CSV"),
        ("letter.docx", Packing.Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<document/>"u8.ToArray())), "Microsoft Office document", "save it as CSV"),
        ("photos.zip", Packing.Zip(("a.png", [1]), ("b.png", [2])), "no member named like an archive of posts", "unpack it and name the files"),
        ("random.bin", RandomBytes(), "binary data", "what can be read is CSV"),
    ];

    public static TheoryData<string> Names => [.. s_files.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsToldWithAdvice(string name)
    {
        var (_, content, what, advice) = s_files.Single(file => file.Name == name);
        var message = Reading.Error(content, path: name);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.True(Assert.Throws<ArchiveException>(() => { Reading.Of(content, path: name); }).IsForeign);
    }

    /// <summary>It may hold posts, so that a folder's must not be passed over.</summary>
    [Theory]
    [InlineData("{\"posts\":[{\"te\u0001xt\":\"first\"},{\"text\":\"second\"}]}", 11)]
    [InlineData("\n[{\"te\u0001xt\":\"first\"},{\"text\":\"second\"}]", 3)]
    [InlineData("[{text:'one'}]", 2)]
    public void DamagedJsonIsNotForeign(string content, int damage)
    {
        var told = Assert.Throws<ArchiveException>(() => { Reading.Of(content, path: "posts.json"); });
        Assert.Contains($"begins like JSON and is damaged at about byte {damage},", told.Message, StringComparison.Ordinal);
        Assert.Contains("--format json or ndjson", told.Message, StringComparison.Ordinal);
        Assert.False(told.IsForeign);
    }

    /// <summary>Piped, they have no name that would help.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void IsToldOfStandardInput(string name)
    {
        // Lines without any markup are posts for all that can be seen; and an archive needs a file.
        if (name is not ("server.log" or "notes.md" or "settings.ini" or "settings.yaml" or "program.py" or "book.xlsx" or "letter.docx" or "photos.zip"))
        {
            Assert.NotEmpty(Assert.Throws<ArchiveException>(() => { Reading.Of(s_files.Single(file => file.Name == name).Content, path: "-"); }).Message);
        }
    }

    private static (string Name, byte[] Content, string What, string Advice) File(string name, string content, string what, string advice)
        => (name, name.EndsWith(".pdf", StringComparison.Ordinal) || content.AsSpan().ContainsAnyExceptInRange('\0', '\u007f') ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content), what, advice);

    private static byte[] RandomBytes()
    {
        var bytes = new byte[5000];
        new Random(5).NextBytes(bytes);
        return bytes;
    }
}
