using System.Buffers;
using System.Text;

namespace Copypasta.Detection;

/// <summary>
/// The script that most letters of a raw post are of, links and mentions left out; of several with as many the first of <see cref="TextScript"/>. Told from blocks of code points that are pinned here, so that no profile and
/// no host decides it. A way to see whether posts of all scripts fare alike, and nothing else: no comparison looks at it.
/// </summary>
public static class MainScript
{
    /// <summary>Number of scripts.</summary>
    public const int Count = (int)TextScript.Other + 1;

    // Letters and marks; digits and punctuation of a script are left out as far as they lie together.
    private static readonly byte[] s_scripts = Table(
    [
        (0xAA, 0xAA, TextScript.Latin), (0xBA, 0xBA, TextScript.Latin), (0xC0, 0xD6, TextScript.Latin), (0xD8, 0xF6, TextScript.Latin), (0xF8, 0x2AF, TextScript.Latin),
        (0x370, 0x3FF, TextScript.Greek), (0x400, 0x52F, TextScript.Cyrillic), (0x531, 0x587, TextScript.Armenian), (0x591, 0x5F2, TextScript.Hebrew),
        (0x610, 0x61A, TextScript.Arabic), (0x620, 0x65F, TextScript.Arabic), (0x66E, 0x6D3, TextScript.Arabic), (0x6D5, 0x6EF, TextScript.Arabic), (0x6FA, 0x6FF, TextScript.Arabic),
        (0x710, 0x74F, TextScript.Other), (0x750, 0x77F, TextScript.Arabic), (0x780, 0x85F, TextScript.Other), (0x860, 0x86F, TextScript.Other), (0x870, 0x8FF, TextScript.Arabic),
        (0x900, 0x963, TextScript.Devanagari), (0x971, 0x97F, TextScript.Devanagari), (0x980, 0x9E3, TextScript.Bengali), (0x9F0, 0x9F1, TextScript.Bengali), (0xA00, 0xA5F, TextScript.Gurmukhi),
        (0xA70, 0xA7F, TextScript.Gurmukhi), (0xA80, 0xAE3, TextScript.Gujarati), (0xB00, 0xB63, TextScript.Oriya), (0xB71, 0xB71, TextScript.Oriya), (0xB80, 0xBE5, TextScript.Tamil),
        (0xC00, 0xC63, TextScript.Telugu), (0xC80, 0xCE3, TextScript.Kannada), (0xD00, 0xD63, TextScript.Malayalam), (0xD7A, 0xD7F, TextScript.Malayalam), (0xD80, 0xDE5, TextScript.Sinhala),
        (0xE01, 0xE3A, TextScript.Thai), (0xE40, 0xE4E, TextScript.Thai), (0xE80, 0xECF, TextScript.Lao), (0xEDC, 0xEFF, TextScript.Lao), (0xF00, 0xF00, TextScript.Tibetan),
        (0xF35, 0xFBC, TextScript.Tibetan), (0x1000, 0x103F, TextScript.Myanmar), (0x1050, 0x109F, TextScript.Myanmar), (0x10A0, 0x10FF, TextScript.Georgian), (0x1100, 0x11FF, TextScript.Hangul),
        (0x1200, 0x1360, TextScript.Ethiopic), (0x1380, 0x139F, TextScript.Ethiopic), (0x13A0, 0x177F, TextScript.Other), (0x1780, 0x17D3, TextScript.Khmer), (0x17DC, 0x17DD, TextScript.Khmer),
        (0x1810, 0x1C7F, TextScript.Other), (0x1C80, 0x1C8F, TextScript.Cyrillic), (0x1C90, 0x1CBF, TextScript.Georgian), (0x1D00, 0x1DBF, TextScript.Latin), (0x1E00, 0x1EFF, TextScript.Latin),
        (0x1F00, 0x1FFF, TextScript.Greek), (0x2C00, 0x2C5F, TextScript.Other), (0x2C60, 0x2C7F, TextScript.Latin), (0x2C80, 0x2CFF, TextScript.Other), (0x2D00, 0x2D2F, TextScript.Georgian),
        (0x2D30, 0x2D7F, TextScript.Other), (0x2D80, 0x2DDF, TextScript.Ethiopic), (0x2DE0, 0x2DFF, TextScript.Cyrillic), (0x3005, 0x3007, TextScript.Han), (0x3041, 0x30FA, TextScript.Kana),
        (0x30FC, 0x30FF, TextScript.Kana), (0x3105, 0x312F, TextScript.Other), (0x3131, 0x318E, TextScript.Hangul), (0x31F0, 0x31FF, TextScript.Kana), (0x3400, 0x4DBF, TextScript.Han),
        (0x4E00, 0x9FFF, TextScript.Han), (0xA000, 0xA63F, TextScript.Other), (0xA640, 0xA69F, TextScript.Cyrillic), (0xA6A0, 0xA6FF, TextScript.Other), (0xA722, 0xA7FF, TextScript.Latin),
        (0xA800, 0xA8DF, TextScript.Other), (0xA8E0, 0xA8FF, TextScript.Devanagari), (0xA900, 0xA95F, TextScript.Other), (0xA960, 0xA97F, TextScript.Hangul), (0xA980, 0xA9DF, TextScript.Other),
        (0xA9E0, 0xA9FF, TextScript.Myanmar), (0xAA00, 0xAA5F, TextScript.Other), (0xAA60, 0xAA7F, TextScript.Myanmar), (0xAA80, 0xAAFF, TextScript.Other), (0xAB00, 0xAB2F, TextScript.Ethiopic),
        (0xAB30, 0xAB6F, TextScript.Latin), (0xAB70, 0xABEF, TextScript.Other), (0xAC00, 0xD7FF, TextScript.Hangul), (0xF900, 0xFAFF, TextScript.Han), (0xFB00, 0xFB06, TextScript.Latin),
        (0xFB13, 0xFB17, TextScript.Armenian), (0xFB1D, 0xFB4F, TextScript.Hebrew), (0xFB50, 0xFD3D, TextScript.Arabic), (0xFD50, 0xFDFB, TextScript.Arabic), (0xFE70, 0xFEFC, TextScript.Arabic),
        (0xFF21, 0xFF3A, TextScript.Latin), (0xFF41, 0xFF5A, TextScript.Latin), (0xFF66, 0xFF9F, TextScript.Kana), (0xFFA0, 0xFFDC, TextScript.Hangul),
    ]);

