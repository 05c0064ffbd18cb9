using System.Globalization;

namespace Copypasta.EndToEnd;

/// <summary>How a platform names posts and accounts. Ids of later posts come later in ordinal order, on every platform, as posts of one time are ordered by them.</summary>
/// <param name="Post">The id of a post, as it is to be read.</param>
/// <param name="Account">An account, as it is to be read.</param>
internal sealed record Identities(Func<InventedPost, string> Post, Func<int, string> Account)
{
    private const long SnowflakeEpoch = 1_288_834_974_657;

    public static Identities Numbers { get; } = new(post => $"{9007199254740993 + post.Number}", account => $"{9007199254740000 + account}");

    /// <summary>Ids that tell the millisecond.</summary>
    public static Identities X { get; } = new(post => $"{(((post.Time * 1000) - SnowflakeEpoch) << 22) + post.Number}", account => $"{1_100_000_000_000_000_000 + account}");

    public static Identities Telegram { get; } = new(post => $"1001724666_{1000 + post.Number}", account => $"user{500_000 + account}");

    /// <summary>4CAT names the chat, and gives the account's number alone.</summary>
    public static Identities FourCatTelegram { get; } = new(post => $"harbour-{1000 + post.Number}", account => $"{500_000 + account}");

    public static Identities RedditSubmission { get; } = new(post => $"t3_m{1000 + post.Number}", Name);

    public static Identities RedditComment { get; } = new(post => $"t1_g{1000 + post.Number}", Name);

    /// <summary>CrowdTangle tells no ids of posts, only their addresses.</summary>
    public static Identities FacebookAddress { get; } = new(post => $"https://facebook.example/groups/7/permalink/{700_000 + post.Number}", account => $"{100_000_000_000_000 + account}");

    public static Identities Instagram { get; } = new(post => $"CLx{1000 + post.Number}", account => $"{41_000 + account}");

    /// <summary>CrowdTangle tells no ids of posts, only their addresses, and no ids of accounts, only their names.</summary>
    public static Identities InstagramAddress { get; } = new(post => $"https://instagram.example/p/CLx{1000 + post.Number}/", Name);

    public static Identities YouTube { get; } = new(post => $"Ugw{1000 + post.Number}", account => $"UC{1000 + account}");

    public static Identities TikTok { get; } = new(post => $"{6_935_000_000_000_000_000 + post.Number}", Name);

    public static Identities Bluesky { get; } = new(post => $"at://did:plc:{Name(post.Account)}/app.bsky.feed.post/{Key(post)}", account => $"did:plc:{Name(account)}");

    public static Identities Mastodon { get; } = new(post => $"{105_830_000_000_000_000 + post.Number}", account => $"{Name(account)}@harbour.example");

    /// <summary>Whoever comments gives a name.</summary>
    public static Identities Regulations { get; } = new(post => $"ZZZ-2021-0001-{1000 + post.Number}", account => $"Ann Number{account:D2}");

    public static Identities Fcc { get; } = new(post => $"10304{100_000 + post.Number}", account => $"Ann Number{account:D2}");

    public static string Name(int account) => $"account{account:D2}";

    public static string Key(InventedPost post) => string.Create(CultureInfo.InvariantCulture, $"3k{1000 + post.Number}");
}

/// <summary>The invented posts as one kind of archive.</summary>
/// <param name="Name">What it is called in tests.</param>
/// <param name="Format">What it must be taken for.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Identities">How its posts and accounts are named, as read.</param>
/// <param name="Lacking">What it cannot carry.</param>
internal sealed record Archive(string Name, string Format, byte[] Content, Identities Identities, Lacking Lacking = Lacking.Nothing)
{
    /// <summary>Options that it cannot be read without.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>The path within it, of a container.</summary>
    public string Member { get; init; } = "";

    public static IReadOnlyList<Archive> All { get; } = [.. TableArchives.All, .. JsonArchives.All, .. PackedArchives.All];

    public override string ToString() => Name;
}
