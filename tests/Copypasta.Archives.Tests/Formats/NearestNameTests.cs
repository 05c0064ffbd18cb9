namespace Copypasta.Archives.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("txet", "text")]
    [InlineData("TEXT", "text")]
    [InlineData("autor", "author")]
    [InlineData("created", "created_at")]
    [InlineData("user.idstr", "user.id_str")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    [InlineData("language", null)]
    public void IsWhatWasMeant(string wanted, string? expected)
        => Assert.Equal(expected, NearestName.Of(wanted, ["id", "author", "text", "created_at", "user.id_str"]));

    [Fact]
    public void HugeNamesCostNothing() => Assert.Null(NearestName.Of(new string('a', 1 << 20), [new string('a', 1 << 20)]));

    [Fact]
    public void MessagesSayIt()
    {
        Assert.Contains("no column 'txet' (--map text=txet), perhaps 'text' is meant; the columns are id, text", Reading.Error("id,text\n1,a\n", Reading.Options("auto", ("text", "txet"))), StringComparison.Ordinal);
        Assert.Contains("perhaps 'user.name' is meant", Reading.Error("{\"text\":\"a\",\"user\":{\"name\":\"b\"}}\n", Reading.Options("auto", ("author", "user.nmae"))), StringComparison.Ordinal);
    }
}
