namespace Copypasta.Hashing.Tests;

public class ShingleTests
{
    [Fact]
    public void WhatIsPrintedIsReadBack()
    {
        foreach (var unit in Enum.GetValues<ShingleUnit>())
        {
            for (var size = 1; size <= Shingle.MaxSize; size++)
            {
                var shingle = new Shingle(unit, size);
                Assert.True(Shingle.TryParse(shingle.ToString(), out var read));
                Assert.Equal(shingle, read);
            }
        }

        Assert.Equal("chars:5", Shingle.Default.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("chars")]
    [InlineData("chars:")]
    [InlineData("chars:0")]
    [InlineData("chars:65")]
    [InlineData("chars:-1")]
    [InlineData("chars:+5")]
    [InlineData("chars: 5")]
    [InlineData("chars:5 ")]
    [InlineData(" chars:5")]
    [InlineData("chars:5:5")]
    [InlineData("chars:5.0")]
    [InlineData("chars:٥")]
    [InlineData("chars:99999999999")]
    [InlineData("Chars:5")]
    [InlineData("bytes:5")]
    [InlineData("5:chars")]
    [InlineData("words:")]
    [InlineData("words;3")]
    public void OthersAreRefused(string? text)
    {
        Assert.False(Shingle.TryParse(text, out var shingle));
        Assert.Equal(default, shingle);
    }
}
