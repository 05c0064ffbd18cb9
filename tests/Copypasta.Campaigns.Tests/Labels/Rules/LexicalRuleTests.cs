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
    [InlineData("Zachraňte přívoz! Zkopírujte si to k sobě na zeď")]
    [InlineData("Zachráňte prievoz! Skopírujte to na svoju stenu, nezdieľajte")]
    [InlineData("Спасете сала! Копирайте това на стената си")]
    [InlineData("Savu la pramon! Kopiu kaj algluu ĝin")]
    [InlineData("Rädda färjan! Kopiera och klistra in på din vägg")]
    [InlineData("Mentsétek meg a kompot! Másold és illeszd be a faladra")]
    [InlineData("Salvați bacul! Copiați și lipiți pe peretele vostru")]
    [InlineData("Σώστε το πορθμείο! Αντιγράψτε το στον τοίχο σας")]
    [InlineData("Ratujcie prom! Kto pamięta, niech skopiuje. Proszę wkleić u siebie i kopiować")]
    [InlineData("Chi ama il traghetto lo copi e lo metta in bacheca")]
    [InlineData("Quien quiera salvar la balsa que lo copie en su muro")]
    [InlineData("Кто помнит паром, тот скопирует. Копируем на свою стену")]
    [InlineData("Save the ferry, please RT")]
    [InlineData("Save the ferry! https://clicktotweet.com/xYz1")]
    [InlineData("Save the ferry! Ready texts: https://docs.google.com/document/d/1x")]
    public void TextsThatAskToBeCopied(string text)
    {
        var finding = LabelSample.Cluster(4, text: text).Judge(LabelCode.AsksToBeCopied);
        Assert.Equal((Answer.Yes, LabelEffect.Context), (finding.Answer, finding.Effect));
    }

    [Theory]
    [InlineData(LabelSample.Text)]
    [InlineData("Разбираем сортировку: не нужно копипастить, нужно понимать")]
    [InlineData("She copied the timetable and went to the pier")]
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
    [InlineData("Bin dabei! Ich folge euch, habe geteilt und würde so gern das Ruder gewinnen")]
    [InlineData("Yarışmaya katılıyorum: takipteyim, paylaştım, kürek benim olsun, çekilişe varım")]
    [InlineData("Participo: os sigo, he compartido y menciono a Odwin")]
    [InlineData("Participando! Já sigo, compartilhei e marquei a Mirabel")]
    [InlineData("Je participe ! Je suis abonnée et j'ai partagé")]
    [InlineData("Partecipo! Vi seguo e ho condiviso")]
    [InlineData("Участвую! Подписалась и сделала репост")]
    [InlineData("Biorę udział! Obserwuję i udostępniam")]
    [InlineData("Soutěž o pádlo: sledujte nás, sdílejte a vyhrajte")]
    [InlineData("Спечелете гребло: последвайте ни и споделете")]
    [InlineData("Gajnu remilon: sekvu nin kaj dividu")]
    [InlineData("Tävling! Följ oss, dela inlägget och tagga en vän, vinn en åra")]
    [InlineData("Gewinnspiel: Folgt uns und teilt den Beitrag, wir verlosen ein Ruder")]
    public void EntriesOfAGiveaway(string text) => Assert.Equal(Answer.Yes, LabelSample.Cluster(4, text: text).Judge(LabelCode.Giveaway).Answer);

    [Theory]
    [InlineData("Follow us for news of the ferry, and share them")]
    [InlineData("Win a pair of oars in our shop today")]
    [InlineData("The old account won't come back. Please retweet and follow the new one")]
    [InlineData("The winner of the race was the ferry of Velnamere")]
    public void FollowingOrWinningAloneIsNone(string text) => Assert.Equal(Answer.No, LabelSample.Cluster(4, text: text).Judge(LabelCode.Giveaway).Answer);
}
