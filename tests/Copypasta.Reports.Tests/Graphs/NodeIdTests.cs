using System.Text;
using System.Xml;
using Copypasta.Archives;

namespace Copypasta.Reports.Tests;

public sealed class NodeIdTests
{
    [Theory]
    [InlineData("2752", "2752")]
    [InlineData("jenn_abrams", "jenn_abrams")]
    [InlineData("-1001000724666", "-1001000724666")]
    [InlineData("آرش", "آرش")]
    [InlineData("x:7", "x_x003A_7")]
    [InlineData("=1+1", "_x003D_1_x002B_1")]
    [InlineData("a b", "a_x0020_b")]
    [InlineData("a_x0020_b", "a_x005F_x0020_b")]
    [InlineData("a_X0020_b", "a_x005F_X0020_b")]
    [InlineData("\0\u0001\t\n", "_x0000__x0001__x0009__x000A_")]
    [InlineData("\u202Eabc\uFFFF", "_x202E_abc_xFFFF_")]
    [InlineData("\U0001F600", "_x0001F600_")]
    public void AnIdIsANameTokenThatTheAccountCanBeHadBackFrom(string account, string id)
    {
        Assert.Equal(id, NodeId.Of(Platform.Unknown, Encoding.UTF8.GetBytes(account)));
        Assert.Equal(id, XmlConvert.VerifyNMTOKEN(id));
        if (!account.Contains("\U0001F600", StringComparison.Ordinal))
        {
            Assert.Equal(account, XmlConvert.DecodeName(id));
        }
    }

    [Fact]
    public void NoTwoAccountsHaveOneId()
    {
        byte[][] parts = ["_"u8.ToArray(), "x"u8.ToArray(), "X"u8.ToArray(), ":"u8.ToArray(), "FF"u8.ToArray(), "005F"u8.ToArray(), [0xFF], [0xED, 0xA0, 0x80], "\uFFFD"u8.ToArray(), " "u8.ToArray()];
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in new[] { Platform.Unknown, Platform.X })
        {
            foreach (var account in parts.SelectMany(_ => parts, (a, b) => (byte[])[.. a, .. b]).SelectMany(_ => parts, (ab, c) => (byte[])[.. ab, .. c]).SelectMany(_ => parts, (abc, d) => (byte[])[.. abc, .. d]))
            {
                var what = $"{platform} {Convert.ToHexString(account)}";
                var id = NodeId.Of(platform, account);
                Assert.Equal(what, ids.GetValueOrDefault(id, what));
                ids[id] = what;
            }
        }
    }
}
