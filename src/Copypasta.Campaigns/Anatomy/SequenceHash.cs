using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Copypasta.Campaigns;

/// <summary>One number for a sequence of token numbers, above every token's own; 64 bits, so that among a cluster's texts two differing ones hardly share it.</summary>
internal static class SequenceHash
{
    /// <summary>XXH3 of the numbers with the top bit set.</summary>
    public static ulong Of(ReadOnlySpan<int> numbers) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(numbers)) | (1UL << 63);
}
