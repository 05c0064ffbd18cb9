namespace Copypasta.Hashing;

/// <summary>Byte strings laid end to end in blocks of 64 KiB; a string that does not fit into what is left opens a block, a longer one gets a block of its own.</summary>
internal sealed class LshArena
{
    private const int BlockBits = 16;
    private const int BlockBytes = 1 << BlockBits;

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockBytes;

    /// <summary>Appends a string; returns its address.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        if (bytes.Length > BlockBytes - _used)
        {
            _blocks.Add(GC.AllocateUninitializedArray<byte>(Math.Max(bytes.Length, BlockBytes)));
            _used = 0;
        }

        var address = ((long)(_blocks.Count - 1) << BlockBits) + _used;
        bytes.CopyTo(_blocks[^1].AsSpan(_used));
        _used = Math.Min(BlockBytes, _used + bytes.Length);
        return address;
    }

    /// <summary>The string of a length at an address.</summary>
    public ReadOnlySpan<byte> Read(long address, int length) =>
        length == 0 ? default : _blocks[(int)(address >> BlockBits)].AsSpan((int)(address & (BlockBytes - 1)), length);
}
