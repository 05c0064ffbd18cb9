namespace Copypasta.Campaigns.Tests;

public sealed class FormLetterRuleTests
{
    [Fact]
    public void CommentsHandedInToOneDocketAreAFormLetter()
    {
        var finding = LabelSample.Cluster(10, (p, i) => p with { Docket = i < 8 ? "17-108" : "17-109" }).Judge(LabelCode.FormLetter);
        Assert.Equal((Answer.Yes, 0.8, "17-108", LabelEffect.Explains), (finding.Answer, finding.Share, finding.Words("docket"), finding.Effect));
    }

    [Theory]
    [InlineData("Dear Commissioner Tamdo, I am a {0} from Velnamere. Please keep the ferry.")]
    [InlineData("Sehr geehrter Herr Ministerpräsident, ich bin {0} aus Velnamere. Bitte erhalten Sie die Fähre.")]
    [InlineData("Уважаемый министр! Я {0} из Велны. Прошу сохранить паром.")]
    [InlineData("السيد الوزير المحترم، أنا {0} من فيلنا. أرجو الإبقاء على العبارة.")]
    [InlineData("وزیر محترم، من {0} اهل ولنا هستم. لطفا کشتی را نگه دارید.")]
    [InlineData("尊敬的部长，我是{0}。请保留渡轮。")]
    [InlineData("大臣 様　私は{0}です。渡し船を残してください。")]
    [InlineData("माननीय मंत्री जी, मैं {0} हूँ। कृपया नौका सेवा बनाए रखें।")]
    [InlineData("เรียน ท่านรัฐมนตรี ข้าพเจ้า {0} ขอให้รักษาเรือข้ามฟากไว้")]
    [InlineData("Sayın Bakanım, ben {0}. Lütfen vapuru koruyun.")]
    [InlineData("Estimado Ministro: soy {0} de Velna. Le pido que conserve el transbordador.")]
    [InlineData("Excelentíssimo Senhor Ministro, sou {0} de Velna. Peço que mantenha a balsa.")]
    [InlineData("Monsieur le Ministre, je suis {0} de Velna. Merci de conserver le bac.")]
    public void LettersToAnOfficeAreOneWhereTheirSendersDiffer(string text)
    {
        var letters = LabelSample.Cluster(5, (p, i) => p with { Text = text.Replace("{0}", $"Odwin{i}", StringComparison.Ordinal) });
        Assert.Equal(Answer.Yes, (letters with { Slots = [new SlotFacts(SlotType.Words, ["Odwin1", "Odwin2"])] }).Judge(LabelCode.FormLetter).Answer);
        Assert.Equal(Answer.Yes, (letters with { Slots = [new SlotFacts(SlotType.Text, ["at dawn"]), new SlotFacts(SlotType.Words, ["ولنا", "米拉"])] }).Judge(LabelCode.FormLetter).Answer);
        Assert.Equal(Answer.No, (letters with { Slots = [new SlotFacts(SlotType.Words, ["baker", "tailor"]), new SlotFacts(SlotType.Number, ["7"])] }).Judge(LabelCode.FormLetter).Answer);
        Assert.Equal(Answer.No, (letters with { Slots = [] }).Judge(LabelCode.FormLetter).Answer);
        Assert.Equal(Answer.CannotTell, (letters with { Slots = null }).Judge(LabelCode.FormLetter).Answer);
    }

    [Fact]
    public void APetitionsLinkExplainsOnlyWhereTheTextSpeaksOfIt()
    {
        const string Link = " https://www.change.org/p/keep-the-velnamere-ferry?recruiter=7";
        var signing = LabelSample.Cluster(5, text: "I just signed the petition for the ferry, please sign it too!" + Link).Judge(LabelCode.FormLetter);
        var beside = LabelSample.Cluster(5, text: LabelSample.Text + Link).Judge(LabelCode.FormLetter);
        Assert.Equal((Answer.Yes, LabelEffect.Explains, "change.org/p/keep-the-velnamere-ferry"), (signing.Answer, signing.Effect, signing.Words("docket")));
        Assert.Equal((Answer.Yes, LabelEffect.Context), (beside.Answer, beside.Effect));
    }

