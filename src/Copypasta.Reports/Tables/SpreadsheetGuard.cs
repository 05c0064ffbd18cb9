using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Copypasta.Reports;

/// <summary>Tells which cells a spreadsheet would run as a formula.</summary>
/// <remarks>
/// A cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, tab or CR gets a leading apostrophe, except plain numbers and
/// cells matching <c>^[-+@]?[\p{L}\p{N}_.:]+$</c> (handles, signed ids). A cell of apostrophes followed by such a character gets one
/// more, so that a reader that takes one apostrophe off <c>^'+[=+\-@\t\r]</c> has every cell back exactly. Free text and accounts are
/// guarded; ids and keys never are, by design: they are what tables are joined on, and a spreadsheet may run such a cell.
/// </remarks>
public static class SpreadsheetGuard
{
    private static readonly SearchValues<byte> Triggers = SearchValues.Create("=+-@\t\r"u8);

    /// <summary>Whether a cell gets a leading apostrophe.</summary>
    /// <param name="cell">The cell, well-formed UTF-8.</param>
    public static bool NeedsApostrophe(ReadOnlySpan<byte> cell)
    {
        var start = cell.IndexOfAnyExcept((byte)'\'');
        if (start < 0 || !Triggers.Contains(cell[start]))
        {
            return false;
        }

        return start > 0 || !(IsName(cell) || IsNumber(cell));
    }

    /// <summary>A cell without the apostrophe that it got; as it is where it got none.</summary>
    public static string Unguarded(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var start = cell.AsSpan().IndexOfAnyExcept('\'');
        return start > 0 && cell[start] is ('=' or '+' or '-' or '@' or '\t' or '\r') ? cell[1..] : cell;
    }

    private static bool IsName(ReadOnlySpan<byte> cell)
    {
        if (cell[0] is (byte)'-' or (byte)'+' or (byte)'@')
        {
            cell = cell[1..];
        }

        if (cell.IsEmpty)
        {
            return false;
        }

        while (!cell.IsEmpty)
        {
            Rune.DecodeFromUtf8(cell, out var rune, out var length);
            if (!(Rune.IsLetter(rune) || Rune.IsNumber(rune) || rune.Value is '_' or '.' or ':'))
            {
                return false;
            }

            cell = cell[length..];
        }

        return true;
    }

    // Beyond IsName only signed exponents: -1.5e-3.
    private static bool IsNumber(ReadOnlySpan<byte> cell) =>
        cell.Length <= 40 && Utf8Parser.TryParse(cell, out double _, out var consumed) && consumed == cell.Length;
}
