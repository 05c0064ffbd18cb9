using System.Text.RegularExpressions;

namespace Copypasta.Campaigns;

/// <summary>Numbers of dockets and proceedings. regulations.gov: agency, office, year, number (EPA-HQ-OAR-2013-0602); the FCC: WC Docket No. 17-108.</summary>
internal static partial class DocketNumber
{
    /// <summary>The first such number of a text, in upper case; null where there is none.</summary>
    public static string? Find(string raw) => MayName(raw) && Pattern().Match(raw) is { Success: true } match ? match.Value.ToUpperInvariant() : null;

    /// <summary>The first petition of a text that is given with its number, in upper case; null where there is none.</summary>
    public static string? FindPetition(string raw) => raw.AsSpan().ContainsAnyInRange('0', '9') && Petitions().Match(raw) is { Success: true } match ? $"{match.Groups["word"].Value} {match.Groups["number"].Value}".ToUpperInvariant() : null;

    // Each has a hyphen between, at the least, a letter or digit and two digits.
    private static bool MayName(ReadOnlySpan<char> raw)
    {
        for (var at = raw.IndexOf('-'); at >= 0 && at + 1 < raw.Length;)
        {
            if (char.IsDigit(raw[at + 1]) && at > 0 && char.IsLetterOrDigit(raw[at - 1]))
            {
                return true;
            }

            var next = raw[(at + 1)..].IndexOf('-');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    [GeneratedRegex(@"\b[A-Z]{2,6}(-[A-Z]{2,6}){0,3}-(19|20)\d\d-\d{4}\b|\b(docket|proceeding)( (no\.?|number|#))? ?\d\d-\d{1,4}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(
        @"(?<word>petition|pétition|petición|petición popular|petição|abaixo-assinado|petizione|petycj\p{L}*|petice|petici|petíci\p{L}*|petitie|petitionen|петици\p{L}*|петиці\p{L}*|обращени\p{L}*|звернення|инициатив\p{L}*|peticij\p{L}*|peticio|dilekçe|bill|house bill|senate bill|proposition|proposal|initiative|請願|请愿)[ \u00A0]*((no|nr|num|núm|n)?[.°º]?|number|numero|número|numéro|nummer|№|#|č\.|id)?[ \u00A0]*(?<number>\d[\d/.-]*\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Petitions();
}
