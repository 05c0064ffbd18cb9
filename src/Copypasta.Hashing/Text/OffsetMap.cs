using System.Text;

namespace Copypasta.Hashing;

/// <summary>
/// Where in the raw text each unit of a normalised text came from, for highlighting. Positions and ranges, raw ones too, count the units of the call that filled it: bytes of UTF-8
/// (<see cref="TextNormalizer.Normalize(ReadOnlySpan{byte}, OffsetMap, out TextFlags)"/>) or UTF-16 units, as strings do
/// (<see cref="TextNormalizer.Normalize(ReadOnlySpan{char}, OffsetMap, out TextFlags)"/>); raw ranges are those of the text as it was given, ill-formed or not. Reusable: the next call
/// overwrites it. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Starts and ends never decrease along the normalised text. All units of a code point share its range: a character, a whole character reference
/// (<c>&amp;amp;</c>), an ill-formed sequence, or the whole combining sequence where NFKC composed or reordered one. Code points that one character expands
/// to (ß to ss) share it too. Nothing maps into removed addresses, mentions and hashtags, nor into removed marks and invisible characters unless they stand
/// within a combining sequence. A space covers the adjacent separators it stands for; one that stands only for removed markup has an empty range at its beginning.
/// </remarks>
public sealed partial class OffsetMap
{
    private SourceRange[] _ranges = [];

    /// <summary>The length of the normalised text, in bytes or UTF-16 units.</summary>
    public int Length { get; private set; }

    /// <summary>The range of the raw text that a byte or UTF-16 unit of the normalised text came from.</summary>
    /// <param name="index">0 to <see cref="Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the normalised text.</exception>
    public Range this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return _ranges[index].Start.._ranges[index].End;
        }
    }

    /// <summary>
    /// The range of the raw text that a range of the normalised text came from: from the start of its first unit's to the end of its last unit's, with all that
    /// was removed between. An empty range gives an empty one.
    /// </summary>
    /// <param name="normalized">A range within the normalised text.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the normalised text.</exception>
    public Range ToRaw(Range normalized)
    {
        var (start, end) = (normalized.Start.GetOffset(Length), normalized.End.GetOffset(Length));
        if ((uint)end > (uint)Length || (uint)start > (uint)end)
        {
            throw new ArgumentOutOfRangeException(nameof(normalized), normalized, $"A range of the normalised text lies within 0..{Length}.");
        }

        if (start < end)
        {
            return _ranges[start].Start.._ranges[end - 1].End;
        }

        var place = start < Length ? _ranges[start].Start : Length > 0 ? _ranges[Length - 1].End : 0;
        return place..place;
    }

    /// <summary>Follows <see cref="SpacedUtf8"/>: runs of separators become one space, none at the ends.</summary>
    internal void Fill(CodePointBuffer text, uint separators, int length)
    {
        if (_ranges.Length < length)
        {
            _ranges = new SourceRange[Math.Max(length, (int)Math.Min(_ranges.Length * 2L, Array.MaxLength))];
        }

        Length = length;
        ReadOnlySpan<SourceRange> origins = text.Origins;
        var written = 0;
        for (var i = 0; i < text.Length && written < length; i++)
        {
            if ((text.Classes[i] & separators) == 0)
            {
                var bytes = new Rune(text.Points[i]).Utf8SequenceLength;
                _ranges.AsSpan(written, bytes).Fill(origins[i]);
                written += bytes;
                continue;
            }

            var space = origins[i];
            while (i + 1 < text.Length && (text.Classes[i + 1] & separators) != 0)
            {
                var next = origins[++i];
                space = space.Start == space.End ? next
                    : next.Start == space.End ? new SourceRange(space.Start, next.End) : space;
            }

            if (written > 0)
            {
                _ranges[written++] = space;
            }
        }
    }
}
