namespace Copypasta.Campaigns.Tests;

/// <summary>Rules that look for phrases only: asks-to-be-copied and giveaway.</summary>
public sealed class LexicalRuleTests
{
    [Theory]
    [InlineData("Save the ferry! Copy and paste this to your own page")]
    [InlineData("Спасите паром! Скопируйте этот текст к себе")]
    [InlineData("أنقذوا العبارة! انسخ والصق")]
    [InlineData("کشتی را نجات دهید! این متن را کپی کنید")]
    [InlineData("保住渡轮！请复制这段话")]
    [InlineData("渡し船を守ろう！コピペして広めてください")]
    [InlineData("나룻배를 지켜요! 복사해서 올려주세요")]
    [InlineData("नौका बचाओ! इसे कॉपी पेस्ट करो")]
    [InlineData("ช่วยเรือข้ามฟาก คัดลอกข้อความนี้ไปโพสต์")]
    [InlineData("Vapuru kurtarın! Kopyalayıp paylaşın")]
    [InlineData("¡Salven el transbordador! Copia y pega")]
    [InlineData("Salvem a balsa! Copie e cole")]
    [InlineData("Sauvez le bac ! Copiez-collez sur votre mur")]
    [InlineData("Rettet die Fähre! Bitte kopieren und teilen")]
    [InlineData("Save the ferry! https://clicktotweet.com/xYz1")]
    [InlineData("Save the ferry! Ready texts: https://docs.google.com/document/d/1x")]
    public void TextsThatAskToBeCopied(string text)
    {
        var finding = LabelSample.Cluster(4, text: text).Judge(LabelCode.AsksToBeCopied);
        Assert.Equal((Answer.Yes, LabelEffect.Context), (finding.Answer, finding.Effect));
    }

    [Theory]
    [InlineData(LabelSample.Text)]
    [InlineData("The library's copy of the ferry timetable is out of date")]
    [InlineData("Fill in https://docs.google.com/forms/d/1x for the ferry")]
    public void OthersDoNot(string text) => Assert.Equal(Answer.No, LabelSample.Cluster(4, text: text).Judge(LabelCode.AsksToBeCopied).Answer);

    [Theory]
    [InlineData("GIVEAWAY! To enter: follow us, tag a friend and share. Winner on Friday!")]
    [InlineData("Win a pair of oars: follow + retweet by noon")]
    [InlineData("Розыгрыш весла! Подпишись и сделай репост")]
    [InlineData("سحب على مجداف: تابعونا واعمل رتويت للفوز")]
    [InlineData("قرعه کشی پارو! فالو کنید و ریتوییت کنید")]
    [InlineData("转发抽奖：关注并转发，抽一位送船桨")]
    [InlineData("フォロー＆リツイートで船のオールをプレゼント")]
    [InlineData("팔로우하고 리트윗하면 추첨으로 노를 드려요")]
    [InlineData("फॉलो करें और रीट्वीट करें, इनाम जीतें")]
    [InlineData("กดติดตามและแชร์โพสต์นี้ ลุ้นรับไม้พาย")]
    [InlineData("Çekiliş! Takip et, RT yap, kürek kazan")]
    [InlineData("SORTEO: síguenos y comparte para ganar un remo")]
    [InlineData("SORTEIO: siga e compartilhe para ganhar um remo")]
    [InlineData("CONCOURS : suivez-nous et partagez pour gagner une rame")]
    [InlineData("Gewinnspiel: Folgt uns und teilt den Beitrag, wir verlosen ein Ruder")]
    public void EntriesOfAGiveaway(string text) => Assert.Equal(Answer.Yes, LabelSample.Cluster(4, text: text).Judge(LabelCode.Giveaway).Answer);

    [Theory]
    [InlineData("Follow us for news of the ferry, and share them")]
    [InlineData("Win a pair of oars in our shop today")]
    [InlineData("The winner of the race was the ferry of Velnamere")]
    public void FollowingOrWinningAloneIsNone(string text) => Assert.Equal(Answer.No, LabelSample.Cluster(4, text: text).Judge(LabelCode.Giveaway).Answer);
}
