using System.Globalization;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>A use of Unicode that alters how a text compares but hardly how it looks.</summary>
/// <param name="Start">First byte in the raw text.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Kind">One of <see cref="TextFlags"/>.</param>
/// <param name="Shown">What to show in its place: <c>[U+200B]</c>, <c>о[U+043E]</c>, <c>a[5 marks]</c>.</param>
public readonly record struct Obfuscation(int Start, int Length, TextFlags Kind, string Shown);

/// <summary>
/// Finds where in a text the obfuscations are that its normaliser reports (<see cref="TextFlags"/>). What is ordinary in a script is never among them: a text without flags has none. Holds its buffers; not safe
/// for concurrent use.
/// </summary>
public sealed class Obfuscations
{
    private const int FewestMarks = 3; // of a pile

    private readonly TextNormalizer _normalizer = new(TextProfile.Social);
    private readonly OffsetMap _offsets = new();

    /// <summary>The obfuscations of a raw text, by place; none overlap.</summary>
    public List<Obfuscation> Find(ReadOnlySpan<byte> utf8)
    {
        var found = new List<Obfuscation>();
        _normalizer.Normalize(utf8, out var flags);
        if ((flags & (TextFlags.MixedScript | TextFlags.StyledLetters)) != 0)
        {
            FindLetters(utf8, flags, found);
        }

        for (var at = 0; at < utf8.Length && (flags & (TextFlags.ZeroWidth | TextFlags.BidiControl | TextFlags.Zalgo)) != 0;)
        {
            Rune.DecodeFromUtf8(utf8[at..], out var rune, out var length);
            var marks = (flags & TextFlags.Zalgo) != 0 ? PileLength(utf8[(at + length)..], out var count) : count = 0;
            if (count >= FewestMarks)
            {
                found.Add(new Obfuscation(at, length + marks, TextFlags.Zalgo, $"{rune}[{count.ToString(CultureInfo.InvariantCulture)} marks]"));
                length += marks;
            }
            else if (KindOf(utf8, at, rune, flags) is not TextFlags.None and var kind)
            {
                found.Add(new Obfuscation(at, length, kind, CodePoint(rune)));
            }

            at += length;
        }

        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    /// <summary>A text with its obfuscations shown in place. Other control characters are left as they are: what displays the text must still escape it.</summary>
    public string Reveal(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var use in Find(utf8))
        {
            if (use.Start < at)
            {
                continue; // within a pile that has been shown
            }

            text.Append(Encoding.UTF8.GetString(utf8[at..use.Start])).Append(use.Shown);
            at = use.Start + use.Length;
        }

        return text.Append(Encoding.UTF8.GetString(utf8[at..])).ToString();
    }

    // Invisible characters of words that are flagged by themselves; directional controls wherever the text as a whole is flagged for them.
    private TextFlags KindOf(ReadOnlySpan<byte> utf8, int at, Rune rune, TextFlags flags)
    {
        if (rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C)
        {
            return flags & TextFlags.BidiControl;
        }

        if ((flags & TextFlags.ZeroWidth) == 0 || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark) || !IsInvisible(rune.Value))
        {
            return TextFlags.None;
        }

        _normalizer.Normalize(Word(utf8, at), out var ofWord);
        return ofWord & TextFlags.ZeroWidth;
    }

    private static bool IsInvisible(int c) =>
        c is 0xAD or 0x034F or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200D) or (>= 0x2060 and <= 0x2065) or 0xFEFF or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> utf8, int at)
    {
        var start = utf8[..at].LastIndexOfAny(" \t\n\r"u8) + 1;
        var end = utf8[at..].IndexOfAny(" \t\n\r"u8);
        return utf8[start..(end < 0 ? utf8.Length : at + end)];
    }

    // Letters that the normaliser reads as another script's, and styled ones that it reads as plain.
    private void FindLetters(ReadOnlySpan<byte> utf8, TextFlags flags, List<Obfuscation> found)
    {
        var read = _normalizer.Normalize(utf8, _offsets, out _);
        for (int at = 0, seen = -1; at < read.Length;)
        {
            Rune.DecodeFromUtf8(read[at..], out var plain, out var length);
            var raw = _offsets[at];
            at += length;
            Rune.DecodeFromUtf8(utf8[raw], out var rune, out var rawLength);
            if (raw.Start.Value <= seen || rawLength != raw.End.Value - raw.Start.Value || !Rune.IsLetter(plain))
            {
                continue;
            }

            seen = raw.Start.Value;
            var kind = ScriptOf(rune.Value) is not 0 and var own && ScriptOf(plain.Value) is not 0 and var other && own != other ? TextFlags.MixedScript
                : rune.Value > 0x2000 && plain.IsAscii ? TextFlags.StyledLetters : TextFlags.None;
            if ((flags & kind) != 0)
            {
                found.Add(new Obfuscation(seen, rawLength, kind, $"{rune}{CodePoint(rune)}"));
            }
        }
    }

    private static int ScriptOf(int c) => c switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 0xC0 and <= 0x24F) or (>= 0x1E00 and <= 0x1EFF) => 1,
        (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => 2,
        >= 0x400 and <= 0x52F => 3,
        _ => 0,
    };

    private static int PileLength(ReadOnlySpan<byte> utf8, out int count)
    {
        var length = 0;
        for (count = 0; length < utf8.Length; count++)
        {
            Rune.DecodeFromUtf8(utf8[length..], out var rune, out var bytes);
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                break;
            }

            length += bytes;
        }

        return length;
    }

    private static string CodePoint(Rune rune) => $"[U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}]";
}
