using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// A post as a segment has it: time (8 bytes), platform (1), then as variable-length integers flags, source, row, and the lengths of id and author; then author, id, raw text and the values kept along, as <see cref="PostStore"/> has them.
/// </summary>
internal static class IndexedPost
{
    private const int Fixed = 9;

    public static void Write(StringBlocks.Writer posts, in StoredPost post, int source, ReadOnlySpan<byte> author, ReadOnlySpan<byte> stored)
    {
        Span<byte> header = stackalloc byte[Fixed + (5 * Varint.MaxBytes)];
        MemoryMarshal.Write(header, post.Time);
        header[8] = (byte)post.Platform;
        var rest = header[Fixed..];
        Varint.Write(ref rest, (uint)post.Flags);
        Varint.Write(ref rest, (uint)source);
        Varint.Write(ref rest, (ulong)post.Row);
        Varint.Write(ref rest, (uint)post.IdLength);
        Varint.Write(ref rest, (uint)author.Length);
        header = header[..^rest.Length];
        var record = posts.Add(header.Length + author.Length + stored.Length);
        header.CopyTo(record);
        author.CopyTo(record[header.Length..]);
        stored.CopyTo(record[(header.Length + author.Length)..]);
    }

    /// <param name="record">As stored.</param>
    /// <param name="keptColumns">Values that are kept along with each post.</param>
    public static Parts Read(ReadOnlySpan<byte> record, int keptColumns)
    {
        var time = MemoryMarshal.Read<long>(record);
        var platform = (Platform)record[8];
        var rest = record[Fixed..];
        var flags = (TextFlags)Varint.Read(ref rest);
        var source = (int)Varint.Read(ref rest);
        var row = (long)Varint.Read(ref rest);
        var idLength = (int)Varint.Read(ref rest);
        var author = (int)Varint.Read(ref rest);
        return new Parts
        {
            Post = new StoredPost { Time = time, Platform = platform, Flags = flags, Source = source, Row = row, IdLength = idLength },
            Author = rest[..author],
            Stored = rest[author..],
            KeptColumns = keptColumns,
        };
    }

    /// <summary>A post that was read back.</summary>
    public readonly ref struct Parts
    {
        /// <summary>All but author, text and address.</summary>
        public required StoredPost Post { get; init; }

        public required ReadOnlySpan<byte> Author { get; init; }

        /// <summary>Id, raw text and kept values, as <see cref="PostStore"/> takes them.</summary>
        public required ReadOnlySpan<byte> Stored { get; init; }

        public required int KeptColumns { get; init; }

        public ReadOnlySpan<byte> Id => Stored[..Post.IdLength];

        public ReadOnlySpan<byte> RawText => PostStore.RawTextOf(Stored[Post.IdLength..], KeptColumns);
    }
}
