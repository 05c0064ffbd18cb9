namespace Copypasta.Hashing;

/// <summary>
/// Unicode Normalization Form KC (Unicode Standard Annex #15) from the pinned tables. Only stretches around code points whose quick check is not Yes or
/// whose combining class is not 0 are looked at: a code point with class 0 and quick check Yes never combines with what stands before it.
/// Time is linear in the text, whatever it holds.
/// </summary>
internal sealed partial class Normalization
{
    private const int HangulSyllables = 0xAC00, HangulLeads = 0x1100, HangulVowels = 0x1161, HangulTrails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = LeadCount * VowelCount * TrailCount;

    private const int LongRun = 24;
    private const int LongSegment = 1024;

    /// <summary>The most code points that one decomposes to.</summary>
    internal const int LongestDecomposition = 18;

    private int[] _points = new int[64];
    private byte[] _combining = new byte[64];
    private int[] _sortedPoints = [];
    private byte[] _sortedCombining = [];
    private SourceRange[] _origins = []; // as many as _points, while the source is tracked
    private int _length;

    /// <summary>Brings a text to its NFKC form, property words included. What is in <paramref name="spare"/> is lost, and the two may change places.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spare">Another list, which keeps places if the text does.</param>
    /// <param name="any">The union of the text's property words.</param>
    /// <returns>That of the result.</returns>
    internal uint ToNfkc(ref CodePointBuffer text, ref CodePointBuffer spare, uint any)
    {
        if ((any & CharacterClass.NotNormalized) != 0)
        {
            any = ReplaceSingles(text.Points, text.Classes);
        }

        if ((any & CharacterClass.NfkcSensitive) == 0)
        {
            return any;
        }

        spare.Clear();
        Normalize(text, spare);
        (text, spare) = (spare, text);
        return text.AnyClass();
    }

    // A code point may be replaced by its decomposition without changing the form, and where that is one code point it takes its place: most are fullwidth punctuation, which nothing around combines with.
    private static uint ReplaceSingles(Span<int> points, Span<uint> classes)
    {
        uint any = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            if ((classes[i] & CharacterClass.NotNormalized) != 0)
            {
                var units = Utf16Pool.At(NormalizationData.DecompositionPool, DecompositionOffset(points[i]));
                if (units.Length == 1)
                {
                    points[i] = units[0];
                    classes[i] = CharacterClass.Of(units[0]);
                }
            }

            any |= classes[i];
        }

