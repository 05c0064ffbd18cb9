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
    private const int MostSalutationWords = 4;

    // What differs behind them may be noise of two copies.
    private const int SignatureWords = 2;
    private const int FewestSignatures = 3;
    private const int SignedPercent = 50;
    private const int ApartPercent = 50;

    private static readonly Hashing.TextNormalizer s_normalizer = new(Hashing.TextProfile.Social); // for the lists, while they are read
    private static readonly Dictionary<string, Salutation[]>.AlternateLookup<ReadOnlySpan<char>> s_byFirstWord = PhraseFile.Read("salutation.txt")
        .Select(p => new Salutation(Comparable(p.Text.TrimStart('^')).Split(' '), p.Text[0] == '^'))
        .GroupBy(s => s.Words[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_offices = PhraseFile.Read("office.txt").Where(p => !p.Text.Contains('*')).Select(p => Comparable(p.Text)).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly string[] s_officeBeginnings = [.. PhraseFile.Read("office.txt").Where(p => p.Text[^1] == '*').Select(p => Comparable(p.Text[..^1])).Distinct()];
    private static readonly string[] s_officeEndings = [.. PhraseFile.Read("office.txt").Where(p => p.Text[0] == '*').Select(p => Comparable(p.Text[1..])).Distinct()];
    private static readonly string[] s_closings = [.. PhraseFile.Read("closing.txt").Select(p => $" {Comparable(p.Text)} ").Distinct()];
    private static readonly SearchValues<string> s_anyClosing = SearchValues.Create(s_closings, StringComparison.Ordinal);

    /// <summary>Whether a comparable text begins by addressing an office.</summary>
    public static bool IsAddressed(ReadOnlySpan<char> text)
    {
        Span<Range> words = stackalloc Range[MostBefore + MostBetween + MostSalutationWords];
        words = words[..text.Split(words, ' ')];
        for (var at = 0; at < Math.Min(MostBefore, words.Length); at++)
        {
            if (!s_byFirstWord.TryGetValue(text[words[at]], out var salutations))
            {
                continue;
            }

            foreach (var salutation in salutations)
            {
                if ((!salutation.IsFirst || at == 0) && Begin(text, words[at..], salutation.Words) && HaveOffice(text, words[(at + salutation.Words.Length)..]))
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

    private static bool Begin(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, string[] with)
    {
        if (words.Length < with.Length)
        {
            return false;
        }

        for (var i = 0; i < with.Length; i++)
        {
            if (!text[words[i]].SequenceEqual(with[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HaveOffice(ReadOnlySpan<char> text, ReadOnlySpan<Range> words)
    {
        foreach (var range in words[..Math.Min(MostBetween, words.Length)])
        {
            if (IsOffice(text[range]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOffice(ReadOnlySpan<char> word)
    {
        if (s_offices.Contains(word))
        {
            return true;
        }

        foreach (var beginning in s_officeBeginnings)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (var ending in s_officeEndings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Comparable(string text) => s_normalizer.Normalize(text, out _).ToString();

    /// <param name="Words">Of a comparable text.</param>
    /// <param name="IsFirst">Whether it is one only where a text begins with it.</param>
    private sealed record Salutation(string[] Words, bool IsFirst);
}
