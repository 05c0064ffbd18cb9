using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class JsonTokensTests
{
    private const string Alphabet = "\"\"\"\\\\\\{}[]:, \t\r\n\u0001a1é";

    [Property(MaxTest = 2000)]
    public void EveryWidthGivesTheSameBits(int seed, bool isDense)
    {
        var bytes = Bytes(seed, JsonBlock.Bytes, isDense);
        var expected = JsonBlock.ReadScalar(ref bytes[0]);
        Assert.Equal(expected, JsonBlock.Read128(ref bytes[0]));
        Assert.Equal(expected, JsonBlock.Read256(ref bytes[0]));
        Assert.Equal(expected, JsonBlock.Read512(ref bytes[0]));
        Assert.Equal(expected, JsonBlock.Read(ref bytes[0]));
    }

    [Fact]
    public void EveryByteIsWhatItIs()
    {
        for (var value = 0; value < 256; value++)
        {
            var bytes = new byte[JsonBlock.Bytes];
            Array.Fill(bytes, (byte)'x');
            bytes[value % JsonBlock.Bytes] = (byte)value;
            var expected = JsonBlock.ReadScalar(ref bytes[0]);
            Assert.Equal(expected, JsonBlock.Read128(ref bytes[0]));
            Assert.Equal(expected, JsonBlock.Read256(ref bytes[0]));
            Assert.Equal(expected, JsonBlock.Read512(ref bytes[0]));
        }
    }

    [Property(MaxTest = 5000)]
    public void TokensAreThoseFoundByteByByte(int seed, NonNegativeInt length, NonNegativeInt at, bool isLine, bool isDense)
    {
        var bytes = Bytes(seed, length.Get % 400, isDense);
        var start = Math.Min(at.Get % 70, bytes.Length);
        Assert.Equal(ByteByByte(bytes, start, isLine), Found(bytes, start, isLine));
    }

    private static byte[] Bytes(int seed, int length, bool isDense)
    {
        var random = new Random(seed);
        var bytes = new byte[length];
        random.NextBytes(bytes);
        for (var i = 0; i < length; i++)
        {
            bytes[i] = isDense || random.Next(8) == 0 ? (byte)Alphabet[random.Next(Alphabet.Length)] : bytes[i];
        }

        return bytes;
    }

    private static List<int> Found(byte[] bytes, int at, bool isLine)
    {
        var tokens = default(JsonTokens);
        tokens.Begin(bytes, at, isLine, new int[JsonTokens.Room]);
        var found = new List<int>();
        var end = Array.IndexOf(bytes, (byte)'\n', at);
        end = isLine && end >= 0 ? end : bytes.Length;
        for (var token = 0; ; token = tokens.After(token))
        {
            found.Add(tokens[token]);
            if (tokens[token] == end)
            {
                return found;
            }
        }
    }

    private static List<int> ByteByByte(byte[] bytes, int at, bool isLine)
    {
        var found = new List<int>();
        (var isInString, var isEscaped, var isInWord) = (false, false, false);
        for (; at < bytes.Length && !(isLine && bytes[at] == '\n'); at++)
        {
            var value = bytes[at];
            var isQuote = value == '"' && !isEscaped;
            isEscaped = value == '\\' && !isEscaped;
            if (isInString)
            {
                isInString = !isQuote;
                if (value is (byte)'\\' or < (byte)' ')
                {
                    found[^1] |= JsonTokens.IsSpecial;
                }

                continue;
            }

            var isSign = "{}[]:,"u8.Contains(value);
            var isWord = !isQuote && !isSign && !" \t\r\n"u8.Contains(value);
            if (isQuote || isSign || (isWord && !isInWord))
            {
                found.Add(at);
            }

            isInWord = isWord;
            isInString = isQuote;
        }

        if (isInString)
        {
            found[^1] |= JsonTokens.IsSpecial;
        }

        found.Add(at);
        return found;
    }
}
