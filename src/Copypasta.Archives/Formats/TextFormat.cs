using System.Buffers;
using System.Text;

namespace Copypasta.Archives;

/// <summary>
/// A post a line. Every file is lines of something, so that this is what an input is taken for only if it is a text file by its name (.txt, .text) or standard input, and
/// does not look like something else; --text-lines takes any.
/// </summary>
internal static class TextFormat
{
    public static readonly ArchiveFormat Format = new("text", Platform.Unknown, Recognise, Open);

    private const int LinesLookedAt = 50;

    private static readonly string[] s_beginnings =
    [
        "#!", "#include", "/*", "//", "-- ", "%!PS", "{\\rtf", "from __future__", "create table", "create database", "insert into", "drop table", "begin transaction", "pragma ",
        "begin:v", "return-path:", "mime-version:",
    ];

    // The first line of a source file in these languages is one of these words and one more.
    private static readonly string[] s_directives = ["import ", "package ", "using ", "namespace ", "module ", "from "];

    private static string? Recognise(InputStart start)
    {
        var why = start.Path == InputFile.StandardInput ? "standard input" : start.IsNamed(".txt") || start.IsNamed(".text") ? "a text file by its name" : null;
        return why is not null && start.Map.Count == 0 && IsPlain(start.Sample.Span) ? $"{why}, nothing else by its content: a post a line" : null;
    }

    private static OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        if (start.Map.Count > 0)
        {
            throw new ArchiveException($"{start.Path}: --map needs columns, but this is read as plain text lines; pass --format csv, tsv or ndjson if it is one of these");
        }

        return new OpenedFormat(new TextLineReader(cursor, start.MaxRecordBytes), start.TimesOf(), start.Plan.Carried);
    }

    /// <summary>Whether the first lines are none of markup, JSON, SQL, source code and binary data.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> sample)
    {
        if (sample.IndexOfAny(Content.OfNoText) >= 0)
        {
            return false;
        }

        var rest = sample.TrimStart(" \t\r\n"u8);
        if (IsMarkup(rest) || IsJson(rest) || BeginsWithAny(rest, s_beginnings) || IsDirective(rest))
        {
            return false;
        }

        var lines = 0;
        var code = 0;
        foreach (var range in rest.Split((byte)'\n'))
        {
            var line = rest[range].Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                lines++;
                code += line[^1] is (byte)';' or (byte)'{' or (byte)'}' ? 1 : 0;
            }

            if (lines == LinesLookedAt)
            {
                break;
            }
        }

        return code < 2 || code * 2 < lines;
    }

    private static bool BeginsWithAny(ReadOnlySpan<byte> rest, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (rest.Length >= beginning.Length && Ascii.EqualsIgnoreCase(rest[..beginning.Length], beginning))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDirective(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = (end < 0 ? rest : rest[..end]).TrimEnd(" \t\r"u8);
        return line.Count((byte)' ') == 1 && BeginsWithAny(line, s_directives);
    }

    /// <summary>"&lt;" and a name, as HTML and XML begin; "&lt;3" is none.</summary>
    private static bool IsMarkup(ReadOnlySpan<byte> rest)
        => rest.Length > 1 && rest[0] == (byte)'<' && (char.IsAsciiLetter((char)rest[1]) || rest[1] is (byte)'!' or (byte)'?');

    /// <summary>A bracket, and a quote or another bracket after it.</summary>
    private static bool IsJson(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        var next = rest[1..].TrimStart(" \t\r\n"u8);
        return next.IsEmpty || next[0] is (byte)'"' or (byte)'{' or (byte)'}' or (byte)']';
    }
}
