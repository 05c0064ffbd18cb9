namespace Copypasta.Archives.Tests;

public sealed class ThriftStructureTests
{
    [Theory]
    [InlineData("00", true)] // nothing
    [InlineData("1502 00", true)] // version 1
    [InlineData("1502", false)] // does not end
    [InlineData("591C 18016B 00 00", true)] // one key
    [InlineData("591C 12 00 00", false)] // a key that is a truth value: the library waits for bytes that never come
    [InlineData("5900 00", true)] // an empty list of nothing
    [InlineData("1902 00", false)] // a list where a number must be
    [InlineData("05C8010200", true)] // a field of a later version: number 100, an Int32
    [InlineData("0BC8010000", false)] // a map there
    [InlineData("FFFFFFFFFFFFFFFFFF", false)]
    public void IsWholeIfItEndsAndIsADescription(string hexadecimal, bool expected)
        => Assert.Equal(expected, ThriftStructure.IsWhole(Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal)), ParquetShapes.FileMetaData));
}
