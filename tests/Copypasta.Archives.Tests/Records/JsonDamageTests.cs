using System.Text;
using Xunit;

namespace Copypasta.Archives.Tests;

public class JsonDamageTests
{
    // The fault is at '!', which is left out where it only marks the place; the end at '|'.
    [Theory]
    [InlineData("{\"a\":!tru}|,{\"b\":1}]")]
    [InlineData("{\"a\":[{\"b\":!nul},{\"b\":{}}],\"c\":\"}\"}|,{\"b\":1}]")]
    [InlineData("{\"a\":\"he\"!llo\",\"b\":{\"c\":\"d\"}}|,{\"b\":1}]")]
    [InlineData("{\"a\":\"x}|,{\"!b\":\"c\"},{\"b\":1}]")]
    [InlineData("{\"a\":[1,{\"b\":2!],\"c\":3}|,{\"b\":1}]")]
    [InlineData("{\"a\":[1,2!},\"c\":3}|]")]
    [InlineData("{\"a\":\"b\",!{\"c\":3}|,{\"b\":1}]")]
    [InlineData("{\"a\":[1],\"b\":2!],\"c\":3}|,{\"b\":1}]")]
    [InlineData("!\"a\":[1],\"b\":2}|,{\"b\":1}]")]
    [InlineData("{\"a\":!tru,\"b\":fals},{\"b\":1}]")]
    [InlineData("{\"a\":!tru}x{\"b\":1}]")]
    [InlineData("{\"a\":!tru,\"b\":1")]
    public void TheEndIsBehindItsBrackets(string marked)
    {
        var fault = marked.Replace("|", "", StringComparison.Ordinal).IndexOf('!', StringComparison.Ordinal);
        var end = marked.Replace("!", "", StringComparison.Ordinal).IndexOf('|', StringComparison.Ordinal);
        var data = Encoding.UTF8.GetBytes(marked.Replace("!", "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal));
        var lastString = Math.Max(1, data.AsSpan(0, Math.Max(0, fault - 1)).LastIndexOf((byte)'"') + 1);
        Assert.Equal(Math.Max(JsonDamage.None, end), JsonDamage.EndOf(data, fault, lastString, "]"u8, isEnd: true, out _));

        // What a part of the data does not show is not said of it.
        for (var length = fault; length < data.Length; length++)
        {
            Assert.Equal(JsonDamage.Incomplete, JsonDamage.EndOf(data.AsSpan(0, length), fault, lastString, "]"u8, isEnd: false, out _));
        }
    }

    [Fact]
    public void NoMoreIsLookedAtThanABound()
    {
        var data = Encoding.UTF8.GetBytes("{\"a\":tru,\"b\":[" + new string(' ', 1 << 20) + "]},{\"b\":1}]");
        Assert.Equal(JsonDamage.None, JsonDamage.EndOf(data, 5, 2, "]"u8, isEnd: true, out var seen));
        Assert.InRange(seen, 1 << 15, 1 << 17);
    }
}
