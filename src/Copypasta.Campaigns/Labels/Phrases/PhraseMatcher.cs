using System.Runtime.InteropServices;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// Finds the phrases of all lists in a comparable text, in one pass. A phrase matches whole words, except where it says that the word goes on (<c>*</c>), and at edges of
/// Chinese, Japanese and Thai, which write no spaces between words. Phrases are normalised as texts are. Safe for concurrent use.
/// </summary>
/// <remarks>They are looked for only where a word can begin, by their first four characters, or two where they have no more than three: most words are passed over after one look.</remarks>
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

    private const int ShortBeginning = 2;
    private const int Beginning = 4;
    private const int PlaceBits = 14;

    private readonly Entry[]?[] _short = new Entry[1 << PlaceBits][];
    private readonly Entry[]?[] _long = new Entry[1 << PlaceBits][];

    private PhraseMatcher()
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        foreach ((var file, var kind) in s_files)
        {
            foreach (var phrase in PhraseFile.Read(file))
            {
                var goesOn = phrase.Text.EndsWith('*');
                var text = normalizer.Normalize(goesOn ? phrase.Text.AsSpan(..^1) : phrase.Text, out _).ToString();
                if (text.Length < ShortBeginning)
                {
                    throw new InvalidOperationException($"the list '{file}' has a phrase of fewer than two characters: '{phrase.Text}'");
                }

                ref var entries = ref text.Length < Beginning ? ref _short[ShortPlace(text)] : ref _long[Place(text)];
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
        for (var at = 0; at + ShortBeginning <= text.Length; at++)
        {
            if (at > 0 && text[at - 1] != ' ' && !IsUnspaced(text[at]))
            {
                continue;
            }

            found |= Of(_short[ShortPlace(text[at..])], text, at, found);
            if (at + Beginning <= text.Length)
            {
                found |= Of(_long[Place(text[at..])], text, at, found);
            }
        }

        return found;
    }

    /// <summary>The kinds of the phrases that stand at a place, but for those found already.</summary>
    private static PhraseKind Of(Entry[]? entries, ReadOnlySpan<char> text, int at, PhraseKind found)
    {
        var here = PhraseKind.None;
        foreach (var entry in entries.AsSpan())
        {
            if ((found & entry.Kind) == 0 && text[at..].StartsWith(entry.Text, StringComparison.Ordinal) && EndsWhole(text, at + entry.Text.Length, entry)
                && (entry.Kind != PhraseKind.Attribution || at <= Edge || text.Length - at - entry.Text.Length <= Edge))
            {
                here |= entry.Kind;
            }
        }

        return here;
    }

    // Fibonacci hashing of the first characters.
    private static int ShortPlace(ReadOnlySpan<char> text) => (int)((MemoryMarshal.Read<uint>(MemoryMarshal.AsBytes(text)) * 0x9E3779B9u) >> (32 - PlaceBits));

    private static int Place(ReadOnlySpan<char> text) => (int)((MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)) * 0x9E3779B97F4A7C15ul) >> (64 - PlaceBits));

    private static bool EndsWhole(ReadOnlySpan<char> text, int end, Entry entry) => entry.GoesOn || end == text.Length || text[end] == ' ' || IsUnspaced(text[end - 1]);

    // Thai, Kana and Han of the basic plane.
    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private readonly record struct Entry(string Text, bool GoesOn, PhraseKind Kind);
}
