using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>What tools write into the cells of tables beside plain values.</summary>
internal static class TableCell
{
    private static readonly SearchValues<byte> s_guarded = SearchValues.Create("=+-@\t\r"u8);
    private static readonly SearchValues<byte> s_around = SearchValues.Create(" \t\r\n[](){}'\"#@"u8);
    private static readonly SearchValues<byte> s_between = SearchValues.Create(" \t\r\n,;|"u8);
    private static readonly string[] s_nothing = ["absent", "null", "none", "nan", "na", "n/a", "[]", "{}", "0", "0.0", "-1", "-"];

    /// <summary>Takes off the apostrophe by which our own tables keep a spreadsheet from running a cell: one of <c>^'+[=+\-@\t\r]</c>.</summary>
    public static ReadOnlySpan<byte> Unguard(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell[0] != (byte)'\'')
        {
            return cell;
        }

        var start = cell.IndexOfAnyExcept((byte)'\'');
        return start > 0 && s_guarded.Contains(cell[start]) ? cell[1..] : cell;
    }

    /// <summary>Whether a cell has a word for no value, as R, pandas and databases write it, and not a digit or sign that may be one.</summary>
    public static bool IsWordForNothing(ReadOnlySpan<byte> cell) => !cell.IsEmpty && char.IsAsciiLetter((char)cell[0]) && IsNothing(cell);

    /// <summary>
    /// The id of another post, or the name of a client, as written; empty for the words that say that there is none ("absent", "nan") and for an id that a
    /// spreadsheet or a float has rounded. "123.0", an id that was once a float, loses its fraction.
    /// </summary>
    public static ReadOnlySpan<byte> Reference(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t"u8);
        if (IsNothing(cell) || Identity.IsRounded(cell))
        {
            return default;
        }

        if (cell.EndsWith(".0"u8) && cell[..^2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            // A float holds no more than 15 digits for sure.
            return cell.Length <= 17 ? cell[..^2] : default;
        }

        return cell;
    }

    /// <summary>A language as it was written to a batch; empty for the word that X's release has where there is none.</summary>
    public static FieldRange Language(PostBatch batch, FieldRange written) => batch.Bytes(written).SequenceEqual("absent"u8) ? default : written;

    /// <summary>Whether a cell says in words that it has no value.</summary>
    public static bool IsNothing(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 6)
        {
            return false;
        }

        foreach (var nothing in s_nothing)
        {
            if (Ascii.EqualsIgnoreCase(cell, nothing))
            {
                return true;
            }
        }

        return cell.IsEmpty;
    }

    /// <summary>
    /// Writes the values of a list, in whichever of the usual ways it is written ("[a, b]", "['a']", "[\"#a\"]", "a,b", "#a #b", "a | b"), with a space
    /// between them and without # and @.
    /// </summary>
    /// <param name="cell">The list. May begin where the destination does: what is written never overtakes what is read.</param>
    /// <param name="areUrls">Whether the values are links, which may contain the characters that stand between others.</param>
    /// <param name="destination">At least as long as the cell.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteList(ReadOnlySpan<byte> cell, bool areUrls, Span<byte> destination)
    {
        if (IsNothing(cell.Trim(" \t"u8)))
        {
            return 0;
        }

        var written = 0;
        while (true)
        {
            var start = cell.IndexOfAnyExcept(s_between);
            if (start < 0)
            {
                return written;
            }

            cell = cell[start..];
            var end = areUrls ? UrlEnd(cell) : cell.IndexOfAny(s_between);
            var value = cell[..(end < 0 ? cell.Length : end)];
            cell = cell[value.Length..];
            value = areUrls ? value.Trim("[]'\" "u8) : Strip(value);
            if (value.IsEmpty)
            {
                continue;
            }

            if (written > 0)
            {
                destination[written++] = (byte)' ';
            }

            value.CopyTo(destination[written..]);
            written += value.Length;
        }
    }

    /// <summary>Writes a page's title: the cell, or of a JSON list of links, as twarc-csv writes them unprocessed, the first title in it. A list of addresses has none.</summary>
    /// <param name="cell">The title or list. May begin where the destination does.</param>
    /// <param name="destination">At least as long as the cell.</param>
    /// <returns>Bytes written.</returns>
    [SkipLocalsInit] // Scans are large, and set what they use.
    public static int WriteLinkTitle(ReadOnlySpan<byte> cell, Span<byte> destination)
    {
        if (!cell.StartsWith("[{"u8) && !cell.StartsWith("[\""u8))
        {
            var title = IsNothing(cell) ? default : cell;
            title.CopyTo(destination);
            return title.Length;
        }

        var scan = new JsonScan(cell, 0, isLine: false, stackalloc int[JsonTokens.Room]);
        if (!scan.Enter())
        {
            return 0;
        }

        for (var isFirst = true; scan.NextElement(isFirst) == JsonStep.Item; isFirst = false)
        {
            if (scan.Peek() != '{')
            {
                if (!scan.SkipValue())
                {
                    return 0;
                }

                continue;
            }

            if (!scan.Enter())
            {
                return 0;
            }

            var step = scan.NextProperty(isFirst: true);
            for (; step == JsonStep.Item; step = scan.NextProperty(isFirst: false))
            {
                var isTitle = cell.Slice(scan.StringStart, scan.NameLength).SequenceEqual("title"u8) && scan.Peek() == '"';
                if (!scan.SkipValue())
                {
                    return 0;
                }

                if (isTitle && scan.StringLength > 0)
                {
                    return JsonText.Unescape(cell.Slice(scan.StringStart, scan.StringLength), destination);
                }
            }

            if (step == JsonStep.Fault)
            {
                return 0;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> value)
    {
        var start = value.IndexOfAnyExcept(s_around);
        return start < 0 ? default : value[start..(value.LastIndexOfAnyExcept(s_around) + 1)];
    }

    /// <summary>Links end at white space, and at a comma, semicolon or bar that another link or nothing follows.</summary>
    private static int UrlEnd(ReadOnlySpan<byte> cell)
    {
        var position = 0;
        while (true)
        {
            var next = cell[position..].IndexOfAny(s_between);
            if (next < 0)
            {
                return -1;
            }

            position += next;
            if (cell[position] is not ((byte)',' or (byte)';' or (byte)'|'))
            {
                return position;
            }

            var rest = cell[(position + 1)..].TrimStart(" '\""u8);
            if (rest.IsEmpty || rest.StartsWith("http"u8) || rest.Length < cell.Length - position - 1)
            {
                return position;
            }

            position++;
        }
    }
}
