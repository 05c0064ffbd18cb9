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

    // Emptied blocks, to be filled again.
    private readonly Stack<byte[]> _spare = [];

    /// <summary>Bytes of all blocks in use.</summary>
    public long Bytes { get; private set; }

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
        bytes.CopyTo(Reserve(bytes.Length, out var address));
        return address;
    }

    /// <summary>Room for a string that the caller writes; its address.</summary>
    public Span<byte> Reserve(int length, out long address)
    {
        var room = Take(SizeOf(length), out address);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        return room[sizeof(int)..];
    }

    /// <summary>Forgets all strings and keeps the memory for others.</summary>
    public void Clear()
    {
        foreach (var block in _blocks)
        {
            if (block.Length == BlockBytes)
            {
                _spare.Push(block);
            }
        }

        _blocks.Clear();
        _used = BlockBytes;
        Bytes = 0;
    }

    /// <summary>
    /// Takes over a block of strings that were written elsewhere, back to back; returns the address of the first, to which the others' offsets are
    /// added. No string but the first may begin beyond the size of a block.
    /// </summary>
    public long Adopt(byte[] block)
    {
        _blocks.Add(block);
        _used = BlockBytes;
        Bytes += block.Length;
        return (long)(_blocks.Count - 1) << BlockBits;
    }

    /// <summary>The string at an address that <see cref="Append"/> returned.</summary>
    public ReadOnlySpan<byte> this[long address]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => StringAt(_blocks[(int)(address >> BlockBits)], (int)(address & (BlockBytes - 1)));
    }

    /// <summary>The string at an offset of a block that was written by <see cref="Write"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> StringAt(byte[] block, int offset) =>
        block.AsSpan(offset + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(offset)));

    private Span<byte> Take(int length, out long address)
    {
        if (length > BlockBytes - _used)
        {
            // An oversized string takes a block of its own; the next append opens a fresh one.
            var block = length <= BlockBytes && _spare.TryPop(out var spare) ? spare : GC.AllocateUninitializedArray<byte>(Math.Max(length, BlockBytes));
            _blocks.Add(block);
            Bytes += block.Length;
            _used = 0;
        }

        address = ((long)(_blocks.Count - 1) << BlockBits) + _used;
        var room = _blocks[^1].AsSpan(_used, length);
        _used = Math.Min(BlockBytes, _used + length);
        return room;
    }
}
