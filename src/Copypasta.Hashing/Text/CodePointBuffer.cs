using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>A growing list of code points, each with its property word and, if asked for, its place in the raw text. Its arrays are reused from text to text.</summary>
internal sealed class CodePointBuffer
{
    // With the decoder's slack.
    private const int MostPoints = TextNormalizer.MaxTextLength + Utf8CodePoints.Slack;

    private int[] _points = new int[512];
    private uint[] _classes = new uint[512];
    private SourceRange[] _origins = [];

    /// <summary>Whether places in the raw text are kept.</summary>
    internal bool IsTracked { get; private set; }

    internal int Length { get; set; }

    internal int Capacity => _points.Length;

    internal Span<int> Points => _points.AsSpan(0, Length);

    internal Span<uint> Classes => _classes.AsSpan(0, Length);

    /// <summary>Empty when they are not kept.</summary>
    internal Span<SourceRange> Origins => IsTracked ? _origins.AsSpan(0, Length) : [];

    /// <summary>The whole array, for a writer that sets <see cref="Length"/> afterwards.</summary>
    internal Span<int> AllPoints => _points;

    /// <summary>The union of all property words.</summary>
    internal uint AnyClass()
    {
        ReadOnlySpan<uint> classes = Classes;
        uint any = 0;
        var i = 0;
        if (classes.Length >= Vector<uint>.Count)
        {
            var union = Vector<uint>.Zero;
            for (; i <= classes.Length - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                union |= new Vector<uint>(classes[i..]);
            }

            for (var lane = 0; lane < Vector<uint>.Count; lane++)
            {
                any |= union[lane];
            }
        }

        for (; i < classes.Length; i++)
        {
            any |= classes[i];
        }

        return any;
    }

    internal void Clear() => Length = 0;

    /// <summary>Begins to keep places in the raw text, from an empty list on, or ends it.</summary>
    internal void Track(bool isTracked)
    {
        IsTracked = isTracked;
        if (isTracked && _origins.Length < _points.Length)
        {
            _origins = new SourceRange[_points.Length];
        }
    }

    /// <exception cref="ArgumentException">That is more than a text may have.</exception>
    internal void Reserve(long capacity)
    {
        if (capacity <= _points.Length)
        {
            return;
        }

        if (capacity > MostPoints)
        {
            throw new ArgumentException(
                $"A text has at most {TextNormalizer.MaxTextLength} code points when it is made comparable; this one grows beyond that, as one whose characters stand for words does (U+FDFA for 18 code points). Cut it.");
        }

        var size = (int)Math.Max(capacity, Math.Min(_points.Length * 2L, MostPoints));
        Array.Resize(ref _points, size);
        Array.Resize(ref _classes, size);
        if (IsTracked)
        {
            Array.Resize(ref _origins, size);
        }
    }

    internal void Append(int point, uint classWord, SourceRange origin = default)
    {
        if (Length == _points.Length)
        {
            Reserve(Length + 1);
        }

        _points[Length] = point;
        _classes[Length] = classWord;
        if (IsTracked)
        {
            _origins[Length] = origin;
        }

        Length++;
    }

    internal void Append(int point) => Append(point, CharacterClass.Of(point));

    /// <summary>Appends the code points <paramref name="from"/> up to <paramref name="to"/> of another list, which keeps places if this one does.</summary>
    internal void Append(CodePointBuffer source, int from, int to)
    {
        Reserve(Length + to - from);
        source.Points[from..to].CopyTo(_points.AsSpan(Length));
        source.Classes[from..to].CopyTo(_classes.AsSpan(Length));
        if (IsTracked)
        {
            source.Origins[from..to].CopyTo(_origins.AsSpan(Length));
        }

        Length += to - from;
    }

    /// <summary>Takes out every code point that has one of the <paramref name="classes"/>.</summary>
    internal void Remove(uint classes)
    {
        if (IsTracked)
        {
            Remove(Origins, Classes, classes);
        }

        Remove(Points, Classes, classes);
        Length = Remove(Classes, Classes, classes);
    }

    // Where the next such code point stands is chance: every item is written, and counted as kept or not, without a branch.
    private static int Remove<T>(Span<T> items, ReadOnlySpan<uint> itemClasses, uint classes)
        where T : unmanaged
    {
        var kept = 0;
        for (var i = 0; i < items.Length && i < itemClasses.Length; i++)
        {
            var isRemoved = (int)((0 - (itemClasses[i] & classes)) >> 31);
            items[kept] = items[i];
            kept += 1 - isRemoved;
        }

        return kept;
    }

    /// <summary>Gives the arrays of a giant text back.</summary>
    internal void Shrink()
    {
        _points = new int[512];
        _classes = new uint[512];
        _origins = [];
        Length = 0;
    }
}
