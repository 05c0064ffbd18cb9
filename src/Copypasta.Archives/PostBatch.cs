using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>
/// A run of posts of one input with the bytes they refer to: at most 4096 posts and about 256 KiB, or one post if that alone is larger.
/// The memory is pooled: call <see cref="Return"/> when done and do not touch the batch afterwards. Not thread-safe.
/// </summary>
public sealed class PostBatch
{
    internal const int MaxPosts = 4096;
    internal const int BlockBytes = 256 * 1024;

    /// <summary>
    /// Most bytes of a post's fields, 40 MiB. A text grows to six code points for each of its bytes at most (U+FDFA, three bytes, to 18), and those that compare texts take up to 2^28 of them.
    /// </summary>
    internal const int MaxPostBytes = 40 << 20;

    /// <summary>Longest prefix of <see cref="Prepend"/>.</summary>
    internal const int MaxPrefixBytes = 8;

    private const int VectorBytes = 64;
    private const int CopiedAtOnce = 4 * VectorBytes;

    private byte[] _block;
    private PostRecord[] _posts;
    private FieldRange[] _carried;
    private int _used;
    private int _count;

    internal PostBatch(int source, Platform platform, int carried)
    {
        Source = source;
        Platform = platform;
        CarriedCount = carried;
        _carried = carried > 0 ? ArrayPool<FieldRange>.Shared.Rent(MaxPosts * carried) : [];
        _block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        _posts = ArrayPool<PostRecord>.Shared.Rent(MaxPosts);
    }

    /// <summary>Index of the input in <see cref="PostReader.Sources"/>.</summary>
    public int Source { get; internal set; }

    /// <summary>Where the accounts and posts of the input live.</summary>
    public Platform Platform { get; }

    /// <summary>Values carried along with each post: <see cref="ReaderOptions.Fields"/>, then <see cref="ReaderOptions.Columns"/>.</summary>
    public int CarriedCount { get; }

    /// <summary>The posts, in the order of the input; empty after <see cref="Return"/>.</summary>
    public ReadOnlySpan<PostRecord> Posts => _posts.AsSpan(0, _count);

    /// <summary>Whether texts come as HTML: <see cref="Add"/> leaves what they say.</summary>
    internal bool HasHtmlTexts { get; init; }

    internal bool IsFull { get; private set; }

    /// <summary>The UTF-8 bytes of a field of one of <see cref="Posts"/>; valid until <see cref="Return"/>.</summary>
    /// <param name="range">A range taken from a post of this batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not of this batch, or the batch was returned.</exception>
    public ReadOnlySpan<byte> Bytes(FieldRange range) => _block.AsSpan(0, _used).Slice(range.Offset, range.Length);

    /// <summary>The values carried along with a post, <see cref="CarriedCount"/> of them; empty where the input has none.</summary>
    /// <param name="post">Index into <see cref="Posts"/>.</param>
    public ReadOnlySpan<FieldRange> Carried(int post) => _carried.AsSpan(0, _count * CarriedCount).Slice(post * CarriedCount, CarriedCount);

    /// <summary>Gives the memory back to the pool. A second call does nothing.</summary>
    public void Return()
    {
        if (_block.Length == 0)
        {
            return;
        }

        ArrayPool<byte>.Shared.Return(_block);
        ArrayPool<PostRecord>.Shared.Return(_posts);
        if (_carried.Length > 0)
        {
            ArrayPool<FieldRange>.Shared.Return(_carried);
        }

        _carried = [];
        _block = [];
        _posts = [];
        _used = _count = 0;
    }

    /// <summary>Makes room for one more post of at most <paramref name="bytes"/> bytes, and for a prefix; false, and <see cref="IsFull"/>, if it belongs into the next batch.</summary>
    internal bool TryReserve(int bytes)
    {
        bytes += MaxPrefixBytes;
        if (_count == MaxPosts || (_count > 0 && _used + bytes > BlockBytes))
        {
            IsFull = true;
            return false;
        }

        if (bytes > _block.Length - _used)
        {
            // Only a batch's first post can be larger than a block: nothing has been written yet.
            ArrayPool<byte>.Shared.Return(_block);
            _block = ArrayPool<byte>.Shared.Rent(bytes);
        }

        return true;
    }

    /// <summary>Appends the bytes of a field; <see cref="TryReserve"/> has made the room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FieldRange Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }

        bytes.CopyTo(_block.AsSpan(_used));
        var range = new FieldRange(_used, bytes.Length);
        _used += bytes.Length;
        return range;
    }

    /// <summary>Appends a part of some bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FieldRange Write(ReadOnlySpan<byte> data, int start, int length)
    {
        // Where there is room behind either, more than is needed is copied: a field is short, and to choose what is exact for its length, or to guess its end, costs more.
        if (length == 0 || start > data.Length - length - CopiedAtOnce || _used > _block.Length - length - CopiedAtOnce)
        {
            return Write(data.Slice(start, length));
        }

        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(data), start);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_block), _used);
        CopyVector(ref from, ref to, 0);
        for (nint at = VectorBytes; at < length; at += CopiedAtOnce)
        {
            CopyVector(ref from, ref to, at);
            CopyVector(ref from, ref to, at + VectorBytes);
            CopyVector(ref from, ref to, at + (2 * VectorBytes));
            CopyVector(ref from, ref to, at + (3 * VectorBytes));
        }

        var range = new FieldRange(_used, length);
        _used += length;
        return range;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyVector(ref byte from, ref byte to, nint at) => Vector512.LoadUnsafe(ref from, (nuint)at).StoreUnsafe(ref to, (nuint)at);

    /// <summary>The free part of the block, for a field that is unescaped into it; <see cref="Commit"/> keeps what was written.</summary>
    internal Span<byte> Free => _block.AsSpan(_used);

    internal FieldRange Commit(int length)
    {
        var range = new FieldRange(_used, length);
        _used += length;
        return range;
    }

    /// <summary>Puts a prefix in front of the field that was written last.</summary>
    internal FieldRange Prepend(ReadOnlySpan<byte> prefix, FieldRange last)
    {
        var field = _block.AsSpan(last.Offset);
        field[..last.Length].CopyTo(field[prefix.Length..]);
        prefix.CopyTo(field);
        _used += prefix.Length;
        return last with { Length = last.Length + prefix.Length };
    }

    /// <summary>Writes a prefix over the bytes before a part of a field, where there are as many of the same field.</summary>
    internal FieldRange Precede(ReadOnlySpan<byte> prefix, FieldRange part)
    {
        prefix.CopyTo(_block.AsSpan(part.Offset - prefix.Length));
        return new FieldRange(part.Offset - prefix.Length, part.Length + prefix.Length);
    }

    /// <summary>Where the carried values of the post that <see cref="Add"/> will append go.</summary>
    internal Span<FieldRange> NextCarried => _carried.AsSpan(_count * CarriedCount, CarriedCount);

    /// <summary>Appends a post; its carried values have been set through <see cref="NextCarried"/>.</summary>
    /// <remarks>Part by part: to copy a record that has just been put together waits for its parts to be written.</remarks>
    internal void Add(long row, long time, FieldRange id, FieldRange author, FieldRange language, FieldRange text, PostFlags flags)
    {
        ref var post = ref _posts[_count++];
        post.Row = row;
        post.Time = time;
        post.Id = id;
        post.Author = author;
        post.Language = language;
        post.Text = HasHtmlTexts ? text with { Length = HtmlText.Strip(_block.AsSpan(text.Offset, text.Length)) } : text;
        post.Flags = flags;
    }
}
