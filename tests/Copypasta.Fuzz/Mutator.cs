using System.Text;

namespace Copypasta.Fuzz;

/// <summary>Makes an input from others: what AFL calls havoc and splice, and words of the formats that chance would not find.</summary>
internal sealed class Mutator(Random random)
{
    private const int MaxLength = 16 * 1024;

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

        for (var n = 1 << random.Next(6); n > 0; n--)
        {
            Change(input);
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
}
