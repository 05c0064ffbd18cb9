namespace Copypasta.Campaigns.Tests;

public sealed class NegationsTests
{
    [Theory]
    [InlineData("They are not grey, and never were", "not|never")]
    [InlineData("I DON\u2019T know; nobody can't", "DON\u2019T|nobody|can't")]
    [InlineData("a notable knot in Norway", "")]
    [InlineData("Das ist nicht mein Brot, ich habe keins", "nicht")]
    [InlineData("не знаю, нет", "не|нет")]
    [InlineData("небо и нетто", "")]
    [InlineData("نمی\u200Cدانم و نیست", "نمی\u200Cدانم|نیست")]
    [InlineData("نمی", "")]
    [InlineData("ليس هذا ولا ذاك لا", "ليس|لا")]
    [InlineData("我不知道，没有人", "不|没")]
    [InlineData("非常特别的莫斯科", "")]
    [InlineData("知らない、行きません", "ない|ません")]
    [InlineData("ฉันไม่รู้ อย่าไป", "ไม่|อย่า")]
    [InlineData("rendez-vous le 5 mai", "")]
    [InlineData("", "")]
    public void NegationsAreFoundAsWholeWords(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Negations.Find(text).Select(range => text[range])));
}
