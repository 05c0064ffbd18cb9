using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Copypasta.Archives;

/// <summary>
/// The text of a small piece of HTML, as posts are served by Mastodon: br and the ends of p, div, li and blockquote become newlines, other tags are dropped and what stands
/// between them kept, character references are decoded once. What is no tag (a &lt; before a space) stays.
/// </summary>
internal static class HtmlText
{
    /// <summary>No tag is longer, so that a text of nothing but brackets is not searched to its end for each.</summary>
    private const int MaxTagBytes = 8192;

    private static readonly SearchValues<byte> s_letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);

    private static ReadOnlySpan<byte> Names => "amp;lt;gt;quot;apos;nbsp;"u8;

    private static readonly byte[][] s_values = [[(byte)'&'], [(byte)'<'], [(byte)'>'], [(byte)'"'], [(byte)'\''], [0xC2, 0xA0]];

    /// <summary>Turns HTML into text, in place; the text is never longer.</summary>
    /// <returns>Bytes of the text, at the beginning of the span.</returns>
    public static int Strip(Span<byte> html)
    {
        var read = 0;
        var written = 0;
        while (read < html.Length)
        {
            var special = html[read..].IndexOfAny((byte)'<', (byte)'&');
            var plain = special < 0 ? html.Length - read : special;
            html.Slice(read, plain).CopyTo(html[written..]);
            read += plain;
            written += plain;
            if (special < 0)
            {
                break;
            }

            var taken = html[read] == (byte)'&' ? Reference(html[read..], html[written..], out var added) : Tag(html[read..], html[written..], written, out added);
            if (taken == 0)
            {
                html[written++] = html[read++];
                continue;
            }

            read += taken;
            written += added;
        }

        // Each paragraph's end has left two newlines; the last one's are none of the text's.
        return html[..written].TrimEnd("\n"u8).Length;
    }

    /// <summary>Bytes of the tag that begins here, 0 if none does; writes the newlines that it stands for.</summary>
    private static int Tag(ReadOnlySpan<byte> html, Span<byte> output, int before, out int written)
    {
        written = 0;
        if (html.Length < 2 || !(char.IsAsciiLetter((char)html[1]) || html[1] is (byte)'/' or (byte)'!' or (byte)'?'))
        {
            return 0;
        }

        html = html[..Math.Min(html.Length, MaxTagBytes)];
        var end = End(html);
        if (end < 0)
        {
            return 0;
        }

        var isEnd = html[1] == (byte)'/';
        var name = html[(isEnd ? 2 : 1)..end];
        var length = name.IndexOfAnyExcept(s_letters);
        name = length < 0 ? name : name[..length];
        if (Is(name, "br"))
        {
            output[written++] = (byte)'\n';
        }
        else if (isEnd && Is(name, "p"))
        {
            // "</p>" has room for both.
            output[written++] = (byte)'\n';
            output[written++] = (byte)'\n';
        }
        else if (isEnd && before > 0 && (Is(name, "div") || Is(name, "li") || Is(name, "blockquote")))
        {
            output[written++] = (byte)'\n';
        }

        return end + 1;
    }

    private static bool Is(ReadOnlySpan<byte> name, string tag) => Ascii.EqualsIgnoreCase(name, tag);

    /// <summary>Index of the bracket that ends a tag; one inside a quoted attribute does not.</summary>
    private static int End(ReadOnlySpan<byte> html)
    {
        var at = 1;
        while (true)
        {
            var next = html[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (html[at] == (byte)'>')
            {
                return at;
            }

            var close = html[(at + 1)..].IndexOf(html[at]);
            if (close < 0)
            {
                // A quote that never closes is a character like any other.
                close = html[at..].IndexOf((byte)'>');
                return close < 0 ? -1 : at + close;
            }

            at += close + 2;
        }
    }

    /// <summary>Bytes of the character reference that begins here, 0 if none does; writes the character.</summary>
    private static int Reference(ReadOnlySpan<byte> html, Span<byte> output, out int written)
    {
        written = 0;
        var body = html[1..];
        if (body.StartsWith("#"u8))
        {
            var isHex = body.Length > 1 && (body[1] | 0x20) == 'x';
            var digits = body[(isHex ? 2 : 1)..];
            if (!Utf8Parser.TryParse(digits, out uint value, out var length, isHex ? 'x' : 'D') || length == digits.Length || digits[length] != (byte)';')
            {
                return 0;
            }

            var rune = Rune.IsValid(value) && value != 0 ? new Rune(value) : Rune.ReplacementChar;
            written = rune.EncodeToUtf8(output);
            return 1 + (isHex ? 2 : 1) + length + 1;
        }

        var names = Names;
        for (var i = 0; i < s_values.Length; i++)
        {
            var name = names[..(names.IndexOf((byte)';') + 1)];
            names = names[name.Length..];
            if (body.StartsWith(name))
            {
                s_values[i].CopyTo(output);
                written = s_values[i].Length;
                return 1 + name.Length;
            }
        }

        return 0;
    }
}
