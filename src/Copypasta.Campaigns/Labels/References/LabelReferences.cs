namespace Copypasta.Campaigns;

/// <summary>How a hashtag is used in the whole archive, as the census counts it.</summary>
/// <param name="Posts">Kept posts with it: reposts among them where these were kept.</param>
/// <param name="Copies">Those of them that are clustered.</param>
/// <param name="Accounts">Distinct accounts of the posts; 0 where none has an account.</param>
public readonly record struct HashtagUse(long Posts, long Copies, long Accounts);

/// <summary>What the user and the census know besides the clusters. What is null is not known, and rules that need it cannot tell.</summary>
public sealed record LabelReferences
{
    /// <summary>The references of <c>--known</c>.</summary>
    public KnownReferences? Known { get; init; }

    /// <summary>The accounts of <c>--accounts</c>.</summary>
    public AccountOwners? Accounts { get; init; }

    /// <summary>The use of a hashtag (without the sign, in NFKC_Casefold, as <see cref="Census.Hashtags"/> has it) in the archive; null where that is not known.</summary>
    public Func<string, HashtagUse?>? Hashtags { get; init; }
}
