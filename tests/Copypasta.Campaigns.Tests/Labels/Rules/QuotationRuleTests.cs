namespace Copypasta.Campaigns.Tests;

public sealed class QuotationRuleTests
{
    [Theory]
    [InlineData("\"The ferry leaves when it leaves\"")]
    [InlineData("“The ferry leaves when it leaves”")]
    [InlineData("So true: “The ferry leaves when it leaves, not before” ❤ #ferry https://tamdo.example")]
    [InlineData("„Die Fähre fährt, wenn sie fährt“")]
    [InlineData("»Die Fähre fährt, wenn sie fährt«")]
    [InlineData("« Le bac part quand il part »")]
    [InlineData("«Паром уходит, когда уходит»")]
    [InlineData("「船は出る時に出る」")]
    [InlineData("『船は出る時に出る』")]
    [InlineData("“船该开的时候才开”")]
    [InlineData("《船该开的时候才开》")]
    [InlineData("«العبارة تغادر حين تغادر»")]
    [InlineData("«کشتی وقتی می‌رود که می‌رود»")]
    [InlineData("‘The ferry leaves when it’s time to leave’")]
    [InlineData("The ferry leaves when it leaves. - Mirabel Tamdo")]
    [InlineData("The ferry leaves when it leaves.\n-- Mirabel Tamdo, Of Ferries")]
    [InlineData("The ferry leaves when it leaves! — Mirabel Tamdo #ferry https://tamdo.example/x")]
    [InlineData("Die Fähre fährt, wenn sie fährt. (Mirabell Tamdo)")]
    [InlineData("船该开的时候才开。——米拉贝尔")]
    [InlineData("نقل قول: کشتی وقتی می‌رود که می‌رود")]
    [InlineData("Цитата дня: паром уходит, когда уходит")]
    [InlineData("'The ferry leaves when it's time to leave' Mirabel Tamdo")]
    [InlineData("船该开的时候才开。（米拉贝尔）")]
    [InlineData("The ferry leaves when it leaves. (Ferry Law 3.)")]
    [InlineData("Die Fähre fährt, wenn sie fährt. ~ Mirabell von der Tamdo")]
    [InlineData("The ferry leaves when it leaves. — Ferries 3:16")]
    [InlineData("“The ferry leaves when it leaves”—Mirabel Tamdo")]
    [InlineData("Mirabel Tamdo: The ferry leaves when it leaves, and not before")]
    [InlineData("Мирабель Тамдо: паром уходит, когда уходит, и не раньше")]
    [InlineData("RT tamdo: The ferry leaves when it leaves, and not before")]
    [InlineData("《渡口》米拉贝尔\n船该开的时候才开，人该走的时候才走。")]
    [InlineData("米拉贝尔《渡口》：船该开的时候才开，人该走的时候才走。")]
    public void QuotedOrAttributedTextsAreQuotations(string text) => Assert.Equal(Answer.Yes, LabelSample.Cluster(5, text: text).Judge(LabelCode.Quotation).Answer);

    [Theory]
    [InlineData(LabelSample.Text)]
    [InlineData("They call it a \"ferry\" but it has not left the northern pier since last summer")]
    [InlineData("It's the bridge's fault that the ferry doesn't leave, isn't it? It's what they'd say")]
    [InlineData("Ferry leaves from northern pier - The Tamdo Post")]
    [InlineData("The north-western pier is closed, the ferry leaves from the southern one")]
    [InlineData("Three ferries left today. - and none of them was full!")]
    [InlineData("Tamdo kündigt „Velna Rider“-Neuauflage an")]
    [InlineData("Матч Велна - \"Тамдо\" обслужит Егоров, \"Паром\" и \"Мост\" - Безбородов")]
    [InlineData("Nicht zu fassen! - Polizei schickt Mirabell geklaute Uhr nach")]
    [InlineData("Five films to watch on a ferry: “Gone Away”, “Pier Pressure”, “The Buoy”, “Some Oars”, “Twelve Otters”")]
    [InlineData("Клуб моряков» ищет тех, кто пишет о пароходах каждый день, и платит за это. Подробнее в «Газете»")]
    [InlineData("All that you need to sail.\n[Download it] (PDF file in comments)")]
    [InlineData("Велна уволила начальника порта, и только после долгой проверки его слова подтвердились, а двое других помощников ушли сами")]
    [InlineData("Velnamere: water 120 cm, wind 12 m/s, 7.5 degrees, pressure 1013 hPa")]
    [InlineData("Monsieur le Maire: gardez le bac qui part quand il part, et ne fermez pas le ponton")]
    [InlineData("Метеостанция «Тамдо»: ясно, ветер слабый, паром уходит с северного причала")]
    [InlineData("Hola, Mirabel: la balsa sale cuando sale, y yo vivo en Velnamere")]
    [InlineData("Breaking: The ferry leaves when it leaves, and not before")]
    [InlineData("Срочно: паром уходит, когда уходит, и не раньше")]
    [InlineData("FERRY NEWS: The ferry leaves when it leaves, and not before")]
    [InlineData("What we know so far: The ferry leaves when it leaves, and not before")]
    [InlineData("''@velna The ferry leaves when it leaves, and not before'")]
    [InlineData("The mast is 6\" thick and the oar is 3\" wide, both made in Velnamere")]
    public void OthersAreNot(string text) => Assert.Equal(Answer.No, LabelSample.Cluster(5, text: text).Judge(LabelCode.Quotation).Answer);

    [Fact]
    public void FourFifthsMustBe()
    {
        Assert.Equal(Answer.Yes, LabelSample.Cluster(5, (p, i) => i < 4 ? p with { Text = $"“{p.Text}”" } : p).Judge(LabelCode.Quotation).Answer);
        Assert.Equal(Answer.No, LabelSample.Cluster(5, (p, i) => i < 3 ? p with { Text = $"“{p.Text}”" } : p).Judge(LabelCode.Quotation).Answer);
    }
}
