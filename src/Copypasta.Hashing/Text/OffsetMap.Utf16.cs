namespace Copypasta.Hashing;

/// <content>From places in UTF-8 to places in the UTF-16 that it encodes.</content>
public sealed partial class OffsetMap
{
    /// <summary>
    /// Counts UTF-16 units in place of bytes, on both sides. Starts and ends stand between code points and never decrease, so each side is walked once; a code point has no more units
    /// than bytes, so the new ranges overtake none that are still to be read.
    /// </summary>
    /// <param name="raw">The text that was normalised, as well-formed UTF-8.</param>
    /// <param name="normalized">The result, as many bytes as there are ranges.</param>
    internal void CountUtf16(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> normalized)
    {
        var (start, end) = (default(Place), default(Place));
        var written = 0;
        for (var i = 0; i < normalized.Length; i++)
        {
            var units = Units(normalized[i]);
            if (units > 0)
            {
                start.MoveTo(_ranges[i].Start, raw);
                end.MoveTo(_ranges[i].End, raw);
                _ranges.AsSpan(written, units).Fill(new SourceRange(start.Unit, end.Unit));
                written += units;
            }
        }

        Length = written;
    }

    // A code point's units are counted at its first byte: two from four bytes on, none at those that continue it.
    private static int Units(byte first) => first >= 0xF0 ? 2 : (first & 0xC0) == 0x80 ? 0 : 1;

    private struct Place
    {
        private int _byte;

        internal int Unit { get; private set; }

        internal void MoveTo(int place, ReadOnlySpan<byte> text)
        {
            for (; _byte < place; _byte++)
            {
                Unit += Units(text[_byte]);
            }
        }
    }
}
