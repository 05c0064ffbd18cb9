namespace Copypasta.Campaigns;

/// <summary>
/// Global alignment of two token sequences at least cost, with affine gaps: O. Gotoh, "An improved algorithm for matching biological sequences", J. Mol. Biol.
/// 1982. A gap costs more to open than to go on with, so a value of several words stays in one piece; places of the model that texts do not agree on take anything at
/// little cost, so that the words around them are what the texts are aligned by. Texts are often cut off: what the model has beyond the end of a text costs no opening.
/// </summary>
/// <remarks>
/// Within a band around the diagonal, so time and memory are bounded; beyond the band an alignment is still valid, but perhaps not the cheapest. Holds its buffers; not safe for concurrent use.
/// </remarks>
internal sealed class TokenAlignment
{
    /// <summary>How far the band reaches on each side of what the difference in length asks for.</summary>
    public const int Band = 64;

    private const int Substitution = 5, Open = 2, Extend = 2, Free = 1, Far = 1 << 28;

    // A common end of fewer tokens may be a full stop that a text cut off at an earlier one has, too.
    private const int SureEnd = 4;

    // Bits of a step: where the best way into a cell comes from, and whether a gap that ends there was opened there.
    private const byte FromDelete = 1, FromInsert = 2, DeleteOpens = 4, InsertOpens = 8;

    private byte[] _steps = [];
    private int[] _best = [];
    private int[] _delete = [];

    /// <summary>Which token of <paramref name="text"/> stands for each of <paramref name="model"/>: its position, or -1 where there is none.</summary>
    /// <remarks>Positions increase. Tokens that stand for none are insertions; two tokens that stand for one another may differ.</remarks>
    /// <param name="model">The model's tokens.</param>
    /// <param name="isFree">Its 2L + 1 places (see <see cref="AlignedTexts"/>): whether each takes anything.</param>
    /// <param name="text">The text's tokens.</param>
    /// <param name="partner">Is overwritten; as long as the model.</param>
    public void Align(ReadOnlySpan<int> model, ReadOnlySpan<bool> isFree, ReadOnlySpan<int> text, Span<int> partner)
    {
        var start = model.CommonPrefixLength(text);
        for (var i = 0; i < start; i++)
        {
            partner[i] = i;
        }

        var end = 0;
        while (end < Math.Min(model.Length, text.Length) - start && model[^(end + 1)] == text[^(end + 1)])
        {
            end++;
        }

        end = end < SureEnd ? 0 : end;
        for (var i = 1; i <= end; i++)
        {
            partner[^i] = text.Length - i;
        }

        AlignMiddle(model[start..^end], isFree[(2 * start)..^(2 * end)], text[start..^end], partner[start..^end], start, end == 0);
    }

    private void AlignMiddle(ReadOnlySpan<int> model, ReadOnlySpan<bool> isFree, ReadOnlySpan<int> text, Span<int> partner, int offset, bool isEnd)
    {
        int n = model.Length, m = text.Length;
        partner.Fill(-1);
        if (n == 0 || m == 0)
        {
            return;
        }

        // Cell (i, j) is kept at column j - i + shift of row i.
        int shift = Band + Math.Max(0, n - m), width = Band + Math.Max(0, m - n) + shift + 1;
        Reserve(n, m, width);
        for (var i = 0; i <= n; i++)
        {
            Row(i, i == 0 ? 0 : model[i - 1], i > 0 && isFree[(2 * i) - 1], isFree[2 * i], text, shift, width, isEnd);
        }

        Trace(n, m, shift, width, partner, offset);
    }

    private void Reserve(int n, int m, int width)
    {
        var cells = (n + 1) * width;
        if (_steps.Length < cells)
        {
            _steps = new byte[cells];
        }

        if (_best.Length < m + 2)
        {
            _best = new int[m + 2];
            _delete = new int[m + 2];
        }

        _best.AsSpan(0, m + 1).Fill(Far);
        _delete.AsSpan(0, m + 1).Fill(Far);
    }

    // Before row i, _best[j] is the least cost of (i - 1, j) and _delete[j] that of the ways there that end by leaving out a token of the model.
    private void Row(int i, int token, bool isFree, bool freeFollows, ReadOnlySpan<int> text, int shift, int width, bool isEnd)
    {
        int first = Math.Max(0, i - shift), last = Math.Min(text.Length, i - shift + width - 1);
        int other = isFree ? Free : Substitution, same = isFree ? Free : 0;
        var insertOpens = freeFollows ? Extend : Open + Extend;
        var diagonal = i > 0 && first > 0 ? _best[first - 1] : Far;
        var insert = Far;
        var left = Far;
        var steps = _steps.AsSpan((i * width) + first - i + shift, last - first + 1);
        for (var j = first; j <= last; j++)
        {
            if (i == 0 && j == 0)
            {
                (_best[0], left, steps[0]) = (0, 0, 0);
                continue;
            }

            // What lies above the band's last cell of the row before was never computed.
            var above = i > 0 && j - i + 1 + shift < width ? _best[j] : Far;
            byte step = 0;
            var delete = above < Far ? _delete[j] + Extend : Far;
            var opened = above + Extend + (isFree || (isEnd && j == text.Length) ? 0 : Open);
            if (opened <= delete)
            {
                delete = opened;
                step |= DeleteOpens;
            }

            insert += Extend;
            if (left + insertOpens <= insert)
            {
                insert = left + insertOpens;
                step |= InsertOpens;
            }

            var best = i > 0 && j > 0 ? diagonal + (token == text[j - 1] ? same : other) : Far;
            if (delete < best)
            {
                best = delete;
                step |= FromDelete;
            }

            if (insert < best)
            {
                best = insert;
                step = (byte)((step & ~FromDelete) | FromInsert);
            }

            diagonal = above;
            _best[j] = left = best;
            _delete[j] = delete;
            steps[j - first] = step;
        }
    }

    private void Trace(int i, int j, int shift, int width, Span<int> partner, int offset)
    {
        var from = 0;
        while (i > 0 || j > 0)
        {
            var step = _steps[(i * width) + j - i + shift];
            from = from != 0 ? from : step & (FromDelete | FromInsert);
            switch (from)
            {
                case 0:
                    partner[--i] = --j + offset;
                    break;
                case FromDelete:
                    from = (step & DeleteOpens) != 0 ? 0 : FromDelete;
                    i--;
                    break;
                default:
                    from = (step & InsertOpens) != 0 ? 0 : FromInsert;
                    j--;
                    break;
            }
        }
    }
}
