using System.Buffers.Binary;
using System.IO.Hashing;

namespace Copypasta.Detection;

/// <summary>All that an audit asks of the distinct texts, and the hashes it draws by: they depend on the texts' bytes and the seed, never on their order.</summary>
internal sealed class AuditTexts(ITextSource texts, TextSketches sketches, ulong seed) : IDisposable
{
    // Every thread has a way of its own to the texts.
    private readonly ThreadLocal<ITextReader> _readers = new(() => texts.NewReader());

    /// <summary>Number of distinct texts.</summary>
    public int Count => texts.Count;

    /// <summary>A normalised text, UTF-8.</summary>
    public ReadOnlySpan<byte> this[int text] => _readers.Value![text];

    /// <summary>Number of distinct shingles, or 0 where it is too short for near matching.</summary>
    public int Shingles(int text) => sketches.Count(text);

    /// <summary>Decides which texts are sampled: those with the smallest.</summary>
    public ulong SampleHash(int text)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _readers.Value!.HashOf(text));
        return XxHash3.HashToUInt64(bytes, unchecked((long)seed));
    }

    /// <summary>Decides which neighbour of a sampled text is drawn: the one with the smallest. Every sampled text has an order of its own, so that draws are independent.</summary>
    public ulong DrawHash(int sample, int neighbour)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _readers.Value!.HashOf(sample));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], _readers.Value!.HashOf(neighbour));
        return XxHash3.HashToUInt64(bytes, unchecked((long)seed));
    }

    /// <summary>The order of two texts by such a hash; the texts decide where hashes are equal, so that no two texts are.</summary>
    public int Compare(ulong hash, int text, ulong otherHash, int other) =>
        hash != otherHash ? hash.CompareTo(otherHash) : this[text].ToArray().AsSpan().SequenceCompareTo(this[other]);

    public void Dispose() => _readers.Dispose();
}
