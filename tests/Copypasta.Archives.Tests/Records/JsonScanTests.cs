using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class JsonScanTests
{
    private static readonly string[] s_samples =
    [
        """{"a":[1,-2.5e+10,0,0.1,true,false,null,"x\u00e9\n\"",{}],"b":{"c":[]},"d":"a text that is longer than a vector of thirty-two bytes, \\ and more of it"}""",
        """[ 1 , 2 ]""", "\"\\ud83d\"", "-0", "1e5", "{ \"\" : \"\" }", "[[[[[[]]]]]]", "{\"k\":\"\tx\"}", "[1,]", "{\"a\":1,}", "01", "1.", "+1", "nul", "truex", "\"\\u12g4\"", "[1 2]", "{\"a\" 1}", "{1:2}",
    ];

    [Fact]
    public void AcceptsWhatTheFrameworksReaderAccepts() => Assert.All(s_samples, sample => AssertSame(Encoding.UTF8.GetBytes(sample)));

    [Property(MaxTest = 3000)]
    public void AcceptsTheSameAfterDamage(NonNegativeInt which, NonNegativeInt at, NonNegativeInt other, byte value, NonNegativeInt kind)
    {
        var bytes = Encoding.UTF8.GetBytes(s_samples[which.Get % s_samples.Length]).ToList();
        var place = at.Get % bytes.Count;
        ReadOnlySpan<byte> tokens = "{}[],:\"\\ \n\t0123456789eE+-.truefalsn\0"u8;
        switch (kind.Get % 5)
        {
            case 0:
                bytes[place] = value;
                break;
            case 1:
                bytes[place] = tokens[other.Get % tokens.Length];
                break;
            case 2:
                bytes.RemoveAt(place);
                break;
            case 3:
                bytes.Insert(place, tokens[other.Get % tokens.Length]);
                break;
            default:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
        }

        AssertSame([.. bytes]);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void DepthIsLimited(int depth, bool isValid)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        AssertSame(bytes);
        Assert.Equal(isValid, Accepts(bytes));
    }

    [Fact]
    public void StringsOfAllLengthsEndWhereTheyEnd()
    {
        for (var length = 0; length < 140; length++)
        {
            for (var lead = 0; lead < 3; lead++)
            {
                var text = new string(' ', lead) + "\"" + new string('x', length) + "\",\"";
                var scan = new JsonScan(Encoding.UTF8.GetBytes(text), 0, isLine: false, new int[JsonTokens.Room]);
                scan.SkipWhite();
                Assert.True(scan.SkipValue());
                Assert.Equal((lead + 1, length, lead + length + 2), (scan.StringStart, scan.StringLength, scan.At));
            }
        }
    }

    [Fact]
    public void FaultsTellWhereAndWhy()
    {
        Assert.Equal((JsonFault.End, 5), FaultOf("[1,2 "));
        Assert.Equal((JsonFault.Invalid, 4), FaultOf("[1, ]"));
        Assert.Equal((JsonFault.End, 3), FaultOf("[\"a"));
        Assert.Equal((JsonFault.Invalid, 3), FaultOf("[1,\n2]", isLine: true));
        Assert.Equal((JsonFault.None, 6), FaultOf("[1,\n2]"));
        Assert.Equal((JsonFault.TooDeep, 256), FaultOf(new string('[', 300)));
    }

    private static (JsonFault Fault, int At) FaultOf(string text, bool isLine = false)
    {
        var scan = new JsonScan(Encoding.UTF8.GetBytes(text), 0, isLine, new int[JsonTokens.Room]);
        scan.SkipValue();
        return (scan.Fault, scan.At);
    }

    private static void AssertSame(byte[] bytes)
    {
        var expected = true;
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            expected = false;
        }

        Assert.True(expected == Accepts(bytes), $"{Encoding.Latin1.GetString(bytes)}: expected {expected}");
    }

    private static bool Accepts(byte[] bytes)
    {
        var scan = new JsonScan(bytes, 0, isLine: false, new int[JsonTokens.Room]);
        scan.SkipWhite();
        if (!scan.SkipValue())
        {
            return false;
        }

        scan.SkipWhite();
        return scan.Peek() < 0;
    }
}
