using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>A growing list of code points, each with its property word. Its arrays are reused from text to text.</summary>
internal sealed class CodePointBuffer
{
    private int[] _points = new int[512];
    private uint[] _classes = new uint[512];

    internal int Length { get; set; }

    internal int Capacity => _points.Length;

    internal Span<int> Points => _points.AsSpan(0, Length);

    internal Span<uint> Classes => _classes.AsSpan(0, Length);

    /// <summary>The whole arrays, for writers that set <see cref="Length"/> afterwards.</summary>
    internal Span<int> AllPoints => _points;

    /// <inheritdoc cref="AllPoints"/>
    internal Span<uint> AllClasses => _classes;

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

    internal void Reserve(int capacity)
    {
        if (capacity <= _points.Length)
        {
            return;
        }

        var size = Math.Max(capacity, (int)Math.Min(_points.Length * 2L, Array.MaxLength));
        Array.Resize(ref _points, size);
        Array.Resize(ref _classes, size);
    }

    internal void Append(int point, uint classWord)
    {
        if (Length == _points.Length)
        {
            Reserve(Length + 1);
        }

        _points[Length] = point;
        _classes[Length++] = classWord;
    }

    internal void Append(int point) => Append(point, CharacterClass.Of(point));

    internal void Append(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        Reserve(Length + points.Length);
        points.CopyTo(_points.AsSpan(Length));
        classes.CopyTo(_classes.AsSpan(Length));
        Length += points.Length;
    }

    /// <summary>Takes out every code point that has one of the <paramref name="classes"/>.</summary>
    internal void Remove(uint classes)
    {
        var kept = 0;
        for (var i = 0; i < Length; i++)
        {
            _points[kept] = _points[i];
            _classes[kept] = _classes[i];
            kept += (_classes[i] & classes) == 0 ? 1 : 0;
        }

        Length = kept;
    }

    /// <summary>Gives the arrays of a giant text back.</summary>
    internal void Shrink()
    {
        _points = new int[512];
        _classes = new uint[512];
        Length = 0;
    }
}
