using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// Finds the phrases of all lists in a comparable text, in one pass. A phrase matches whole words, except where it says that the word goes on (<c>*</c>), and at edges of
/// Chinese, Japanese and Thai, which write no spaces between words. Phrases are normalised as texts are. Safe for concurrent use.
/// </summary>
/// <remarks>They are looked for only where a word can begin, by their first two characters: most words are passed over after one look.</remarks>
internal sealed class PhraseMatcher
{
    private static readonly (string File, PhraseKind Kind)[] s_files =
    [
        ("asks-to-be-copied.txt", PhraseKind.AsksToBeCopied), ("follow.txt", PhraseKind.Follow), ("share.txt", PhraseKind.Share), ("entry.txt", PhraseKind.Entry),
        ("addressee.txt", PhraseKind.Addressee), ("petition.txt", PhraseKind.Petition), ("severity.txt", PhraseKind.Severity), ("attribution.txt", PhraseKind.Attribution),
        ("copy.txt", PhraseKind.Copy), ("paste.txt", PhraseKind.Paste),
    ];

    // Whose words these are is said in so many characters from the beginning or end; within, the same words are about something else.
    private const int Edge = 40;

    private readonly Entry[]?[] _byBeginning = new Entry[1 << 16][];

    private PhraseMatcher()
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        foreach ((var file, var kind) in s_files)
        {
            foreach (var phrase in PhraseFile.Read(file))
            {
                var goesOn = phrase.Text.EndsWith('*');
                var text = normalizer.Normalize(goesOn ? phrase.Text.AsSpan(..^1) : phrase.Text, out _).ToString();
                if (text.Length < 2)
                {
                    throw new InvalidOperationException($"the list '{file}' has a phrase of fewer than two characters: '{phrase.Text}'");
                }

                ref var entries = ref _byBeginning[Place(text[0], text[1])];
                entries = [.. entries ?? [], new Entry(text, goesOn, kind)];
            }
        }
    }

    public static PhraseMatcher Instance { get; } = new();

    /// <summary>The lists of which the text has a phrase.</summary>
    /// <param name="text">Comparable text of the profile <c>social</c>.</param>
    public PhraseKind Find(ReadOnlySpan<char> text)
    {
        var found = PhraseKind.None;
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if ((at > 0 && text[at - 1] != ' ' && !IsUnspaced(text[at])) || _byBeginning[Place(text[at], text[at + 1])] is not { } entries)
            {
                continue;
            }

            foreach (var entry in entries)
            {
                if ((found & entry.Kind) == 0 && text[at..].StartsWith(entry.Text, StringComparison.Ordinal) && EndsWhole(text, at + entry.Text.Length, entry)
                    && (entry.Kind != PhraseKind.Attribution || at <= Edge || text.Length - at - entry.Text.Length <= Edge))
                {
                    found |= entry.Kind;
                }
            }
        }

        return found;
    }

    private static int Place(char first, char second) => ((first * 0x9E5) + second) & 0xFFFF;

    private static bool EndsWhole(ReadOnlySpan<char> text, int end, Entry entry) => entry.GoesOn || end == text.Length || text[end] == ' ' || IsUnspaced(text[end - 1]);

    // Thai, Kana and Han of the basic plane.
    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private readonly record struct Entry(string Text, bool GoesOn, PhraseKind Kind);
}
