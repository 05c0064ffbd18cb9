namespace Copypasta.Reports;

/// <summary>What the page holds at most, so that it opens at once whatever the run's size. What goes beyond is counted in the page, and the tables have it.</summary>
internal static class ReportLimits
{
    /// <summary>Clusters that are listed, the largest ones.</summary>
    public const int Clusters = 100_000;

    /// <summary>Code points of an exemplar in the list.</summary>
    public const int ExcerptLength = 200;

    /// <summary>Code points of a text in a cluster's page.</summary>
    public const int TextLength = 1_000;

    /// <summary>Code points of a text in the evidence of a pair.</summary>
    public const int EvidenceTextLength = 500;

    /// <summary>Code points of a name, id or value.</summary>
    public const int NameLength = 200;

    /// <summary>Bytes of JSON after which clusters are listed without a page of their own.</summary>
    public const int DetailBytes = 5 << 20;

    /// <summary>Bytes of JSON that are read at once when a page is opened.</summary>
    public const int PartBytes = 256 << 10;

    /// <summary>Variants of a cluster: the exemplar, then those with the most posts.</summary>
    public const int Variants = 40;

    /// <summary>Posts of a cluster, the earliest ones.</summary>
    public const int Rows = 30;

    /// <summary>Accounts of a cluster, those with the most posts.</summary>
    public const int ClusterAccounts = 50;

    /// <summary>Posts of a cluster whose minutes are drawn; of more every so many-th is.</summary>
    public const int Minutes = 1_000;

    /// <summary>Hashtags, links, mentions, clients and languages of a cluster, of each kind the commonest.</summary>
    public const int Marks = 12;

    /// <summary>Accounts that are listed, those with the most posts in clusters; and those of listed pairs.</summary>
    public const int Accounts = 20_000;

    /// <summary>Hashtags that are listed, and links: those with the most copies.</summary>
    public const int Words = 3_000;

    /// <summary>Places in clusters that are listed of accounts, of hashtags and of links together: what one can filter by.</summary>
    public const int Places = 500_000;

    /// <summary>Pairs of accounts.</summary>
    public const int Pairs = 5_000;

    /// <summary>Co-posts of a pair, the first ones.</summary>
    public const int CoPosts = 40;

    /// <summary>Bytes of JSON after which pairs are listed without their co-posts.</summary>
    public const int EvidenceBytes = 6 << 20;

    /// <summary>Bins of a timeline.</summary>
    public const int RunBins = 240, ClusterBins = 60;
}
