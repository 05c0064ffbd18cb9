using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>
/// A family as it was after an addition: its id (16 bytes, the leading half of a SHA-256), as variable-length integers posts, texts, accounts, then its clusters and its texts. A cluster: its id (16), first and last time
/// (8 each), as variable-length integers posts, texts, accounts and the length of its exemplar's raw text, and that. A text: its distance from the one before, and its cluster's place among the clusters.
/// </summary>
internal sealed record FamilyRecord
{
    public required UInt128 Id { get; init; }

    public required int Posts { get; init; }

    public required int Accounts { get; init; }

    public required ClusterRecord[] Clusters { get; init; }

    /// <summary>Numbers over the whole index, ascending; the first is the family's root.</summary>
    public required int[] Texts { get; init; }

    /// <summary>Of each text its cluster's place in <see cref="Clusters"/>.</summary>
    public required int[] ClusterOf { get; init; }

    public sealed record ClusterRecord
    {
        public required UInt128 Id { get; init; }

        public required long First { get; init; }

        public required long Last { get; init; }

        public required int Posts { get; init; }

        public required int Texts { get; init; }

        public required int Accounts { get; init; }

        /// <summary>Raw text of the exemplar's first post.</summary>
        public required byte[] Exemplar { get; init; }
    }

    public static string ClusterId(UInt128 id) => TextDigest.ToId('c', id);

    public static string FamilyId(UInt128 id) => TextDigest.ToId('f', id);

    public byte[] ToBytes()
    {
        var bytes = new byte[16 + (5 * Varint.MaxBytes) + Clusters.Sum(c => 32 + (4 * Varint.MaxBytes) + c.Exemplar.Length) + (Texts.Length * 2 * 5)];
        var rest = bytes.AsSpan();
        Write(ref rest, Id);
        Varint.Write(ref rest, (uint)Posts);
        Varint.Write(ref rest, (uint)Texts.Length);
        Varint.Write(ref rest, (uint)Accounts);
        Varint.Write(ref rest, (uint)Clusters.Length);
        foreach (var cluster in Clusters)
        {
            Write(ref rest, cluster.Id);
            Write(ref rest, cluster.First);
            Write(ref rest, cluster.Last);
            Varint.Write(ref rest, (uint)cluster.Posts);
            Varint.Write(ref rest, (uint)cluster.Texts);
            Varint.Write(ref rest, (uint)cluster.Accounts);
            Varint.Write(ref rest, (uint)cluster.Exemplar.Length);
            cluster.Exemplar.CopyTo(rest);
            rest = rest[cluster.Exemplar.Length..];
        }

        var previous = 0;
        for (var i = 0; i < Texts.Length; i++)
        {
            Varint.Write(ref rest, (uint)(Texts[i] - previous));
            Varint.Write(ref rest, (uint)ClusterOf[i]);
            previous = Texts[i];
        }

        return bytes[..^rest.Length];
    }

    public static FamilyRecord Parse(ReadOnlySpan<byte> bytes)
    {
        var id = Read<UInt128>(ref bytes);
        var posts = (int)Varint.Read(ref bytes);
        var texts = new int[(int)Varint.Read(ref bytes)];
        var accounts = (int)Varint.Read(ref bytes);
        var clusters = new ClusterRecord[(int)Varint.Read(ref bytes)];
        for (var i = 0; i < clusters.Length; i++)
        {
            var (clusterId, first, last) = (Read<UInt128>(ref bytes), Read<long>(ref bytes), Read<long>(ref bytes));
            var (clusterPosts, clusterTexts, clusterAccounts) = ((int)Varint.Read(ref bytes), (int)Varint.Read(ref bytes), (int)Varint.Read(ref bytes));
            var length = (int)Varint.Read(ref bytes);
            clusters[i] = new ClusterRecord
            {
                Id = clusterId,
                First = first,
                Last = last,
                Posts = clusterPosts,
                Texts = clusterTexts,
                Accounts = clusterAccounts,
                Exemplar = bytes[..length].ToArray(),
            };
            bytes = bytes[length..];
        }

        var clusterOf = new int[texts.Length];
        for (var (i, previous) = (0, 0); i < texts.Length; i++)
        {
            previous = texts[i] = previous + (int)Varint.Read(ref bytes);
            clusterOf[i] = (int)Varint.Read(ref bytes);
        }

        return new FamilyRecord { Id = id, Posts = posts, Accounts = accounts, Clusters = clusters, Texts = texts, ClusterOf = clusterOf };
    }

    private static void Write<T>(ref Span<byte> bytes, T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(bytes, value);
        bytes = bytes[System.Runtime.CompilerServices.Unsafe.SizeOf<T>()..];
    }

    private static T Read<T>(ref ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        var value = MemoryMarshal.Read<T>(bytes);
        bytes = bytes[System.Runtime.CompilerServices.Unsafe.SizeOf<T>()..];
        return value;
    }
}
