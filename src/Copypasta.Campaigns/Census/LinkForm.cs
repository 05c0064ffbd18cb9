using System.Text;

namespace Copypasta.Campaigns;

/// <summary>
/// Links made comparable: scheme and host in lower case, a missing scheme http, without user, the scheme's own port, fragment and parameters that only say where a reader came from. All else stays: what a
/// server takes for the same page only it knows.
/// </summary>
internal static class LinkForm
{
    // Set by advertisers, mailers, publishers and share buttons; none chooses what is shown. Those of Google Analytics all begin alike.
    private static readonly HashSet<string> s_tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok",
        "vero_id", "oly_anon_id", "oly_enc_id", "ref_src", "ref_url", "s_cid", "cmpid", "ncid", "ito", "ocid", "smid", "smtyp", "spm", "soc_src", "soc_trk",
    };

    // These names choose what is shown with other values.
    private static readonly HashSet<string> s_trackingValues = new(StringComparer.OrdinalIgnoreCase) { "feature=share", "feature=youtu.be", "source=tw", "source=twitter" };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_trackingSpans = s_tracking.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_trackingValueSpans = s_trackingValues.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the comparable form of a link; nothing where it names no host, or is none of the web.</summary>
    public static void Add(ReadOnlySpan<byte> link, WordList links)
    {
        var room = links.Reserve(link.Length + 8);
        var used = 0;
        var isSecure = false;
        if (link.IndexOf("://"u8) is >= 0 and var colon)
        {
            isSecure = Ascii.EqualsIgnoreCase(link[..colon], "https"u8);
            if (!isSecure && !Ascii.EqualsIgnoreCase(link[..colon], "http"u8))
            {
                return;
            }

            link = link[(colon + 3)..];
        }

        Append(isSecure ? "https://"u8 : "http://"u8, room, ref used);
        var end = link.IndexOfAny("/?#"u8) is >= 0 and var found ? found : link.Length;
        if (!AppendHost(link[..end], isSecure, room, ref used))
        {
            return;
        }

        link = link[end..];
        link = link.IndexOf((byte)'#') is >= 0 and var fragment ? link[..fragment] : link;
        var query = link.IndexOf((byte)'?') is >= 0 and var mark ? mark : link.Length;
        Append(query == 0 ? "/"u8 : link[..query], room, ref used);
        if (query < link.Length)
        {
            AppendQuery(link[(query + 1)..], room, ref used);
        }

        links.Commit(used);
    }

    private static bool AppendHost(ReadOnlySpan<byte> authority, bool isSecure, Span<byte> room, ref int used)
    {
        authority = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        var port = authority.LastIndexOf((byte)':');

        // A colon within brackets is one of an address of IP version 6.
        var host = port < 0 || authority[port..].Contains((byte)']') ? authority : authority[..port];
        var portText = authority[host.Length..];
        host = host.TrimEnd((byte)'.');
        if (host.IsEmpty || host.ContainsAny((byte)' ', (byte)'\t', (byte)'\n') || (portText.Length > 1 && portText[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')))
        {
            return false;
        }

        used += Ascii.ToLower(host, room[used..], out var written) == System.Buffers.OperationStatus.Done ? written : CopyLower(host, room[used..]);
        if (portText.Length > 1 && !portText.SequenceEqual(isSecure ? ":443"u8 : ":80"u8))
        {
            Append(portText, room, ref used);
        }

        return true;
    }

    /// <summary>Lower case of what is ASCII in a host that is not all of it.</summary>
    private static int CopyLower(ReadOnlySpan<byte> host, Span<byte> room)
    {
        for (var i = 0; i < host.Length; i++)
        {
            room[i] = host[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(host[i] | 0x20) : host[i];
        }

        return host.Length;
    }

    private static void AppendQuery(ReadOnlySpan<byte> query, Span<byte> room, ref int used)
    {
        var separator = "?"u8;
        while (!query.IsEmpty)
        {
            var end = query.IndexOf((byte)'&') is >= 0 and var found ? found : query.Length;
            var parameter = query[..end];
            query = query[Math.Min(query.Length, end + 1)..];

            // Texts that come as HTML have "&amp;" between parameters.
            parameter = parameter.StartsWith("amp;"u8) ? parameter[4..] : parameter;
            if (parameter.IsEmpty || IsTracking(parameter))
            {
                continue;
            }

            Append(separator, room, ref used);
            Append(parameter, room, ref used);
            separator = "&"u8;
        }
    }

    private static bool IsTracking(ReadOnlySpan<byte> parameter)
    {
        var name = parameter.IndexOf((byte)'=') is >= 0 and var equals ? parameter[..equals] : parameter;
        if (name.Length > 4 && Ascii.EqualsIgnoreCase(name[..4], "utm_"u8))
        {
            return true;
        }

        return Has(s_trackingSpans, name) || (name.Length < parameter.Length && Has(s_trackingValueSpans, parameter));
    }

    private static bool Has(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> set, ReadOnlySpan<byte> word)
    {
        Span<char> letters = stackalloc char[16];
        return word.Length <= letters.Length && Ascii.ToUtf16(word, letters, out var count) == System.Buffers.OperationStatus.Done && set.Contains(letters[..count]);
    }

    private static void Append(ReadOnlySpan<byte> bytes, Span<byte> room, ref int used)
    {
        bytes.CopyTo(room[used..]);
        used += bytes.Length;
    }
}