    private static readonly SearchValues<byte> s_asciiLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> s_nameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);
    private static readonly SearchValues<byte> s_linkBytes = SearchValues.Create([.. Enumerable.Range(0x21, 0x7F - 0x21).Select(b => (byte)b)]);

    /// <summary>The script of a text as given by the input; bytes that are no UTF-8 count for none or for any.</summary>
    public static TextScript Of(ReadOnlySpan<byte> utf8)
    {
        // Most posts are ASCII, and then the first letter tells.
        var isAscii = Ascii.IsValid(utf8);
        Span<int> letters = stackalloc int[Count];
        letters.Clear();

        // Letters of one script come one after another: they are counted here first, as adding to one place of memory again and again is slow.
        var (script, run) = (0, 0);
        for (var i = 0; i < utf8.Length;)
        {
            var first = utf8[i];
            if (first < 0x80)
            {
                var length = first == (byte)'@' ? 1 + Run(utf8[(i + 1)..], s_nameBytes) : 1;
                if (char.IsAsciiLetter((char)first) && (length = LinkLength(utf8[i..])) == 0)
                {
                    if (isAscii)
                    {
                        return TextScript.Latin;
                    }

                    length = Run(utf8[i..], s_asciiLetters);
                    letters[(int)TextScript.Latin] += length;
                }

                i += length;
            }
            else
            {
                var length = 2;
                var next = (first & 0xE0) == 0xC0 && i + 1 < utf8.Length ? s_scripts[((first & 0x1F) << 6) | (utf8[i + 1] & 0x3F)] : Longer(utf8[i..], out length);
                if (next != script)
                {
                    letters[script] += run;
                    (script, run) = (next, 0);
                }

                run++;
                i += length;
            }
        }

        letters[script] += run;
        letters[(int)TextScript.None] = 0;
        var most = 0;
        for (var other = 1; other < Count; other++)
        {
            most = letters[other] > letters[most] ? other : most;
        }

        return (TextScript)most;
    }

    /// <summary>The script of a code point of three or four bytes; none where these are none.</summary>
    private static int Longer(ReadOnlySpan<byte> utf8, out int length)
    {
        var first = utf8[0];
        length = first < 0xE0 ? 1 : first < 0xF0 ? 3 : 4;
        length = length <= utf8.Length ? length : 1;
        return length switch
        {
            3 => s_scripts[((first & 0xF) << 12) | ((utf8[1] & 0x3F) << 6) | (utf8[2] & 0x3F)],
            4 => (int)Supplementary(((first & 7) << 18) | ((utf8[1] & 0x3F) << 12) | ((utf8[2] & 0x3F) << 6) | (utf8[3] & 0x3F)),
            _ => (int)TextScript.None,
        };
    }

    private static TextScript Supplementary(int codePoint) => codePoint switch
    {
        >= 0x1D400 and <= 0x1D7CB or >= 0x1F130 and <= 0x1F189 => TextScript.Latin,
        >= 0x1B000 and <= 0x1B16F => TextScript.Kana,
        >= 0x20000 and <= 0x3FFFF => TextScript.Han,
        >= 0x10280 and <= 0x1BFFF or >= 0x1E000 and <= 0x1EBFF => TextScript.Other,
        _ => TextScript.None,
    };

    /// <summary>Bytes of the link that ASCII letters begin, up to white space or another alphabet; 0 where they begin none.</summary>
    private static int LinkLength(ReadOnlySpan<byte> utf8) =>
        (utf8[0] | 0x20) is 'h' or 'w' && (Begins(utf8, "http://"u8) || Begins(utf8, "https://"u8) || Begins(utf8, "www."u8)) ? Run(utf8, s_linkBytes) : 0;

    private static bool Begins(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> with) => utf8.Length > with.Length && Ascii.EqualsIgnoreCase(utf8[..with.Length], with);

    private static int Run(ReadOnlySpan<byte> utf8, SearchValues<byte> of) => utf8.IndexOfAnyExcept(of) is >= 0 and var length ? length : utf8.Length;

    private static byte[] Table(ReadOnlySpan<(int First, int Last, TextScript Script)> blocks)
    {
        var table = new byte[0x10000];
        foreach (var (first, last, script) in blocks)
        {
            table.AsSpan(first, last - first + 1).Fill((byte)script);
        }

        return table;
    }
}
