using System.Text;

namespace Copypasta.Campaigns;

/// <summary>What a piece of a compared text is.</summary>
public enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>In the compared text only.</summary>
    Added,

    /// <summary>In the reference only.</summary>
    Missing,
}

/// <summary>A run of words of the same kind, with the white space after them.</summary>
public readonly record struct DiffPiece(DiffKind Kind, string Text);

/// <summary>
/// Which words of a text differ from a reference: a shortest edit script over words by E. W. Myers, "An O(ND) Difference Algorithm
/// and Its Variations", Algorithmica 1986. A Han, Kana or Thai character is a word, since those scripts put no spaces between words.
/// </summary>
/// <remarks>Texts more than <see cref="MaxEdits"/> edits apart are marked as differing from the first to the last differing word.</remarks>
public sealed class WordDiff
{
    /// <summary>Bounds time and memory: at most this number squared of steps.</summary>
    public const int MaxEdits = 200;

    // The furthest x on diagonal k after d edits is at d² + d + k: d runs over 2d + 1 diagonals, and 1 + 3 + … + (2d - 1) = d².
    private readonly int[] _furthest = new int[(MaxEdits + 1) * (MaxEdits + 1)];

    /// <summary>The pieces of both texts in reading order; where words were replaced, the missing ones come first.</summary>
    public List<DiffPiece> Compare(string reference, string text)
    {
        var a = Words(reference);
        var b = Words(text);
        int start = 0, endA = a.Count, endB = b.Count;
        while (start < endA && start < endB && Equal(reference, a[start], text, b[start]))
        {
            start++;
        }

        while (endA > start && endB > start && Equal(reference, a[endA - 1], text, b[endB - 1]))
        {
            endA--;
            endB--;
        }

        var missing = new bool[a.Count];
        var added = new bool[b.Count];
        missing.AsSpan(start, endA - start).Fill(true);
        added.AsSpan(start, endB - start).Fill(true);
        Match(reference, a, start, endA, text, b, start, endB, missing, added);
        return Pieces(reference, a, missing, text, b, added);
    }

    private void Match(string reference, List<Word> a, int startA, int endA, string text, List<Word> b, int startB, int endB, bool[] missing, bool[] added)
    {
        int n = endA - startA, m = endB - startB;
        for (var d = 0; d <= MaxEdits && d <= n + m; d++)
        {
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0 : Step(d, k, n, m, out _);
                while (x >= 0 && x < n && x - k < m && Equal(reference, a[startA + x], text, b[startB + x - k]))
                {
                    x++;
                }

                _furthest[(d * d) + d + k] = x;
                if (x == n && x - k == m)
                {
                    Trace(d, n, m, missing.AsSpan(startA, n), added.AsSpan(startB, m));
                    return;
                }
            }
        }
    }

    // Where diagonal k is entered by the d-th edit: from k + 1 by taking a word of b, or from k - 1 by leaving out one of a.
    private int Step(int d, int k, int n, int m, out int from)
    {
        var row = ((d - 1) * (d - 1)) + d - 1;
        var down = k + 1 <= d - 1 ? _furthest[row + k + 1] : -1;
        if (down - k > m)
        {
            down = -1;
        }

        var right = k - 1 >= 1 - d ? _furthest[row + k - 1] : -1;
        right = right < 0 || right >= n ? -1 : right + 1;
        from = down >= right ? k + 1 : k - 1;
        return Math.Max(down, right);
    }

    private void Trace(int d, int n, int m, Span<bool> missing, Span<bool> added)
    {
        int x = n, k = n - m;
        for (; d >= 0; d--)
        {
            var from = 0;
            var entry = d == 0 ? 0 : Step(d, k, n, m, out from);
            for (; x > entry; x--)
            {
                missing[x - 1] = false;
                added[x - 1 - k] = false;
            }

            if (d > 0)
            {
                x = from == k + 1 ? entry : entry - 1;
                k = from;
            }
        }
    }

    private static List<DiffPiece> Pieces(string reference, List<Word> a, bool[] missing, string text, List<Word> b, bool[] added)
    {
        var pieces = new List<DiffPiece>();
        var run = new StringBuilder();
        var kind = DiffKind.Same;
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            if (i < a.Count && missing[i])
            {
                Append(DiffKind.Missing, reference, a[i++]);
            }
            else if (j < b.Count && added[j])
            {
                Append(DiffKind.Added, text, b[j++]);
            }
            else
            {
                Append(DiffKind.Same, text, b[j++]);
                i++;
            }
        }

        Close();
        return pieces;

        void Append(DiffKind next, string source, Word word)
        {
            if (next != kind)
            {
                Close();
            }

            kind = next;
            run.Append(source, word.Start, word.End - word.Start);
        }

        void Close()
        {
            if (run.Length > 0)
            {
                pieces.Add(new DiffPiece(kind, run.ToString()));
            }

            run.Clear();
        }
    }

    private static bool Equal(string a, Word wordA, string b, Word wordB) =>
        a.AsSpan(wordA.Start, wordA.Length).SequenceEqual(b.AsSpan(wordB.Start, wordB.Length));

    // White space belongs to the word before it (at the beginning, to an empty word), so the words put together are the text.
    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (IsWord(text[i]))
            {
                i++;
            }
            else
            {
                while (i < text.Length && !IsWord(text[i]) && !char.IsWhiteSpace(text[i]))
                {
                    i++;
                }
            }

            var length = i - start;
            while (i < text.Length && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            words.Add(new Word(start, length, i));
        }

        return words;
    }

    private static bool IsWord(char c) => c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private readonly record struct Word(int Start, int Length, int End);
}
