using System.Globalization;

namespace Copypasta.Archives;

/// <summary>How much one input may become, over all its layers and members.</summary>
/// <param name="path">The input, for messages.</param>
/// <param name="options">The limits.</param>
/// <param name="storedBytes">Stored bytes read so far.</param>
internal sealed class ExpansionLimits(string path, ReaderOptions options, Func<long> storedBytes)
{
    /// <summary>Most layers of compression and containers around posts.</summary>
    public const int MaxDepth = 8;

    /// <summary>Most members of one container.</summary>
    public const int MaxMembers = 1_000_000;

    private const long RatioGrace = 16 << 20;

    private readonly long[] _decompressed = new long[MaxDepth + 1];

    /// <exception cref="ArchiveException">There are too many layers.</exception>
    public void ThrowIfTooDeep(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArchiveException($"{path}: more than {MaxDepth} layers of compression and archives within one another; unpack it first");
        }
    }

    /// <summary>Counts bytes that a decoder has made.</summary>
    /// <param name="depth">The decoder's layer, from 1 on.</param>
    /// <param name="bytes">How many.</param>
    /// <exception cref="ArchiveException">There are too many.</exception>
    public void Add(int depth, int bytes)
    {
        var total = _decompressed[depth] += bytes;
        if (total > options.MaxDecompressedBytes)
        {
            throw new ArchiveException(string.Create(CultureInfo.InvariantCulture, $"{path}: more than {options.MaxDecompressedBytes} bytes when decompressed (--max-decompressed); raise the limit or split the input"));
        }

        if (total > RatioGrace && options.MaxRatio is { } ratio && total / Math.Max(1, storedBytes()) >= ratio)
        {
            throw new ArchiveException(string.Create(CultureInfo.InvariantCulture, $"{path}: decompresses to more than {ratio} times its size (--max-ratio); raise the limit if that is right"));
        }
    }
}
