using Copypasta.Archives;

namespace Copypasta.Campaigns.Tests;

public sealed class ReferenceFileTests
{
    [Theory]
    [InlineData("first\nsecond\tcitation\tproverb\n", "--known: known.tsv:2: kind 'proverb'; allowed are text, source and issuer")]
    [InlineData("a\tb\ttext\tmore\n", "--known: known.tsv:1: 4 columns; allowed are text, citation and kind, separated by tabs")]
    [InlineData("one\n\n\tJohn 1:1\n", "--known: known.tsv:3: the first column, the text, is empty")]
    [InlineData("...\n", "--known: known.tsv:1: no letters or digits in the text")]
    public void FaultsOfKnownAreLocated(string file, string message) => Assert.Equal(message, Assert.Throws<ArchiveException>(() => LabelSample.Known(file)).Message);

    [Theory]
    [InlineData("", "--accounts: accounts.csv: no header; the first line names the columns account, owner, profile, links")]
    [InlineData("name,owner\nx,y\n", "--accounts: accounts.csv:1: the header must name the column account, and owner or profile")]
    [InlineData("account,owner\na,b,c\n", "--accounts: accounts.csv:2: 3 fields where the header has 2")]
    [InlineData("account,owner\n,b\n", "--accounts: accounts.csv:2: the account is empty")]
    [InlineData("account,owner\na,b\n\na,c\n", "--accounts: accounts.csv:4: the account stands in line 2 already; keep one of the two")]
    [InlineData("account,owner\n\"a,b\n", "--accounts: accounts.csv:2: a quoted field is not closed in its line")]
    [InlineData("account,owner\n\"a\"b,c\n", "--accounts: accounts.csv:2: after a closing quote stands 'b', where a comma or the line's end must")]
    [InlineData("account,profile\na,mailto:x\n", "--accounts: accounts.csv:2: the profile is no web address")]
    public void FaultsOfAccountsAreLocated(string file, string message) => Assert.Equal(message, Assert.Throws<ArchiveException>(() => LabelSample.Owners(file)).Message);

    [Fact]
    public void IllFormedBytesAreLocated()
    {
        byte[] bytes = [.. "one\ntwo "u8, 0xFF, (byte)'\n'];
        Assert.Equal("--known: k:2: not UTF-8. Save the file as UTF-8.", Assert.Throws<ArchiveException>(() => KnownReferences.Parse("k", bytes)).Message);
    }

    [Fact]
    public void AMissingFileIsNamed() => Assert.StartsWith("--known: nowhere.tsv cannot be read: ", Assert.Throws<ArchiveException>(() => KnownReferences.Read("nowhere.tsv")).Message, StringComparison.Ordinal);

    [Fact]
    public void AccountsAreReadAsCsvIs()
    {
        var owners = LabelSample.Owners("\uFEFFowner,account,note\r\n\"Tamdo, \"\"the\"\" Media\",a0,x\r\n,a1,\r\n");
        Assert.Equal((1, "Tamdo, \"the\" Media", null), (owners.Count, owners.OwnerOf("a0"), owners.OwnerOf("a1")));
    }

    [Fact]
    public void ProfilesFormGroupsOverOthers()
    {
        var owners = LabelSample.Owners("account,profile,links\na,https://x.example/a,https://x.example/b\nb,https://x.example/b,https://x.example/a https://x.example/c\nc,https://x.example/c,https://x.example/b\nd,https://x.example/d,https://x.example/a\n");
        Assert.Equal(owners.GroupOf("a"), owners.GroupOf("c"));
        Assert.True(owners.GroupOf("a") >= 0);
        Assert.Equal((-1, (int?)null), (owners.GroupOf("d"), owners.GroupOf("e")));
    }
}
