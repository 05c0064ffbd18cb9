namespace Copypasta.Campaigns;

/// <summary>Addresses made comparable: scheme and host in lower case, no "www.", fragment, tracking parameters, user or trailing slash.</summary>
internal static class CanonicalLink
{
    private static readonly string[] s_tracking =
    [
        "utm_", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "igsh", "mc_cid", "mc_eid", "ref_src", "ref_url", "ncid", "cmpid", "ito", "ocid",
        "smid", "smtyp", "twclid", "_hsenc", "_hsmi", "mkt_tok", "spm", "vero_id", "s_cid", "source=tw", "soc_src", "soc_trk", "feature=youtu.be", "feature=share",
    ];

    private static readonly HashSet<string> s_shorteners = [.. PhraseFile.Lines("shorteners.txt")];

    /// <summary>The comparable address, without its scheme; null where it is none, or one of a service that shortens, which says nothing of where it leads.</summary>
    public static string? Of(string address)
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var host = Host(uri);
        if (s_shorteners.Contains(host))
        {
            return null;
        }

        var parameters = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !Array.Exists(s_tracking, t => p.StartsWith(t, StringComparison.OrdinalIgnoreCase)));
        var query = string.Join('&', parameters);
        return host + (uri.IsDefaultPort ? "" : ":" + uri.Port) + uri.AbsolutePath.TrimEnd('/') + (query.Length > 0 ? "?" + query : "");
    }

    /// <summary>The host of a comparable address.</summary>
    public static string HostOf(string canonical)
    {
        var end = canonical.AsSpan().IndexOfAny('/', '?', ':');
        return end < 0 ? canonical : canonical[..end];
    }

    private static string Host(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "mobile."])
        {
            // "m.com" is a host of its own.
            if (host.StartsWith(prefix, StringComparison.Ordinal) && host.AsSpan(prefix.Length).Contains('.'))
            {
                host = host[prefix.Length..];
                break;
            }
        }

        return host;
    }
}
