namespace Copypasta.Campaigns;

/// <summary>The order of all tables: bytes of UTF-8, which is that of code points.</summary>
internal static class OrdinalBytes
{
    /// <summary>Compares texts byte by byte.</summary>
    public static IComparer<ReadOnlyMemory<byte>> Comparer { get; } =
        Comparer<ReadOnlyMemory<byte>>.Create((a, b) => a.Span.SequenceCompareTo(b.Span));
}
