using System.Globalization;

namespace Copypasta.Hashing;

/// <summary>What a text is cut into: overlapping windows of code points or of words.</summary>
public enum ShingleUnit
{
    /// <summary>Unicode code points.</summary>
    Chars,

    /// <summary>Words: runs without white space; each Han, Kana or Thai code point is a word of its own, since those scripts write none.</summary>
    Words,
}

/// <summary>A shingle: so many units in a row. The default of the product is five code points.</summary>
/// <param name="Unit">Code points or words.</param>
/// <param name="Size">Units in a window, 1 to 64.</param>
public readonly record struct Shingle(ShingleUnit Unit, int Size)
{
    /// <summary>Largest window: 64 code points or words.</summary>
    public const int MaxSize = 64;

    /// <summary>Five code points.</summary>
    public static Shingle Default { get; } = new(ShingleUnit.Chars, 5);

    /// <summary>Whether this cuts anything: a known unit, and 1 to <see cref="MaxSize"/> of them. The default value does not.</summary>
    internal bool IsValid => Unit is ShingleUnit.Chars or ShingleUnit.Words && Size is >= 1 and <= MaxSize;

    /// <summary>Reads <c>chars:N</c> or <c>words:N</c>, as <see cref="ToString"/> writes them.</summary>
    /// <param name="text">Any text, or null; N is 1 to <see cref="MaxSize"/> in decimal digits.</param>
    /// <param name="shingle">The shingle; <c>default</c>, which is none, where the text is nothing of the kind.</param>
    /// <returns>Whether it is.</returns>
    public static bool TryParse(string? text, out Shingle shingle)
    {
        shingle = default;
        if (text?.Split(':') is not [_, _] parts
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size is < 1 or > MaxSize)
        {
            return false;
        }

        switch (parts[0])
        {
            case "chars":
                shingle = new Shingle(ShingleUnit.Chars, size);
                return true;
            case "words":
                shingle = new Shingle(ShingleUnit.Words, size);
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>chars:N</c> or <c>words:N</c>.</summary>
    public override string ToString() => $"{(Unit == ShingleUnit.Chars ? "chars" : "words")}:{Size.ToString(CultureInfo.InvariantCulture)}";
}
