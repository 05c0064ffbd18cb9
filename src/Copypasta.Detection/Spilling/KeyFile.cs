using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Detection;

/// <summary>
/// The keys of some bands on disk: written as texts are signed, some texts of all bands at a time, and read a band at a time, divided by the leading bits of the keys. Four bytes a text and band; in memory
/// a bit a text, eight bytes a band and stretch of texts, and a number a range.
/// </summary>
internal sealed class KeyFile : IDisposable
{
    /// <summary>Ranges of equal size into which the keys of a band are divided.</summary>
    public const int Ranges = 1 << KeySort.LeadingBits;

    /// <summary>Bits in which the keys of a range differ.</summary>
    public const int RangeKeyBits = KeySort.KeyBits - KeySort.LeadingBits;

    private readonly BlockFile _file;
    private readonly TextSketches _sketches;

    // Of each band how many texts there are in each range.
    private readonly int[][] _counts;

    // Of each stretch of texts, where the block of each band begins, and a bit for each text that takes part in near matching.
    private readonly List<(long[] Blocks, ulong[] TakesPart)> _stretches = [];
    private byte[] _block = [];

    /// <summary>A new file.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="bands">Bands.</param>
    /// <param name="sketches">Tells which texts take part in near matching, once their keys are added.</param>
    public KeyFile(TemporaryFolder folder, string name, int bands, TextSketches sketches)
    {
        (_file, _sketches) = (new BlockFile(folder, name), sketches);
        _counts = [.. Enumerable.Range(0, bands).Select(_ => new int[Ranges])];
    }

    /// <summary>Texts whose keys were added.</summary>
    public int Texts { get; private set; }

    /// <summary>Appends the keys of the next texts.</summary>
    /// <param name="keys">By band, by text.</param>
    /// <param name="texts">How many texts they are of.</param>
    public void Add(uint[][] keys, int texts)
    {
        if (texts == 0)
        {
            return;
        }

        var takesPart = new ulong[(texts + 63) / 64];
        for (var i = 0; i < texts; i++)
        {
            if (_sketches.Count(Texts + i) > 0)
            {
                takesPart[i >> 6] |= 1UL << i;
            }
        }

        var blocks = new long[keys.Length];
        for (var band = 0; band < keys.Length; band++)
        {
            var counts = _counts[band];
            for (var word = 0; word < takesPart.Length; word++)
            {
                for (var taken = takesPart[word]; taken != 0; taken &= taken - 1)
                {
                    counts[RangeOf(keys[band][(word * 64) + BitOperations.TrailingZeroCount(taken)])]++;
                }
            }

            blocks[band] = _file.Append(MemoryMarshal.AsBytes(keys[band].AsSpan(0, texts)), ref _block, compress: false);
        }

        _stretches.Add((blocks, takesPart));
        Texts += texts;
    }

    /// <summary>How many texts of a band take part, by range.</summary>
    public ReadOnlySpan<int> Counts(int band) => _counts[band];

    /// <summary>Reads the texts of some ranges of a band with their keys.</summary>
    /// <param name="band">Its place among those that were added.</param>
    /// <param name="first">The first range.</param>
    /// <param name="starts">Where each of the ranges is to begin in <paramref name="entries"/>; on return, where it ends.</param>
    /// <param name="entries">Receives <see cref="KeySort.Entry"/> of each text, ascending by text within a range.</param>
    public void Read(int band, int first, int[] starts, ulong[] entries)
    {
        var (least, above) = ((uint)first << RangeKeyBits, (ulong)starts.Length << RangeKeyBits);
        var text = 0;
        foreach (var (blocks, takesPart) in _stretches)
        {
            _file.Read(blocks[band], ref _block, out var length);
            var keys = MemoryMarshal.Cast<byte, uint>(_block.AsSpan(0, length));
            for (var word = 0; word < takesPart.Length; word++)
            {
                var near = keys[(word * 64)..Math.Min(keys.Length, (word + 1) * 64)];
                for (var taken = takesPart[word] & Within(near, least, above); taken != 0; taken &= taken - 1)
                {
                    var i = BitOperations.TrailingZeroCount(taken);
                    entries[starts[RangeOf(near[i]) - first]++] = KeySort.Entry(near[i], text + (word * 64) + i);
                }
            }

            text += keys.Length;
        }
    }

    public void Dispose() => _file.Dispose();

    private static int RangeOf(uint key) => (int)(key >> RangeKeyBits);

    /// <summary>A bit for each of up to 64 keys, whether it is one of so many from the least on.</summary>
    private static ulong Within(ReadOnlySpan<uint> keys, uint least, ulong count)
    {
        if (count > uint.MaxValue)
        {
            return ulong.MaxValue;
        }

        var within = 0UL;
        var i = 0;
        for (; i + Vector256<uint>.Count <= keys.Length; i += Vector256<uint>.Count)
        {
            var distance = Vector256.Create(keys.Slice(i, Vector256<uint>.Count)) - Vector256.Create(least);
            within |= (ulong)Vector256.LessThan(distance, Vector256.Create((uint)count)).ExtractMostSignificantBits() << i;
        }

        for (; i < keys.Length; i++)
        {
            within |= (keys[i] - least < count ? 1UL : 0) << i;
        }

        return within;
    }
}
