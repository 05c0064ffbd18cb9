using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// A post as it stands on disk: the length of its normalised text (a variable-length integer, as all but time, platform and script), its time (8 bytes), platform (1), script (1), flags, source, row, and the
/// lengths of id, author and stored parts; then author, stored parts, and how the normalised text differs from the raw one (<see cref="TextDifference"/>).
/// </summary>
internal static class SpilledPostRecord
{
    private const int MostHeader = 10 + (7 * Varint.MaxBytes);

    public static void Write(PostFile file, in CandidatePost post, TextDifference difference)
    {
        var text = difference.Write(post.Text, post.Stored[post.Post.IdLength..]);
        Span<byte> header = stackalloc byte[MostHeader];
        var rest = header;
        Varint.Write(ref rest, (uint)post.Text.Length);
        MemoryMarshal.Write(rest, post.Post.Time);
        rest[8] = (byte)post.Post.Platform;
        rest[9] = (byte)post.Post.Script;
        rest = rest[10..];
        Varint.Write(ref rest, (uint)post.Post.Flags);
        Varint.Write(ref rest, (uint)post.Post.Source);
        Varint.Write(ref rest, (ulong)post.Post.Row);
        Varint.Write(ref rest, (uint)post.Post.IdLength);
        Varint.Write(ref rest, (uint)post.Author.Length);
        Varint.Write(ref rest, (uint)post.Stored.Length);
        header = header[..^rest.Length];
        var record = file.Add(header.Length + post.Author.Length + post.Stored.Length + text.Length);
        header.CopyTo(record);
        record = record[header.Length..];
        post.Author.CopyTo(record);
        record = record[post.Author.Length..];
        post.Stored.CopyTo(record);
        text.CopyTo(record[post.Stored.Length..]);
    }

    /// <summary>The parts of a post; its text is good until the next is read.</summary>
    public static Parts Read(ReadOnlySpan<byte> record, TextDifference difference)
    {
        var rest = record;
        var text = (int)Varint.Read(ref rest);
        var time = MemoryMarshal.Read<long>(rest);
        var (platform, script) = ((Platform)rest[8], (TextScript)rest[9]);
        rest = rest[10..];
        var flags = (TextFlags)Varint.Read(ref rest);
        var source = (int)Varint.Read(ref rest);
        var row = (long)Varint.Read(ref rest);
        var idLength = (int)Varint.Read(ref rest);
        var author = (int)Varint.Read(ref rest);
        var stored = (int)Varint.Read(ref rest);
        return new Parts
        {
            Post = new StoredPost { Time = time, Platform = platform, Script = script, Flags = flags, Source = source, Row = row, IdLength = idLength },
            Author = rest[..author],
            Stored = rest.Slice(author, stored),
            Text = difference.Read(rest[(author + stored)..], text, rest.Slice(author + idLength, stored - idLength)),
        };
    }

    /// <summary>A post that was read back.</summary>
    public readonly ref struct Parts
    {
        /// <summary>All but author, text and address.</summary>
        public required StoredPost Post { get; init; }

        public required ReadOnlySpan<byte> Author { get; init; }

        /// <summary>Id, raw text, values kept along.</summary>
        public required ReadOnlySpan<byte> Stored { get; init; }

        /// <summary>The normalised text.</summary>
        public required ReadOnlySpan<byte> Text { get; init; }
    }
}
