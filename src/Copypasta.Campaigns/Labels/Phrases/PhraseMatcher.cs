using System.Buffers;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// Finds the phrases of all lists in a comparable text, in one pass. A phrase matches whole words, except where it says that the word goes on (<c>*</c>), and at edges of
/// Chinese, Japanese and Thai, which write no spaces between words. Phrases are normalised as texts are. Safe for concurrent use.
/// </summary>
internal sealed class PhraseMatcher
{
    private static readonly (string File, PhraseKind Kind)[] s_files =
    [
        ("asks-to-be-copied.txt", PhraseKind.AsksToBeCopied), ("follow.txt", PhraseKind.Follow), ("share.txt", PhraseKind.Share), ("entry.txt", PhraseKind.Entry),
        ("addressee.txt", PhraseKind.Addressee), ("petition.txt", PhraseKind.Petition), ("severity.txt", PhraseKind.Severity), ("attribution.txt", PhraseKind.Attribution),
    ];

    private readonly Dictionary<char, List<Entry>> _byFirst = [];
    private readonly SearchValues<string> _any;

    private PhraseMatcher()
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach ((var file, var kind) in s_files)
        {
            foreach (var phrase in PhraseFile.Read(file))
            {
                var goesOn = phrase.Text.EndsWith('*');
                var text = normalizer.Normalize(goesOn ? phrase.Text.AsSpan(..^1) : phrase.Text, out _).ToString();
                texts.Add(text);
                if (!_byFirst.TryGetValue(text[0], out var entries))
                {
                    _byFirst.Add(text[0], entries = []);
                }

                entries.Add(new Entry(text, goesOn, kind));
            }
        }

        _any = SearchValues.Create([.. texts], StringComparison.Ordinal);
    }

    public static PhraseMatcher Instance { get; } = new();

    /// <summary>The lists of which the text has a phrase.</summary>
    /// <param name="text">Comparable text of the profile <c>social</c>.</param>
    public PhraseKind Find(ReadOnlySpan<char> text)
    {
        var found = PhraseKind.None;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(_any);
            if (next < 0)
            {
                break;
            }

            at += next;
            foreach (var entry in _byFirst[text[at]])
            {
                if ((found & entry.Kind) == 0 && text[at..].StartsWith(entry.Text, StringComparison.Ordinal) && IsWhole(text, at, entry))
                {
                    found |= entry.Kind;
                }
            }
        }

        return found;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int start, Entry entry)
    {
        var end = start + entry.Text.Length;
        return (start == 0 || text[start - 1] == ' ' || IsUnspaced(text[start]))
            && (entry.GoesOn || end == text.Length || text[end] == ' ' || IsUnspaced(text[end - 1]));
    }

    // Thai, Kana and Han of the basic plane.
    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private readonly record struct Entry(string Text, bool GoesOn, PhraseKind Kind);
}
