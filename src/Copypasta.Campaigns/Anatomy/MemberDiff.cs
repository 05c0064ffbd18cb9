using System.Globalization;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>What is pointed out where two texts differ.</summary>
public enum DiffPointKind
{
    /// <summary>The numbers differ.</summary>
    Number,

    /// <summary>One has a negation, or more of them: "are grey" and "are not grey".</summary>
    Negation,

    /// <summary>Both read the same: letter case, look-alikes, invisible characters, marks or punctuation differ.</summary>
    Writing,
}

/// <summary>Something to point out in a comparison.</summary>
/// <param name="Kind">What.</param>
/// <param name="Piece">The first piece of the change: its index in <see cref="MemberDiff.Pieces"/>.</param>
/// <param name="Reference">What the reference has: numbers or negations, in order, with a space between; empty for <see cref="DiffPointKind.Writing"/>.</param>
/// <param name="Text">What the compared text has.</param>
public readonly record struct DiffPoint(DiffPointKind Kind, int Piece, string Reference, string Text);

/// <summary>A text compared with a reference.</summary>
/// <param name="Pieces">Both texts in reading order.</param>
/// <param name="Points">What is pointed out, by piece, then kind.</param>
public sealed record MemberDiff(IReadOnlyList<DiffPiece> Pieces, IReadOnlyList<DiffPoint> Points);

/// <summary>Compares members of a cluster with its exemplar, on raw text. Holds its buffers; not safe for concurrent use.</summary>
public sealed class MemberComparison
{
    private static readonly TextProfile s_reading = TextProfile.Custom(
        TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Marks | TextSteps.LookAlikes | TextSteps.Case | TextSteps.Punctuation | TextSteps.WhiteSpace);

    private readonly WordDiff _diff = new();
    private readonly TextNormalizer _normalizer = new(s_reading);

    /// <summary>Compares a text with a reference.</summary>
    public MemberDiff Compare(string reference, string text)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(text);
        var pieces = _diff.Compare(reference, text);
        var points = new List<DiffPoint>();
        var (numbersHere, numbersThere) = (Numbers(reference), Numbers(text));
        var (negationsHere, negationsThere) = (Negations.Find(reference), Negations.Find(text));
        int here = 0, there = 0;
        for (var i = 0; i < pieces.Count;)
        {
            var piece = i;
            var (startHere, startThere) = (here, there);
            for (; i < pieces.Count && pieces[i].Kind != DiffKind.Same; i++)
            {
                here += pieces[i].Kind == DiffKind.Missing ? pieces[i].Text.Length : 0;
                there += pieces[i].Kind == DiffKind.Added ? pieces[i].Text.Length : 0;
            }

            if (i == piece)
            {
                here = SameEnd(reference, here, pieces[i].Text);
                there += pieces[i++].Text.Length;
                continue;
            }

            Point(DiffPointKind.Number, Within(reference, numbersHere, startHere, here), Within(text, numbersThere, startThere, there));
            Point(DiffPointKind.Negation, Within(reference, negationsHere, startHere, here), Within(text, negationsThere, startThere, there));
            if (here > startHere && there > startThere && ReadsTheSame(reference[startHere..here], text[startThere..there]))
            {
                points.Add(new DiffPoint(DiffPointKind.Writing, piece, "", ""));
            }

            void Point(DiffPointKind kind, List<string> inReference, List<string> inText)
            {
                var differ = kind == DiffPointKind.Negation ? inReference.Count != inText.Count
                    : !inReference.Select(AsciiDigits).Order(StringComparer.Ordinal).SequenceEqual(inText.Select(AsciiDigits).Order(StringComparer.Ordinal));
                if (differ)
                {
                    points.Add(new DiffPoint(kind, piece, string.Join(' ', inReference), string.Join(' ', inText)));
                }
            }
        }

        return new MemberDiff(pieces, points);
    }

    // Where words that are in both end in the reference, where other white space may stand between them.
    private static int SameEnd(string reference, int start, string piece)
    {
        var letters = piece.Count(c => !char.IsWhiteSpace(c));
        for (; start < reference.Length && (letters > 0 || char.IsWhiteSpace(reference[start])); start++)
        {
            letters -= char.IsWhiteSpace(reference[start]) ? 0 : 1;
        }

        return start;
    }

    // Those that overlap a change.
    private static List<string> Within(string text, List<Range> found, int start, int end) =>
        [.. found.Where(range => range.Start.Value < end && range.End.Value > start).Select(range => text[range])];

    // Digits of any script, and the points and commas among them; none of links, names and tags.
    private static List<Range> Numbers(string text)
    {
        var found = new List<Range>();
        var tokens = new List<TextToken>();
        var utf8 = Encoding.UTF8.GetBytes(text);
        TextTokenizer.Cut(utf8, tokens);
        int bytes = 0, units = 0;
        foreach (var token in tokens)
        {
            if (token.Kind is not (TokenKind.Number or TokenKind.Word))
            {
                continue;
            }

            units += Encoding.UTF8.GetCharCount(utf8.AsSpan(bytes, token.Start - bytes));
            bytes = token.Start;
            if (char.IsDigit(text[units]))
            {
                var length = Encoding.UTF8.GetCharCount(utf8.AsSpan(token.Start, token.End - token.Start));
                found.Add(units..(units + length));
            }
        }

        return found;
    }

    private static string AsciiDigits(string number) =>
        string.Concat(number.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c));

    private bool ReadsTheSame(string reference, string text)
    {
        var read = _normalizer.Normalize(reference, out _).ToString();
        return _normalizer.Normalize(text, out _).SequenceEqual(read);
    }
}
