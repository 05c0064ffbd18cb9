using System.Buffers;
using System.Globalization;
using System.Text;

namespace Copypasta.Archives;

/// <summary>Encodings of text, by name and by their traces in the first bytes.</summary>
internal static class TextEncodings
{
    private const int FewestOfOther = 32;

    /// <summary>The encoding of that name, as IANA or Windows has it, also "cp1252"; null for null.</summary>
    /// <exception cref="ArchiveException">There is none.</exception>
    public static Encoding? Find(string? name)
    {
        if (name is null)
        {
            return null;
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            var plain = name.Trim().ToLowerInvariant();
            return plain.StartsWith("cp", StringComparison.Ordinal) && int.TryParse(plain.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? Encoding.GetEncoding(page)
                : Encoding.GetEncoding(plain switch
                {
                    "utf8" => "utf-8",
                    "utf16" or "utf16le" or "utf-16le" => "utf-16",
                    "utf16be" => "utf-16be",
                    "latin-1" => "latin1",
                    "sjis" => "shift_jis",
                    _ => plain,
                });
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArchiveException($"--encoding {name}: no such encoding; examples are utf-8, utf-16le, windows-1252, iso-8859-1, windows-1251, koi8-r, shift_jis, gb18030, euc-kr, big5", e);
        }
    }

    /// <summary>"utf-16le" and the like, as summaries show it.</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>UTF-16 by a byte order mark, or by zeros on one side of the pairs, as text with a Latin share has them; null for anything else.</summary>
    public static Encoding? Utf16Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith([(byte)0xFF, (byte)0xFE]))
        {
            return Encoding.Unicode;
        }

        if (head.StartsWith([(byte)0xFE, (byte)0xFF]))
        {
            return Encoding.BigEndianUnicode;
        }

        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        if (head.Length < 8 || Math.Min(even, odd) > 0 || Math.Max(even, odd) * 8 < head.Length / 2)
        {
            return null;
        }

        return odd > 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    /// <summary>Whether text is in an encoding of another kind than UTF-8: of its letters beyond ASCII most are not UTF-8, and there are more of these than damage leaves.</summary>
    public static bool IsOther(ReadOnlySpan<byte> head)
    {
        var (wellFormed, illFormed) = (0, 0);
        for (var first = head.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); first >= 0; first = head.IndexOfAnyExceptInRange((byte)0, (byte)0x7F))
        {
            head = head[first..];
            var status = Rune.DecodeFromUtf8(head, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                break;
            }

            wellFormed += status == OperationStatus.Done ? 1 : 0;
            illFormed += status == OperationStatus.Done ? 0 : 1;
            head = head[length..];
        }

        return illFormed >= FewestOfOther && illFormed > wellFormed;
    }

    public static bool IsUtf32(ReadOnlySpan<byte> head) => head.StartsWith([(byte)0xFF, (byte)0xFE, (byte)0, (byte)0]) || head.StartsWith([(byte)0, (byte)0, (byte)0xFE, (byte)0xFF]);
}

/// <summary>Replaces what cannot be decoded by U+FFFD, and counts its bytes.</summary>
internal sealed class CountingFallback : DecoderFallback
{
    public long Bytes { get; private set; }

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(CountingFallback owner) : DecoderFallbackBuffer
    {
        private bool _pending;

        public override int Remaining => _pending ? 1 : 0;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Bytes += bytesUnknown.Length;
            return _pending = true;
        }

        public override char GetNextChar()
        {
            var next = _pending ? '\uFFFD' : '\0';
            _pending = false;
            return next;
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _pending = false;
    }
}
