namespace Copypasta.Archives;

/// <summary>
/// Where accounts live. Two accounts are the same only on the same platform: the id 42 of one says nothing of the id 42 of another. Inputs whose format tells no platform
/// share <see cref="Unknown"/>.
/// </summary>
public enum Platform : byte
{
    /// <summary>The format does not tell.</summary>
    Unknown,

    /// <summary>X, formerly Twitter.</summary>
    X,

    /// <summary>Telegram.</summary>
    Telegram,

    /// <summary>Reddit.</summary>
    Reddit,

    /// <summary>Facebook.</summary>
    Facebook,

    /// <summary>Instagram.</summary>
    Instagram,

    /// <summary>YouTube.</summary>
    YouTube,

    /// <summary>TikTok.</summary>
    TikTok,

    /// <summary>Bluesky.</summary>
    Bluesky,

    /// <summary>Mastodon and what speaks its API.</summary>
    Mastodon,

    /// <summary>regulations.gov.</summary>
    RegulationsGov,

    /// <summary>The comment system of the United States' Federal Communications Commission.</summary>
    FccEcfs,
}

/// <summary>The names of platforms.</summary>
public static class Platforms
{
    private static readonly string[] s_names =
    [
        "unknown", "x", "telegram", "reddit", "facebook", "instagram", "youtube", "tiktok", "bluesky", "mastodon", "regulations.gov", "fcc-ecfs",
    ];

    /// <summary>The name of a platform, as outputs print it.</summary>
    public static string Name(this Platform platform) => s_names[(int)platform];
}