    [Theory]
    [InlineData("I write on docket EPA-HQ-OAR-2013-0602: keep the ferry as it is")]
    [InlineData("Comment on WC Docket No. 17-108: keep the ferry as it is")]
    public void ADocketsNumberInTheTextCounts(string text) => Assert.Equal((Answer.Yes, LabelEffect.Explains), LabelSample.Cluster(5, text: text).Judge(LabelCode.FormLetter) is var f ? (f.Answer, f.Effect) : default);

    [Theory]
    [InlineData("Attn: Harbour Commissioner Velna, please keep the ferry running. Sincerely, {0}")]
    [InlineData("An den Verkehrsausschuss der Stadt Velna: bitte erhalten Sie die Fähre. Mit freundlichen Grüßen {0}")]
    [InlineData("Liebe Stadträtinnen und Stadträte, bitte erhalten Sie die Fähre. Mein Name ist {0}")]
    [InlineData("A la atención del concejal de transportes: no quiten la balsa. Atentamente, {0}")]
    [InlineData("Prezada vereadora, não acabem com a balsa. Atenciosamente, {0}")]
    [InlineData("Alla cortese attenzione dell'Assessore: non togliete il traghetto. Distinti saluti, {0}")]
    [InlineData("Уважаемая Мира Тамдо, глава города! Сохраните паром. С уважением, {0}")]
    [InlineData("Vážený pane primátore, zachovejte přívoz. S úctou {0}")]
    [InlineData("Уважаеми господин кмете, запазете сала. С уважение, {0}")]
    [InlineData("Szanowna Pani Burmistrz, proszę zachować prom. Z poważaniem {0}")]
    public void LettersAreSignedWhereTheirClosingsDiffer(string text)
    {
        ClusterFacts Letters(Func<int, string> name) => LabelSample.Cluster(6, (p, i) => p with { Text = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name(i)) }) with { Slots = null };
        Assert.Equal(Answer.Yes, Letters(i => $"Odwin{(char)('a' + i)}").Judge(LabelCode.FormLetter).Answer);
        Assert.NotEqual(Answer.Yes, Letters(i => "Odwin").Judge(LabelCode.FormLetter).Answer);
        Assert.NotEqual(Answer.Yes, Letters(i => i % 2 == 0 ? "Odwin" : "Mirabel").Judge(LabelCode.FormLetter).Answer);
        Assert.NotEqual(Answer.Yes, Letters(i => $"The Friends of the Ferry, post {(char)('a' + i)}").Judge(LabelCode.FormLetter).Answer);
    }

    [Fact]
    public void APetitionsNumberCountsInALetterOnly()
    {
        Assert.Equal((Answer.Yes, LabelEffect.Explains), LabelSample.Cluster(5, text: "Sehr geehrte Frau Ministerin, ich unterstütze die Petition Nr. 138762 für die Fähre").Judge(LabelCode.FormLetter) is var f ? (f.Answer, f.Effect) : default);
        Assert.Equal(Answer.No, LabelSample.Cluster(5, text: "Alle sollen wissen: die Petition Nr. 138762 für die Fähre ist da").Judge(LabelCode.FormLetter).Answer);
    }

    [Theory]
    [InlineData("Dear friends, come to the pier at noon and bring your oars. Sincerely, {0}")]
    [InlineData("We met the mayor at the pier and he was kind to us. Sincerely, {0}")]
    public void OthersAreNoLettersToAnOffice(string text) => Assert.Equal(
        Answer.No, LabelSample.Cluster(6, (p, i) => p with { Text = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, $"Odwin{(char)('a' + i)}") }).Judge(LabelCode.FormLetter).Answer);

    [Fact]
    public void DifferentPetitionsAreNoFormLetter() => Assert.Equal(
        Answer.No, LabelSample.Cluster(5, (p, i) => p with { Text = $"Please sign this petition! https://change.org/p/ferry-{i}" }).Judge(LabelCode.FormLetter).Answer);
}
