using System.Text;
using Copypasta.Hashing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class ObfuscationsTests
{
    [Theory]
    [InlineData("the good bread of the town", "the good bread of the town")]
    [InlineData("the go\u200Bod bread", "the go[U+200B]od bread")]
    [InlineData("the gоod bread of the town", "the gо[U+043E]od bread of the town")]
    [InlineData("read \u202Ethis\u202C now please", "read [U+202E]this[U+202C] now please")]
    [InlineData("the 𝐠𝐨𝐨𝐝 bread", "the 𝐠[U+1D420]𝐨[U+1D428]𝐨[U+1D428]𝐝[U+1D41D] bread")]
    [InlineData("z\u0335\u0301\u0302\u0303\u0304a\u0335\u0301\u0302\u0303\u0304lgo", "z[5 marks]a[5 marks]lgo")]
    [InlineData("می‌خواهم نان بخرم", "می‌خواهم نان بخرم")]
    [InlineData("👩‍🔬 works", "👩‍🔬 works")]
    [InlineData("", "")]
    public void ObfuscationsAreShownInPlace(string text, string expected) => Assert.Equal(expected, new Obfuscations().Reveal(Encoding.UTF8.GetBytes(text)));

    [Property]
    public Property OrdinaryTextHasNoneAndPlacesIncrease() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text ?? "");
        new TextNormalizer(TextProfile.Social).Normalize(utf8, out var flags);
        var found = new Obfuscations().Find(utf8);
        Assert.All(found, use => Assert.True(flags.HasFlag(use.Kind)));
        Assert.All(found, use => Assert.InRange(use.Start + use.Length, 1, utf8.Length));
    });
}
