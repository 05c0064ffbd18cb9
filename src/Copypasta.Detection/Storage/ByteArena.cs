using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Copypasta.Detection;

/// <summary>
/// An append-only store of byte strings in fixed blocks: no copy when it grows, no object per string. An address is the offset of
/// the string's first byte, blocks laid end to end; a string never spans two blocks (one longer than a block gets a block of its own).
/// </summary>
/// <remarks>Not safe for concurrent appends; reads of what was appended before are safe from any thread.</remarks>
internal sealed class ByteArena
{
    private const int BlockBits = 20;
    private const int BlockBytes = 1 << BlockBits;

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockBytes;

    /// <summary>Bytes that a string takes: its length stands before it.</summary>
    public static int SizeOf(int length) => sizeof(int) + length;

    /// <summary>Writes a string as it stands in a block; <paramref name="first"/> and <paramref name="second"/> are its two parts.</summary>
    public static void Write(Span<byte> room, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        BinaryPrimitives.WriteInt32LittleEndian(room, first.Length + second.Length);
        first.CopyTo(room[sizeof(int)..]);
        second.CopyTo(room[(sizeof(int) + first.Length)..]);
    }

    /// <summary>Appends a string; returns its address.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        Write(Reserve(SizeOf(bytes.Length), out var address), bytes, default);
        return address;
    }

    /// <summary>
    /// Takes over a block of strings that were written elsewhere, back to back; returns the address of the first, to which the others' offsets are
    /// added. No string but the first may begin beyond the size of a block.
    /// </summary>
    public long Adopt(byte[] block)
    {
        _blocks.Add(block);
        _used = BlockBytes;
        return (long)(_blocks.Count - 1) << BlockBits;
    }

    /// <summary>The string at an address that <see cref="Append"/> returned.</summary>
    public ReadOnlySpan<byte> this[long address]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var block = _blocks[(int)(address >> BlockBits)];
            var offset = (int)(address & (BlockBytes - 1));
            var length = BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(offset));
            return block.AsSpan(offset + sizeof(int), length);
        }
    }

    private Span<byte> Reserve(int length, out long address)
    {
        if (length > BlockBytes - _used)
        {
            // An oversized string takes a block of its own; the next append opens a fresh one.
            var block = GC.AllocateUninitializedArray<byte>(Math.Max(length, BlockBytes));
            _blocks.Add(block);
            _used = 0;
        }

        address = ((long)(_blocks.Count - 1) << BlockBits) + _used;
        var room = _blocks[^1].AsSpan(_used, length);
        _used = Math.Min(BlockBytes, _used + length);
        return room;
    }
}
