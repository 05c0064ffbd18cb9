namespace Copypasta.Detection;

/// <summary>The inputs have been read: the posts, and a bit for each that is dropped.</summary>
internal sealed record PostsStep(byte[] Reading, IntakeCounts.State Counts, long Posted, long CountedBefore, int LongestText)
{
    public const string Name = "posts";

    /// <summary>Words of 64 bits in the map of those that are dropped.</summary>
    public int DroppedWords => RankedBits.WordsOf(Posted);
}

/// <summary>The distinct texts are known: of each post a bit whether it is the first of its text, one whether its text was posted again, and those that are not the first.</summary>
internal sealed record TextsStep(IntakeCounts.State Counts, long Accounts, long BusyAccountPosts, long[] CopiesEnds)
{
    public const string Name = "texts";
}

/// <summary>The buckets of a band that may be hot are known.</summary>
internal sealed record BandStep(int Rows, long Pairs)
{
    private const string Prefix = "band-";

    public static string Name(int number) => $"{Prefix}{number}";

    public static bool IsOne(string step) => step.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>The candidates of some bands are linked: of each text that is not its family's root so far, the two.</summary>
internal sealed record LinkedStep(LinkedBand[] Bands, long Candidates, long Comparisons)
{
    public const string Name = "linked";

    /// <summary>Name of the file, which is another each time that more bands are linked.</summary>
    public static string FileName(int bands) => $"links-{bands}";
}

/// <summary>A band that is linked, and the pairs that share a bucket in it.</summary>
internal sealed record LinkedBand(int Number, long Pairs);

/// <summary>The families are known: of each text the root.</summary>
internal sealed record FamiliesStep(
    int Bands, int Rows, int[] Walked, int[] Discarded, long BucketPairs, int Eligible, long Shingles, long Candidates, long Comparisons)
{
    public const string Name = "families";
}
