using System.Buffers.Text;

namespace Copypasta.Archives;

/// <summary>
/// Post ids of X since November 2010: 41 bits of milliseconds since 2010-11-04T01:42:54.657Z, then 22 bits of machine and sequence number
/// (Twitter, "Announcing Snowflake", 2010).
/// </summary>
internal static class Snowflake
{
    private const long Epoch = 1_288_834_974_657;
    private const int OtherBits = 22;

    // Ids before Snowflake were counted up and had reached some 29 billion; no Snowflake of the first two hours is as small.
    private const long Least = 30_000_000_000;

    /// <summary>The millisecond in which the id was made; false if it is no such id.</summary>
    /// <param name="id">Decimal digits.</param>
    /// <param name="milliseconds">Unix milliseconds.</param>
    public static bool TryGetTime(ReadOnlySpan<byte> id, out long milliseconds)
    {
        milliseconds = 0;
        if (!Utf8Parser.TryParse(id, out long value, out var length) || length != id.Length || value < Least)
        {
            return false;
        }

        milliseconds = (value >> OtherBits) + Epoch;
        return true;
    }
}
