using System.Buffers;

namespace Copypasta.Campaigns;

/// <summary>
/// How letters begin and end: a salutation and, a few words on, an office; a closing formula, or the sender's introduction of himself, and a name. For languages that write spaces between words; the others' forms of address
/// are whole phrases (<c>addressee.txt</c>). Words are compared in comparable texts.
/// </summary>
internal static class Letters
{
    // A salutation begins within so many words, and the office stands within so many behind it.
    private const int MostBefore = 6;
    private const int MostBetween = 6;

    // What differs behind them may be noise of two copies.
    private const int SignatureWords = 2;
    private const int FewestSignatures = 3;
    private const int SignedPercent = 50;
    private const int ApartPercent = 50;

    private static readonly (string[] Words, bool IsFirst)[] s_salutations = [.. PhraseFile.Read("salutation.txt").Select(p => (Comparable(p.Text.TrimStart('^')).Split(' '), p.Text[0] == '^'))];
    private static readonly ILookup<string, (string[] Words, bool IsFirst)> s_byFirstWord = s_salutations.ToLookup(s => s.Words[0]);
    private static readonly HashSet<string> s_offices = [.. PhraseFile.Read("office.txt").Where(p => !p.Text.Contains('*')).Select(p => Comparable(p.Text))];
    private static readonly string[] s_officeBeginnings = [.. PhraseFile.Read("office.txt").Where(p => p.Text[^1] == '*').Select(p => Comparable(p.Text[..^1])).Distinct()];
    private static readonly string[] s_officeEndings = [.. PhraseFile.Read("office.txt").Where(p => p.Text[0] == '*').Select(p => Comparable(p.Text[1..])).Distinct()];
    private static readonly string[] s_closings = [.. PhraseFile.Read("closing.txt").Select(p => $" {Comparable(p.Text)} ").Distinct()];
    private static readonly SearchValues<string> s_anyClosing = SearchValues.Create(s_closings, StringComparison.Ordinal);

    /// <summary>Whether a comparable text begins by addressing an office.</summary>
    public static bool IsAddressed(string text)
    {
        var words = text.Split(' ', MostBefore + MostBetween + 4);
        for (var at = 0; at < Math.Min(MostBefore, words.Length); at++)
        {
            foreach ((var salutation, var isFirst) in s_byFirstWord[words[at]])
            {
                if ((isFirst && at > 0) || !words.AsSpan(at).StartsWith(salutation))
                {
                    continue;
                }

                var behind = at + salutation.Length;
                if (words.Skip(behind).Take(MostBetween).Any(IsOffice))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether most posts close or introduce themselves as letters do, and their senders' names differ.</summary>
    public static bool AreSignedApart(ReadOnlySpan<PostTraits> posts)
    {
        var signatures = new HashSet<string>(StringComparer.Ordinal);
        var signed = 0;
        foreach (var post in posts)
        {
            if (Signature(post.Text.Normalized) is { } signature)
            {
                signed++;
                signatures.Add(signature);
            }
        }

        return signatures.Count >= FewestSignatures && signed * 100L >= (long)SignedPercent * posts.Length && signatures.Count * 100L >= (long)ApartPercent * signed;
    }

    private static string? Signature(string text)
    {
        var at = text.AsSpan().IndexOfAny(s_anyClosing);
        if (at < 0)
        {
            return null;
        }

        var closing = s_closings.Where(c => text.AsSpan(at).StartsWith(c)).MaxBy(c => c.Length)!;
        var rest = text[(at + closing.Length)..].Split(' ', SignatureWords + 1);
        return string.Join(' ', rest.Take(SignatureWords));
    }

    private static bool IsOffice(string word) => s_offices.Contains(word)
        || Array.Exists(s_officeBeginnings, beginning => word.StartsWith(beginning, StringComparison.Ordinal)) || Array.Exists(s_officeEndings, ending => word.EndsWith(ending, StringComparison.Ordinal));

    private static string Comparable(string text) => new Hashing.TextNormalizer(Hashing.TextProfile.Social).Normalize(text, out _).ToString();
}
