using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>Campaigns whose posts were clustered together, beside each other.</summary>
public sealed record ComparedCampaigns
{
    /// <summary>The campaigns, ordinal.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Their figures.</summary>
    public required CampaignComparison Comparison { get; init; }

    /// <summary>What each archive saw when, of the posts that are compared.</summary>
    public required IReadOnlyList<Coverage> Coverage { get; init; }

    /// <summary>By campaign and campaign, the hashtags that both have.</summary>
    public required int[,] Hashtags { get; init; }

    /// <summary>By campaign and campaign, the links that both have.</summary>
    public required int[,] Links { get; init; }

    /// <summary>Clusters by campaign, by (cluster's id, campaign).</summary>
    public required IReadOnlyList<CampaignCluster> Clusters { get; init; }

    /// <summary>The period to which the campaigns were restricted: Unix milliseconds of the first and the last post that counts. Null where it is all there is, or they have none in common.</summary>
    public required (long From, long To)? Period { get; init; }

    /// <summary>The languages to which they were restricted, ordinal; null likewise.</summary>
    public required IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Whether they were to be restricted, and have no period in common.</summary>
    public required bool HaveNoCommonPeriod { get; init; }

    /// <summary>Whether they were to be restricted, each has languages, and none is in common.</summary>
    public required bool HaveNoCommonLanguage { get; init; }

    /// <summary>Where they were to be restricted, the campaigns without a post in the period and languages that all have in common, ordinal: if there are any, all posts count.</summary>
    public required IReadOnlyList<string> WithoutCommonPosts { get; init; }

    /// <summary>Campaigns that were asked for and are not compared, as no post of theirs was kept that is no repost; ordinal.</summary>
    public required IReadOnlyList<string> WithoutPosts { get; init; }

    /// <summary>Kept posts of no campaign.</summary>
    public required long OfNone { get; init; }

    /// <summary>Kept posts of a background.</summary>
    public required long OfBackground { get; init; }

    /// <summary>Kept posts outside the period or the languages.</summary>
    public required long Outside { get; init; }

    /// <summary>Kept posts that are reposts.</summary>
    public required long Reposts { get; init; }

    /// <summary>Kept posts that were compared.</summary>
    public required long Compared { get; init; }
}

/// <summary>A cluster's posts in one campaign.</summary>
/// <param name="Cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
/// <param name="Campaign">Number of the campaign.</param>
/// <param name="Posts">Posts.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="First">Unix milliseconds of the first; null where none has a time.</param>
/// <param name="Last">Of the last.</param>
public readonly record struct CampaignCluster(int Cluster, int Campaign, int Posts, int Accounts, long? First, long? Last);
