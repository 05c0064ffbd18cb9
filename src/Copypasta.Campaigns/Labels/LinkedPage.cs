using System.Text;

namespace Copypasta.Campaigns;

/// <summary>
/// The page that a link leads to, as rules compare it: the link's comparable form (<see cref="LinkForm"/>) without scheme, "www." or "m." before the host, and slashes at the end of the path. How a reader came to a page
/// differs in these, where the census counts links as they are.
/// </summary>
internal static class LinkedPage
{
    private static readonly HashSet<string> s_shorteners = [.. PhraseFile.Lines("shorteners.txt")];
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_shortenerSpans = s_shorteners.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The page; null where the address is none of the web, or one of a service that shortens, which says nothing of where it leads.</summary>
    /// <param name="address">As written.</param>
    public static string? Of(string address)
    {
        var form = new WordList();
        LinkForm.Add(Encoding.UTF8.GetBytes(address), form);
        return form.Count == 0 ? null : Of(form[0]);
    }

    /// <summary>The page of a link in comparable form; null for one of a service that shortens.</summary>
    public static string? Of(ReadOnlySpan<byte> form)
    {
        if (HostOf(form, out var page).IsEmpty)
        {
            return null;
        }

        var query = page.IndexOf((byte)'?') is >= 0 and var mark ? mark : page.Length;
        return Encoding.UTF8.GetString(page[..query].TrimEnd((byte)'/')) + Encoding.UTF8.GetString(page[query..]);
    }

    /// <summary>The host of a link in comparable form; empty for one of a service that shortens.</summary>
    public static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> form) => HostOf(form, out _);

    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> form, out ReadOnlySpan<byte> page)
    {
        page = form[(form.IndexOf("://"u8) + 3)..];
        var end = page.IndexOfAny("/?:"u8) is >= 0 and var found ? found : page.Length;
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "mobile."])
        {
            // "m.com" is a host of its own.
            if (page.Length > prefix.Length && Ascii.Equals(page[..prefix.Length], prefix) && page[prefix.Length..end].Contains((byte)'.'))
            {
                page = page[prefix.Length..];
                end -= prefix.Length;
                break;
            }
        }

        Span<char> host = stackalloc char[32];
        if (end <= host.Length && Ascii.ToUtf16(page[..end], host, out var length) == System.Buffers.OperationStatus.Done && s_shortenerSpans.Contains(host[..length]))
        {
            return default;
        }

        return page[..end];
    }
}
