using System.IO.Hashing;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// When two posts are one that was collected twice: the same id on the same platform. Where the format names no platform, author and raw text must agree too: such files often number
/// their rows, and row 7 of one is not row 7 of another.
/// </summary>
public static class PostIdentity
{
    /// <summary>Whether the id alone tells, on a platform.</summary>
    public static bool IsById(Platform platform) => platform != Platform.Unknown;

    /// <summary>A seed for hashes of the id: it takes in all else that must agree.</summary>
    public static long Seed(Platform platform, ReadOnlySpan<byte> author, ReadOnlySpan<byte> text)
        => IsById(platform) ? (long)platform : (long)XxHash3.HashToUInt64(text, (long)XxHash3.HashToUInt64(author));
}