        return any;
    }

    private void Normalize(CodePointBuffer source, CodePointBuffer target)
    {
        ReadOnlySpan<int> points = source.Points;
        ReadOnlySpan<uint> classes = source.Classes;
        target.Reserve(points.Length);
        var copied = 0;
        var i = 0;
        while (i < points.Length)
        {
            if ((classes[i] & CharacterClass.NfkcSensitive) == 0)
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < points.Length && (classes[end] & CharacterClass.NfkcSensitive) != 0)
            {
                end++;
            }

            if (!IsNormalized(points[i..end], classes[i..end]))
            {
                var start = i > copied ? i - 1 : i;
                target.Append(source, copied, start);
                NormalizeSegment(source, start, end, target);
                copied = end;
            }

            i = end;
        }

        target.Append(source, copied, points.Length);
    }

    internal void Shrink()
    {
        _points = new int[64];
        _combining = new byte[64];
        _sortedPoints = [];
        _sortedCombining = [];
        _origins = [];
    }

    private static bool IsNormalized(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        var last = 0;
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.NotNormalized) != 0)
            {
                return false;
            }

            int combining = CombiningClass(points[i]);
            if (combining < last && combining != 0)
            {
                return false;
            }

            last = combining;
        }

        return true;
    }

    private void NormalizeSegment(CodePointBuffer source, int start, int end, CodePointBuffer target)
    {
        ReadOnlySpan<int> points = source.Points;
        ReadOnlySpan<SourceRange> origins = source.Origins;
        if (end - start >= LongSegment)
        {
            target.Reserve(target.Length + DecomposedLength(points[start..end]) + points.Length - end);
        }

        _length = 0;
        for (var i = start; i < end; i++)
        {
            var first = _length;
            Decompose(points[i]);
            if (source.IsTracked)
            {
                Array.Resize(ref _origins, _points.Length); // which may have grown
                _origins.AsSpan(first, _length - first).Fill(origins[i]);
            }

            // A text may be one segment from end to end, and its decomposition eighteen times as long (U+FDFA): it is finished piece by piece.
            if (first >= LongSegment && (CharacterClass.Of(_points[first]) & CharacterClass.NfkcSensitive) == 0)
            {
                Finish(first, target);
            }
        }

        Finish(_length, target);
    }

    /// <summary>Orders, composes and writes the first so many code points, which nothing behind them combines with; what is behind them moves to the front.</summary>
    private void Finish(int count, CodePointBuffer target)
    {
        var rest = _length - count;
        Span<int> restPoints = stackalloc int[LongestDecomposition];
        Span<byte> restCombining = stackalloc byte[LongestDecomposition];
        _points.AsSpan(count, rest).CopyTo(restPoints);
        _combining.AsSpan(count, rest).CopyTo(restCombining);
        var restOrigin = target.IsTracked && rest > 0 ? _origins[count] : default; // of one code point, and so the same for all
        _length = count;
        if (target.IsTracked)
        {
            UniteOrigins();
        }

        Order();
        Compose(target.IsTracked);
        for (var i = 0; i < _length; i++)
        {
            target.Append(_points[i], CharacterClass.Of(_points[i]), target.IsTracked ? _origins[i] : default);
        }

        restPoints[..rest].CopyTo(_points);
        restCombining[..rest].CopyTo(_combining);
        _length = rest;
        if (target.IsTracked)
        {
            _origins.AsSpan(0, rest).Fill(restOrigin);
        }
    }

    // A code point of combining class 0 and the others that follow it come from one place: then their order does not matter.
    private void UniteOrigins()
    {
        for (var i = 0; i < _length;)
        {
            var start = i++;
            while (i < _length && _combining[i] != 0)
            {
                i++;
            }

            _origins.AsSpan(start, i - start).Fill(new SourceRange(_origins[start].Start, _origins[i - 1].End));
        }
    }

    // At least as many code points as they decompose to: room for all at once, where growing by doubling would leave as much again behind.
    private static long DecomposedLength(ReadOnlySpan<int> points)
    {
        var length = 0L;
        foreach (var point in points)
        {
            length += (uint)(point - HangulSyllables) < SyllableCount ? 3 : Math.Max(1, Utf16Pool.At(NormalizationData.DecompositionPool, DecompositionOffset(point)).Length);
        }

        return length;
    }

    private void Decompose(int point)
    {
        var syllable = point - HangulSyllables;
        if ((uint)syllable < SyllableCount)
        {
            Push(HangulLeads + (syllable / (VowelCount * TrailCount)));
            Push(HangulVowels + (syllable % (VowelCount * TrailCount) / TrailCount));
            if (syllable % TrailCount != 0)
            {
                Push(HangulTrails + (syllable % TrailCount));
            }

            return;
        }

        var offset = DecompositionOffset(point);
        if (offset == 0)
        {
            Push(point);
            return;
        }

        var units = Utf16Pool.At(NormalizationData.DecompositionPool, offset);
        while (Utf16Pool.TryNext(ref units, out var part))
        {
            Push(part);
        }
    }

    private void Push(int point)
    {
        if (_length == _points.Length)
        {
            Array.Resize(ref _points, _length * 2);
            Array.Resize(ref _combining, _length * 2);
        }

        _points[_length] = point;
        _combining[_length++] = CombiningClass(point);
    }

    // Canonical ordering: each run of nonzero combining classes sorted by class, stably.
    private void Order()
    {
        for (var i = 0; i < _length; i++)
        {
            if (_combining[i] == 0)
            {
                continue;
            }

            var end = i + 1;
            while (end < _length && _combining[end] != 0)
            {
                end++;
            }

            if (end - i > LongRun)
            {
                CountingSort(i, end);
            }
            else
            {
                InsertionSort(i, end);
            }

            i = end;
        }
    }

    private void InsertionSort(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            (var point, var combining) = (_points[i], _combining[i]);
            var j = i;
            for (; j > start && _combining[j - 1] > combining; j--)
            {
                (_points[j], _combining[j]) = (_points[j - 1], _combining[j - 1]);
            }

            (_points[j], _combining[j]) = (point, combining);
        }
    }

    // A post may be one base with a million marks: insertion would be quadratic.
    private void CountingSort(int start, int end)
    {
        var length = end - start;
        if (_sortedPoints.Length < length)
        {
            _sortedPoints = new int[_points.Length];
            _sortedCombining = new byte[_points.Length];
        }

        Span<int> position = stackalloc int[257];
        position.Clear();
        for (var i = start; i < end; i++)
        {
            position[_combining[i] + 1]++;
        }

        for (var i = 1; i < position.Length; i++)
        {
            position[i] += position[i - 1];
        }

        for (var i = start; i < end; i++)
        {
            var slot = position[_combining[i]]++;
            _sortedPoints[slot] = _points[i];
            _sortedCombining[slot] = _combining[i];
        }

        _sortedPoints.AsSpan(0, length).CopyTo(_points.AsSpan(start));
        _sortedCombining.AsSpan(0, length).CopyTo(_combining.AsSpan(start));
    }

    private void Compose(bool isTracked)
    {
        var starter = -1;
        var kept = 0;
        var last = -1; // the combining class of the last code point kept after the starter, -1 when there is none
        for (var i = 0; i < _length; i++)
        {
            (var point, var combining) = (_points[i], _combining[i]);
            if (starter >= 0 && last < combining && (CharacterClass.Of(point) & CharacterClass.NotNormalized) != 0 && TryCompose(_points[starter], point, out var composite))
            {
                _points[starter] = composite;
                if (isTracked)
                {
                    _origins[starter] = new SourceRange(_origins[starter].Start, Math.Max(_origins[starter].End, _origins[i].End));
                }

                continue;
            }

            if (combining == 0)
            {
                starter = kept;
                last = -1;
            }
            else
            {
                last = combining;
            }

            if (isTracked)
            {
                _origins[kept] = _origins[i];
            }

            _points[kept++] = point;
        }

        _length = kept;
    }
}
