namespace Copypasta.Campaigns.Tests;

/// <summary>Invented names and the wordings of the generators, in their own words.</summary>
internal static class StudyWords
{
    public static string[] Tags { get; } = ["velna", "tamdo", "morning", "ferry", "thoughts", "hafen", "río", "мысли", "每日"];

    public static string[] People { get; } = ["Odwin Velnamere", "Mirabel Tamdo", "Corwin Brilow", "Petra Oskren", "Linus Pelby", "Aurel Queren", "Sabra Harwick", "Ivo Lumden", "Dorrit Fenshaw", "Wilma Doricombe", "Jorin Galmarch", "Barnaby Thurtor"];

    public static string[] Towns { get; } = ["Velnamere", "Tamdofield", "Brilow", "Oskren", "Pelby", "Querenford", "Harwick", "Lumden", "Fenshaw", "Doricombe"];

    public static string[] Languages { get; } = ["en", "de", "es", "it", "ru", "pt", "zh"];

    public static Dictionary<string, string[]> Asks { get; } = new()
    {
        ["en"] = ["Please copy and paste this on your own wall", "Copy this text into your status, don't just share it", "If you agree, copy & paste!"],
        ["de"] = ["Bitte kopieren und weitergeben!", "Kopiert diesen Text und postet ihn selbst", "Kopieren und einfügen, nicht teilen"],
        ["es"] = ["Copia y pega en tu muro", "Por favor, copien y peguen", "Si estás de acuerdo, copia este mensaje"],
        ["it"] = ["Copia e incolla sulla tua bacheca", "Fate copia e incolla, non condividete"],
        ["ru"] = ["Скопируй и размести у себя", "Скопируйте этот текст на свою стену", "Копируйте и вставляйте!"],
        ["pt"] = ["Copie e cole no seu mural", "Copiem e colem, por favor", "Quem concorda copia e cola"],
        ["zh"] = ["请复制粘贴到你的朋友圈", "复制这段话发到群里吧"],
    };

    public static Dictionary<string, string[]> Entries { get; } = new()
    {
        ["en"] = ["To enter the draw: follow us and retweet. Winners on Friday!", "Giveaway! Follow + tag two friends and this could be yours", "Want to win one? Like this, follow and share"],
        ["de"] = ["Gewinnspiel: Folge uns und teile den Beitrag", "Wir verlosen drei Stück! Folgen, markieren, fertig"],
        ["es"] = ["¡Sorteo! Síguenos y comparte para participar", "Para ganar: seguir la cuenta y etiquetar a dos amigos"],
        ["it"] = ["Segui la pagina, tagga un amico e vinci!", "Concorso: seguici e condividi il post"],
        ["ru"] = ["Розыгрыш! Подпишись и сделай репост", "Чтобы выиграть, подпишитесь и отметьте двух друзей"],
        ["pt"] = ["Sorteio! Siga a página e compartilhe", "Para concorrer: seguir e marcar dois amigos"],
        ["zh"] = ["转发抽奖！关注并转发即可参加", "关注我们，转发本条，抽出三位送奖品"],
    };

    public static Dictionary<string, string[]> Salutations { get; } = new()
    {
        ["en"] = ["Dear Senator {0},", "Dear Commissioner,", "To the members of the council:"],
        ["de"] = ["Sehr geehrte Frau Bundesministerin,", "Sehr geehrter Herr Bürgermeister,"],
        ["es"] = ["Señor Ministro:", "Estimada señora Alcaldesa, Excelentísima señora:"],
        ["it"] = ["Egregio Presidente,", "Gentile Ministro,"],
        ["ru"] = ["Уважаемый господин министр!", "Уважаемые депутаты!"],
        ["pt"] = ["Excelentíssimo Senhor Presidente,", "Prezado Deputado,"],
        ["zh"] = ["尊敬的部长：", "尊敬的市长先生："],
    };

    public static Dictionary<string, string[]> Petitions { get; } = new()
    {
        ["en"] = ["I've signed, have you? Petition:", "Please sign the petition"],
        ["de"] = ["Bitte unterschreibt die Petition", "Petition mitzeichnen!"],
        ["es"] = ["Firma la petición", "Ya he firmado, firma tú también"],
        ["it"] = ["Firma la petizione", "Ho firmato, firmate anche voi"],
        ["ru"] = ["Подпишите петицию", "Я подписал петицию"],
        ["pt"] = ["Assine a petição", "Já assinei o abaixo-assinado"],
        ["zh"] = ["请签名请愿", "连署请愿"],
    };

    public static Dictionary<string, string[]> Warnings { get; } = new()
    {
        ["en"] = ["Flood warning for {0} from {1}:00, stage {2}", "Severe weather alert: {0}, {1}:00, gusts of {2} km/h"],
        ["de"] = ["Unwetterwarnung für {0} ab {1}:00 Uhr, Böen {2} km/h"],
        ["es"] = ["Alerta por lluvias en {0} desde las {1}:00, {2} mm"],
        ["it"] = ["Allerta meteo a {0} dalle {1}:00, {2} mm"],
        ["ru"] = ["Штормовое предупреждение: {0}, с {1}:00, ветер {2} м/с"],
        ["pt"] = ["Alerta de chuva em {0} a partir das {1}:00, {2} mm"],
        ["zh"] = ["{0}发布暴雨预警，{1}:00起，雨量{2}毫米"],
    };

    public static Dictionary<string, string[]> Reports { get; } = new()
    {
        ["en"] = ["Temperature in Velnamere {0} °C, wind {1} km/h, pressure {2} hPa", "River Tamdo at the northern pier: {0} cm, {1} m³/s, {2} min"],
        ["de"] = ["Pegel Tamdo am Nordkai: {0} cm, Abfluss {1} m³/s, Messung {2}"],
        ["es"] = ["Temperatura en Velnamere {0} °C, viento {1} km/h, presión {2} hPa"],
        ["it"] = ["Temperatura a Velnamere {0} °C, vento {1} km/h, pressione {2} hPa"],
        ["ru"] = ["Температура в Велнамере {0} °C, ветер {1} м/с, давление {2} мм"],
        ["pt"] = ["Temperatura em Velnamere {0} °C, vento {1} km/h, pressão {2} hPa"],
        ["zh"] = ["维尔纳气温{0}度，风速{1}公里每小时，气压{2}百帕"],
    };

    public static Dictionary<string, string[]> Greetings { get; } = new()
    {
        ["en"] = ["Happy Friday everyone, have a wonderful and restful weekend!", "Good morning to all my lovely friends, may your day be bright"],
        ["de"] = ["Einen wunderschönen guten Morgen und einen schönen Wochenstart euch allen!", "Endlich Freitag, ich wünsche allen ein schönes Wochenende"],
        ["es"] = ["Muy buenos días a todos mis amigos, que tengan un lindo día", "Feliz fin de semana para toda mi gente bonita"],
        ["it"] = ["Buongiorno a tutti gli amici e buon inizio di settimana"],
        ["ru"] = ["Доброе утро, друзья! Хорошего дня и отличного настроения", "С пятницей, дорогие мои, хороших всем выходных"],
        ["pt"] = ["Bom dia a todos os meus amigos, uma ótima semana para nós"],
        ["zh"] = ["大家早上好，祝你们今天一切顺利，天天开心"],
    };
}
