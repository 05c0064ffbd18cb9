using System.Buffers;
using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>
/// What of a text no comparison looked at: links, mentions and whatever else the profile takes away of markup. Found by normalising the text as it is shown, so that it is what was set aside and not what
/// looks like it. Keeps its buffers; one thread at a time.
/// </summary>
internal sealed class SetAside(TextProfile profile)
{
    // Each link, mention and hashtag has one; a letter that is set aside without, as the Arabic tatweel, is no markup.
    private static readonly SearchValues<char> s_signs = SearchValues.Create("@\uFF20#\uFF03:\uFF1A.\uFF0E");

    private readonly TextNormalizer _normalizer = new(profile);
    private readonly OffsetMap _offsets = new();

    /// <summary>Where it stands, in UTF-16 units, in order and apart from each other.</summary>
    public List<(int Start, int End)> Find(string text)
    {
        _normalizer.Normalize(text, _offsets, out _);
        var found = new List<(int Start, int End)>();
        var end = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var (from, to) = (_offsets[i].Start.Value, _offsets[i].End.Value);
            Add(found, text, end, from);
            end = Math.Max(end, to);
        }

        Add(found, text, end, text.Length);
        return found;
    }

    // The signs and spaces before it end the words before; those after it are no part of what was compared either.
    private static void Add(List<(int Start, int End)> found, string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start]) && text[start] is not ('@' or '\uFF20' or '#' or '\uFF03'))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        // What one character expands to shares its range.
        if (start >= end)
        {
            return;
        }

        var part = text.AsSpan(start, end - start);
        if (part.ContainsAny(s_signs) && part.ContainsAnyExcept(s_signs))
        {
            found.Add((start, end));
        }
    }
}
