using System.Numerics;
using System.Runtime.InteropServices;

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
            foreach (var text in new Taking(takesPart))
            {
                counts[RangeOf(keys[band][text])]++;
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
        var text = 0;
        foreach (var (blocks, takesPart) in _stretches)
        {
            _file.Read(blocks[band], ref _block, out var length);
            var keys = MemoryMarshal.Cast<byte, uint>(_block.AsSpan(0, length));
            foreach (var i in new Taking(takesPart))
            {
                var range = RangeOf(keys[i]) - first;
                if ((uint)range < (uint)starts.Length)
                {
                    entries[starts[range]++] = KeySort.Entry(keys[i], text + i);
                }
            }

            text += keys.Length;
        }
    }

    public void Dispose() => _file.Dispose();

    private static int RangeOf(uint key) => (int)(key >> RangeKeyBits);

    /// <summary>The places of set bits, ascending.</summary>
    private ref struct Taking(ReadOnlySpan<ulong> words)
    {
        private readonly ReadOnlySpan<ulong> _words = words;
        private int _word = -1;
        private ulong _bits = 0;

        public int Current { get; private set; }

        public readonly Taking GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_bits == 0)
            {
                if (++_word == _words.Length)
                {
                    return false;
                }

                _bits = _words[_word];
            }

            Current = (_word * 64) + BitOperations.TrailingZeroCount(_bits);
            _bits &= _bits - 1;
            return true;
        }
    }
}
