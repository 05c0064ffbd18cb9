using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>The keys of some bands on disk: written as texts are signed, some texts of all bands at a time, and read a band at a time, divided by the leading bits of the keys. Four bytes a text and band.</summary>
internal sealed class KeyFile(TemporaryFolder folder, string name) : IDisposable
{
    private const int RangeBits = 8;

    /// <summary>Ranges of equal size into which the keys of a band are divided.</summary>
    public const int Ranges = 1 << RangeBits;

    private readonly BlockFile _file = new(folder, name);

    // Of each stretch of texts, where the block of each band begins.
    private readonly List<long[]> _offsets = [];
    private byte[] _block = [];

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

        _offsets.Add(Array.ConvertAll(keys, band => _file.Append(MemoryMarshal.AsBytes(band.AsSpan(0, texts)), ref _block)));
        Texts += texts;
    }

    /// <summary>Reads the texts of a band with their keys, by ranges of keys.</summary>
    /// <param name="band">Its place among those that were added.</param>
    /// <param name="sketches">Tells which texts take part in near matching.</param>
    /// <param name="entries">Receives <see cref="BandBuckets.Entry"/> of each of those, ascending by text within a range; room for <see cref="Texts"/>.</param>
    /// <param name="starts">Receives where each of the <see cref="Ranges"/> ranges begins, and where the last ends.</param>
    public void Read(int band, TextSketches sketches, ulong[] entries, int[] starts)
    {
        // First how many there are in each range, then each to its place.
        Array.Clear(starts);
        var places = new int[Ranges];
        ForEach(band, (first, keys) =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                if (sketches.Count(first + i) > 0)
                {
                    starts[(keys[i] >> (32 - RangeBits)) + 1]++;
                }
            }
        });
        for (var range = 0; range < Ranges; range++)
        {
            places[range] = starts[range];
            starts[range + 1] += starts[range];
        }

        ForEach(band, (first, keys) =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                if (sketches.Count(first + i) > 0)
                {
                    entries[places[keys[i] >> (32 - RangeBits)]++] = BandBuckets.Entry(keys[i], first + i);
                }
            }
        });
    }

    public void Dispose() => _file.Dispose();

    private void ForEach(int band, Action<int, ReadOnlySpan<uint>> take)
    {
        var first = 0;
        foreach (var stretch in _offsets)
        {
            _file.Read(stretch[band], ref _block, out var length);
            take(first, MemoryMarshal.Cast<byte, uint>(_block.AsSpan(0, length)));
            first += length / sizeof(uint);
        }
    }
}
