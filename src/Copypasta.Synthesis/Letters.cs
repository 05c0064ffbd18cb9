namespace Copypasta.Synthesis;

/// <summary>Simple case mapping with the Turkish i, and the look-alikes of Latin and Cyrillic.</summary>
internal static class Letters
{
    private const string Latin = "aceopxyijsABCEHIKMOPSTX";
    private const string Cyrillic = "асеорхуіјѕАВСЕНІКМОРЅТХ";

    public static char ToUpper(char c, bool turkic) => turkic && c == 'i' ? 'İ' : c == 'ı' ? 'I' : char.ToUpperInvariant(c);

    public static char ToLower(char c, bool turkic) => turkic && c == 'I' ? 'ı' : c == 'İ' ? 'i' : char.ToLowerInvariant(c);

    /// <summary>The look-alike of the other script, or the character itself where there is none.</summary>
    public static char LookAlike(char c)
    {
        var latin = Latin.IndexOf(c, StringComparison.Ordinal);
        if (latin >= 0)
        {
            return Cyrillic[latin];
        }

        var cyrillic = Cyrillic.IndexOf(c, StringComparison.Ordinal);
        return cyrillic >= 0 ? Latin[cyrillic] : c;
    }
}
