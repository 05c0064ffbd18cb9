using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Fuzz;

/// <summary>
/// Makes an input from others: what AFL calls havoc and splice, words of the formats that chance would not find, and changes that leave most records whole, so that readers get
/// beyond the first: lines repeated, fields taken from elsewhere, quotes and escapes changed, and what decides put on either side of the edges of blocks.
/// </summary>
internal sealed class Mutator(Random random)
{
    private const int MaxLength = 16 * 1024;

    /// <summary>Readers look at so many bytes at a time.</summary>
    private const int BlockBytes = 64;

    private static readonly byte[][] s_words =
    [
        .. new[]
        {
            "\"", "\"\"", "'", ",", ";", "\t", "\n", "\r\n", "\r", "{", "}", "[", "]", ":", "\\", "\\u0000", "\\ud83d", "\\ude00", "null", "true", "false",
            "0", "-1", "1e999", "9223372036854775808", "1.0", "[]", "{}", "[[", "{\"a\":", "\"text\":", "\"id\":", "\"data\":[", "\"messages\":[", "\"includes\":{",
            "\"referenced_tweets\":[{\"type\":\"retweeted\",\"id\":\"1\"}]", "\"text_entities\":", "<p>", "</p>", "<br>", "&amp;", "&#x1F600;", "&#xFFFFFFFF;", "RT @a: ",
            "2017-02-30", "1/13/2017 9:61", "Sat Sep 28 18:05:23 +0000 2019", "absent", "[deleted]", "9.06E+17", "\u202E", "\u200B", "\uFEFF", "\0",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], [0x04, 0x22, 0x4D, 0x18],
    ];

    public byte[] Mutate(IReadOnlyList<byte[]> corpus)
    {
        var input = new List<byte>(corpus[random.Next(corpus.Count)]);
        if (random.Next(4) == 0)
        {
            Splice(input, corpus[random.Next(corpus.Count)]);
        }

        var isGentle = random.Next(2) == 0;
        for (var n = 1 << random.Next(isGentle ? 3 : 6); n > 0; n--)
        {
            if (isGentle)
            {
                ChangeRecords(input, corpus);
            }
            else
            {
                Change(input);
            }
        }

        if (input.Count > MaxLength)
        {
            input.RemoveRange(MaxLength, input.Count - MaxLength);
        }

        return [.. input];
    }

    private void Splice(List<byte> input, byte[] other)
    {
        var at = random.Next(input.Count + 1);
        input.RemoveRange(at, input.Count - at);
        input.AddRange(other.AsSpan(random.Next(other.Length + 1)));
    }

    private void Change(List<byte> input)
    {
        var at = random.Next(input.Count + 1);
        var length = Math.Min(1 << random.Next(10), input.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 4:
                input.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), 1 << random.Next(13)));
                break;
            case 5 when at < input.Count:
                input.RemoveRange(at, input.Count - at);
                break;
            default:
                input.InsertRange(at, s_words[random.Next(s_words.Length)]);
                break;
        }
    }

    private void ChangeRecords(List<byte> input, IReadOnlyList<byte[]> corpus)
    {
        var at = random.Next(input.Count + 1);
        switch (random.Next(6))
        {
            case 0:
                // A line again, perhaps until the input is longer than any window.
                var start = at == 0 ? 0 : input.LastIndexOf((byte)'\n', at - 1) + 1;
                var line = input.GetRange(start, Math.Min(input.Count, Next(input, at, "\n"u8) + 1) - start);
                for (var n = 1 << random.Next(7); n > 0 && line.Count > 0 && input.Count < MaxLength; n--)
                {
                    input.InsertRange(start, line);
                }

                break;
            case 1:
                // Fields of another input, where one ends here.
                var other = corpus[random.Next(corpus.Count)];
                var fields = other.AsSpan(random.Next(other.Length + 1));
                fields = fields[Math.Max(0, fields.IndexOf((byte)','))..];
                fields = fields[..Math.Min(fields.Length, 1 << random.Next(4, 9))];
                input.InsertRange(Next(input, at, ","u8), fields[..Math.Max(0, fields.LastIndexOf((byte)','))]);
                break;
            case 2:
                // A backslash more before a quote, or one less.
                Toggle(input, Next(input, at, "\"\\"u8), (byte)'\\');
                break;
            case 3:
                Toggle(input, Next(input, at, "\""u8), (byte)'"');
                break;
            case 4:
                // What decides becomes the last byte of a block, or the first of the next.
                var sign = Next(input, at, "\"\\\n,:{}"u8);
                var missing = (BlockBytes - 1 + random.Next(2) - (sign % BlockBytes) + BlockBytes) % BlockBytes;
                input.InsertRange(at, Enumerable.Repeat((byte)(random.Next(2) == 0 ? ' ' : 'a'), missing));
                break;
            default:
                // The input ends at the edge of a block, or near it.
                var end = Math.Clamp((at & -BlockBytes) + random.Next(-1, 2), 0, input.Count);
                input.RemoveRange(end, input.Count - end);
                break;
        }
    }

    /// <summary>Takes a byte out if it is this one, or puts one before it.</summary>
    private void Toggle(List<byte> input, int at, byte value)
    {
        if (at < input.Count && input[at] == value && random.Next(2) == 0)
        {
            input.RemoveAt(at);
        }
        else
        {
            input.Insert(at, value);
        }
    }

    /// <summary>Where the next of some bytes is; the end if there is none.</summary>
    private static int Next(List<byte> input, int at, ReadOnlySpan<byte> wanted)
        => CollectionsMarshal.AsSpan(input)[at..].IndexOfAny(wanted) is var next and >= 0 ? at + next : input.Count;
}
