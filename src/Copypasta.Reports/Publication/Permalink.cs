using System.Text.RegularExpressions;

namespace Copypasta.Reports;

/// <summary>
/// Where a platform shows a post, built from ids alone and never fetched: whether the post is still there, or ever was, it does not say. Only ids of the platform's own form make one, so
/// that nothing else of a post gets into an address.
/// </summary>
public static partial class Permalink
{
    /// <summary>The address; null where the ids do not tell it, as of comments of Reddit and YouTube, whose addresses have the thread or video in them, and of Mastodon, whose posts have another id on each server.</summary>
    /// <param name="platform">The platform's name, as outputs print it.</param>
    /// <param name="id">The post's id as read.</param>
    /// <param name="author">The account as read.</param>
    public static string? Of(string platform, string id, string author) => platform switch
    {
        "x" when Digits().IsMatch(id) => $"https://x.com/i/status/{id}",
        "telegram" when TelegramName().Match(id) is { Success: true } found => $"https://t.me/{found.Groups[1]}/{found.Groups[2]}",
        // Of a group or channel without a name, for its members.
        "telegram" when TelegramNumber().Match(id) is { Success: true } found => $"https://t.me/c/{found.Groups[1]}/{found.Groups[2]}",
        "reddit" when RedditSubmission().Match(id) is { Success: true } found => $"https://www.reddit.com/comments/{found.Groups[1]}",
        "facebook" when FacebookAddress().IsMatch(id) => id,
        "instagram" when InstagramAddress().IsMatch(id) => id,
        "instagram" when InstagramCode().IsMatch(id) => $"https://www.instagram.com/p/{id}/",
        "tiktok" when Digits().IsMatch(id) && TikTokName().IsMatch(author) => $"https://www.tiktok.com/@{author}/video/{id}",
        "bluesky" when BlueskyRecord().Match(id) is { Success: true } found => $"https://bsky.app/profile/{found.Groups[1]}/post/{found.Groups[2]}",
        "regulations.gov" when RegulationsComment().IsMatch(id) => $"https://www.regulations.gov/comment/{id}",
        "fcc-ecfs" when Digits().IsMatch(id) => $"https://www.fcc.gov/ecfs/search/search-filings/filing/{id}",
        _ => null,
    };

    [GeneratedRegex(@"\A[0-9]{1,25}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9_]{3,31})-([0-9]{1,20})\z")]
    private static partial Regex TelegramName();

    [GeneratedRegex(@"\A(?:-100)?([0-9]{1,20})_([0-9]{1,20})\z")]
    private static partial Regex TelegramNumber();

    [GeneratedRegex(@"\At3_([a-z0-9]{1,15})\z")]
    private static partial Regex RedditSubmission();

    [GeneratedRegex(@"\Ahttps?://(?:[a-z]+\.)?facebook\.com/[A-Za-z0-9_./-]{1,200}\z")]
    private static partial Regex FacebookAddress();

    [GeneratedRegex(@"\Ahttps?://(?:www\.)?instagram\.com/[A-Za-z0-9_./-]{1,200}\z")]
    private static partial Regex InstagramAddress();

    [GeneratedRegex(@"\A(?![0-9_]+\z)[A-Za-z0-9_-]{5,40}\z")]
    private static partial Regex InstagramCode();

    [GeneratedRegex(@"\A[A-Za-z0-9_.]{1,40}\z")]
    private static partial Regex TikTokName();

    [GeneratedRegex(@"\Aat://(did:(?:plc|web):[A-Za-z0-9.-]{1,200})/app\.bsky\.feed\.post/([A-Za-z0-9._-]{1,100})\z")]
    private static partial Regex BlueskyRecord();

    [GeneratedRegex(@"\A[A-Z0-9_]+(?:-[A-Z0-9_]+){2,8}\z")]
    private static partial Regex RegulationsComment();
}
