using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>The hashtags that may be passed on: words that several accounts used, and which are no account's name. What a column of hashtags holds besides, as addresses or lists, is none.</summary>
internal static class SharedHashtags
{
    private const int LongestName = 256;

    public static HashSet<string> Of(DetectionResult result, Census census)
    {
        var hashtags = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < census.Hashtags.Count; row++)
        {
            if (census.Hashtags[row].Accounts >= Sharing.FewestAccounts && Encoding.UTF8.GetString(census.Hashtags.Word(row)) is var word && IsWord(word))
            {
                hashtags.Add(word);
            }
        }

        // As hashtags are compared: NFKC_Casefold.
        var folding = new TextNormalizer(TextProfile.Custom(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Case));
        foreach (var account in census.Accounts)
        {
            Remove(result.Posts.Authors[account.Account]);
            Remove(account.Handle);
        }

        return hashtags;

        void Remove(ReadOnlySpan<byte> name)
        {
            if (name.Length is 0 or > LongestName)
            {
                return;
            }

            // A name of one server or domain stands before its @ or full stop, one of a forum after u/, and a name of several words is a hashtag without blanks.
            var whole = Encoding.UTF8.GetString(folding.Normalize(name, out _)).TrimStart('@', '#');
            var last = whole[(whole.LastIndexOf('/') + 1)..];
            foreach (var one in new[] { whole, last, last.Split('@')[0], last.Split('.')[0], string.Concat(last.Where(c => !char.IsWhiteSpace(c))) })
            {
                hashtags.Remove(one);
            }
        }
    }

    private static bool IsWord(string word) => word.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '_'
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
}
