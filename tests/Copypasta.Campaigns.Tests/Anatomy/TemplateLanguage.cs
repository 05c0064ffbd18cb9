using System.Globalization;

namespace Copypasta.Campaigns.Tests;

/// <summary>
/// Sentences with slots, written for the tests of templates: two halves, so that what is tuned on one is reported on the other. All invented.
/// </summary>
internal sealed record TemplateLanguage(string Name, bool IsSpaced, string[][] Sentences, string[][] Fillers, string[] Names, string[] Places, string[] Jobs, string[] Months, string Money, char Zero = '0')
{
    public static TemplateLanguage[] All { get; } =
    [
        new(
            "English", true,
            [
                [
                    "Dear {name}, I am writing as a {job} from {place}.",
                    "My neighbours and I in {place} want the old library to stay open.",
                    "On {date} we will meet in front of the town hall.",
                    "We have already collected {number} signatures for our small park.",
                    "Please give {money} to the choir before the summer ends.",
                    "Our teacher {name} asked every {job} to bring a friend.",
                    "See {link} for the songs we will sing together.",
                ],
                [
                    "Hello {name}, this is a message for everyone who lives near {place}.",
                    "As a {job} I think the new bridge should be painted blue.",
                    "The bus from {place} to {place} will stop at the market again.",
                    "The bakery gave away {number} loaves of bread on {date} this year.",
                    "A ticket for the garden show costs only {money} for children.",
                    "Ask {mention} for the recipe and tell your friends about it.",
                    "Thank you {name} for watering the flowers while we were away.",
                ],
            ],
            [
                ["It means a lot to all of us.", "The swans on the lake will thank you.", "Bring warm clothes and a song.", "Nobody should miss this evening.", "Tea and cake are waiting for you."],
                ["Let us keep the river clean together.", "Every little bit helps the garden grow.", "The weather has been kind to us.", "We hope to see many happy faces.", "The orchestra has practised for weeks."],
            ],
            ["Anna", "Oliver", "Mrs Hartley", "Sam Whitcombe", "Ruth", "Peter", "Mr Ogden", "Clara Bell", "Dev", "Ines", "Tomas", "Grace", "Harold Finch", "Mei", "Yusuf", "Lena"],
            ["Leeds", "Bath", "New Haven", "York", "Little Marlow", "Dover", "Ely", "Kings Lynn", "Truro", "Wells", "Ripon", "Saint Ives", "Derby", "Whitby", "Luton", "Hull"],
            ["nurse", "baker", "retired teacher", "plumber", "student", "bus driver", "gardener", "carpenter", "piano tuner", "farmer", "librarian", "cook", "painter", "shop owner", "beekeeper", "tailor"],
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"], "${0}"),
        new(
            "Russian", true,
            [
                [
                    "Уважаемый {name}, я работаю в школе города {place} и прошу помочь.",
                    "Мы с соседями из деревни {place} хотим сохранить старую библиотеку.",
                    "Встреча состоится {date} возле главного входа в парк.",
                    "Мы собрали уже {number} подписей за новый сквер.",
                    "Билет на концерт хора стоит {money} для всех желающих.",
                    "Наш сосед {name} когда-то был известный {job} и поэт.",
                    "Все песни вечера можно найти по ссылке {link} заранее.",
                ],
                [
                    "Здравствуйте, {name}, пишу всем, кто живёт рядом с городом {place}.",
                    "Говорю как простой {job} о том, что мост надо покрасить.",
                    "Автобус по маршруту {place} и {place} снова ходит через рынок.",
                    "Пекарня раздала {number} буханок хлеба к празднику {date} у реки.",
                    "За выставку цветов просят всего {money} с каждого взрослого.",
                    "Спросите {mention} про рецепт пирога и расскажите друзьям.",
                    "Спасибо, {name}, за то, что полили цветы этим летом.",
                ],
            ],
            [
                ["Для нас это очень важно.", "Лебеди на озере скажут спасибо.", "Возьмите тёплую одежду и хорошее настроение.", "Никто не должен пропустить этот вечер."],
                ["Давайте вместе беречь нашу реку.", "Каждая мелочь помогает саду расти.", "Погода в этом году нас радует.", "Оркестр готовился несколько недель."],
            ],
            ["Анна", "Олег Петрович", "Мария", "Сергей", "Ирина Львовна", "Павел", "Дмитрий", "Ольга", "Тимур", "Нина", "Лев", "Вера", "Игорь Белов", "Зоя", "Юрий", "Алла"],
            ["Тверь", "Псков", "Старая Русса", "Рязань", "Вологда", "Калуга", "Елец", "Великий Устюг", "Пермь", "Омск", "Тула", "Нижний Тагил", "Курск", "Ижевск", "Сочи", "Орёл"],
            ["врач", "повар", "школьный учитель", "водитель", "студент", "садовник", "плотник", "библиотекарь", "художник", "фермер", "портной", "настройщик роялей", "почтальон", "маляр", "пекарь", "инженер"],
            ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"], "{0} рублей"),
        new(
            "Persian", true,
            [
                [
                    "سلام {name} عزیز، من یک {job} از شهر {place} هستم.",
                    "ما همسایه‌های محله {place} می‌خواهیم کتابخانه قدیمی باز بماند.",
                    "روز {date} همه جلوی ساختمان شهرداری جمع می‌شویم.",
                    "تا امروز {number} امضا برای پارک کوچک خودمان گرفته‌ایم.",
                    "بلیت کنسرت گروه سرود فقط {money} برای هر نفر است.",
                    "معلم ما {name} گفت که هر {job} یک دوست با خود بیاورد.",
                    "همه ترانه‌های شب را در {link} می‌توانید پیدا کنید.",
                ],
                [
                    "درود بر {name} و همه کسانی که نزدیک {place} زندگی می‌کنند.",
                    "به عنوان یک {job} فکر می‌کنم پل تازه باید آبی شود.",
                    "اتوبوس {place} به {place} دوباره از کنار بازار می‌گذرد.",
                    "نانوایی ما {number} نان را در {date} به مردم داد.",
                    "ورودی نمایشگاه گل تنها {money} برای کودکان خواهد بود.",
                    "دستور پخت را از {mention} بپرسید و به دوستان بگویید.",
                    "ممنون از {name} که در نبود ما به گل‌ها آب داد.",
                ],
            ],
            [
                ["این کار برای ما خیلی مهم است.", "قوهای دریاچه از شما سپاسگزار خواهند بود.", "لباس گرم و یک ترانه همراه بیاورید.", "هیچ کس نباید این شب را از دست بدهد."],
                ["بیایید با هم رودخانه را تمیز نگه داریم.", "هر کمک کوچکی باغ را سبزتر می‌کند.", "هوا این روزها با ما مهربان است.", "گروه موسیقی هفته‌ها تمرین کرده است."],
            ],
            ["آنا", "بهرام", "خانم رستمی", "سارا", "کاوه", "مریم", "پرویز احمدی", "لیلا", "یوسف", "نرگس", "دارا", "شیرین", "هوشنگ", "مینا کریمی", "رضا", "ژاله"],
            ["شیراز", "تبریز", "بندر انزلی", "یزد", "کرمان", "رشت", "همدان", "گنبد کاووس", "اهواز", "قم", "ساری", "نجف آباد", "بوشهر", "اراک", "زنجان", "سمنان"],
            ["پرستار", "نانوا", "معلم بازنشسته", "راننده", "دانشجو", "باغبان", "نجار", "کتابدار", "نقاش", "کشاورز", "خیاط", "آشپز", "عکاس", "دکان دار", "زنبوردار", "مهندس"],
            ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"], "{0} تومان", '۰'),
        new(
            "Chinese", false,
            [
                [
                    "亲爱的{name}，我是来自{place}的{job}，想说几句心里话。",
                    "我们住在{place}的邻居都希望老图书馆继续开放。",
                    "请大家{date}在市政厅门口集合。",
                    "我们已经为小公园收集了{number}个签名。",
                    "合唱团的门票每张只要{money}，欢迎带孩子来。",
                    "我们的老师{name}请每位{job}带一个朋友参加。",
                    "晚会的歌曲可以在 {link} 上找到。",
                ],
                [
                    "{name}您好，这封信写给所有住在{place}附近的朋友。",
                    "作为一名{job}，我认为新桥应该刷成蓝色。",
                    "从{place}开往{place}的公共汽车又经过市场了。",
                    "面包店在{date}送出了{number}个面包。",
                    "花展的门票对儿童只收{money}。",
                    "做法请问 {mention} 然后告诉身边的人。",
                    "感谢{name}在我们外出时给花浇水。",
                ],
            ],
            [
                ["这对我们大家都很重要。", "湖上的天鹅会感谢你们。", "请带上保暖的衣服和一首歌。", "谁都不应该错过这个夜晚。"],
                ["让我们一起保护这条河。", "一点一滴都能帮助花园成长。", "最近的天气对我们很好。", "乐队已经排练了好几个星期。"],
            ],
            ["王芳", "李建国", "张阿姨", "欧阳雪", "陈明", "赵丽", "刘德", "孙小梅", "周强", "吴老先生", "郑洁", "林海", "何静", "郭涛", "马兰", "高飞"],
            ["北京", "上海", "哈尔滨", "杭州", "成都", "呼和浩特", "西安", "大连", "桂林", "拉萨", "苏州", "石家庄", "青岛", "昆明", "厦门", "洛阳"],
            ["护士", "面包师", "退休教师", "司机", "大学生", "园丁", "木匠", "图书管理员", "画家", "农民", "裁缝", "厨师", "摄影师", "店主", "养蜂人", "工程师"],
            ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"], "{0}元"),
        new(
            "Thai", false,
            [
                [
                    "เรียนคุณ{name} ดิฉันเป็น{job}จากจังหวัด{place}ค่ะ",
                    "พวกเราที่อยู่ใน{place}อยากให้ห้องสมุดเก่าเปิดต่อไป",
                    "เราจะพบกันหน้าศาลากลางใน {date} นี้",
                    "เรารวบรวมรายชื่อได้แล้ว {number} ชื่อเพื่อสวนเล็ก ๆ ของเรา",
                    "บัตรชมวงประสานเสียงราคาเพียง {money} ต่อคน",
                    "ครู{name}ขอให้{job}ทุกคนพาเพื่อนมาด้วย",
                    "ฟังเพลงของงานได้ที่ {link} ก่อนวันงาน",
                ],
                [
                    "สวัสดี{name} ข้อความนี้ถึงทุกคนที่อยู่ใกล้{place}ครับ",
                    "ในฐานะ{job} ผมคิดว่าสะพานใหม่ควรทาสีฟ้า",
                    "รถเมล์จาก{place}ไป{place}ผ่านหน้าตลาดอีกแล้ว",
                    "ร้านขนมปังแจกขนมปัง {number} ก้อนเมื่อ {date} ที่ผ่านมา",
                    "ค่าเข้าชมงานดอกไม้สำหรับเด็กเพียง {money} เท่านั้น",
                    "ถามสูตรจาก {mention} แล้วบอกต่อเพื่อน ๆ",
                    "ขอบคุณ{name}ที่รดน้ำดอกไม้ตอนเราไม่อยู่",
                ],
            ],
            [
                ["เรื่องนี้สำคัญกับพวกเรามาก", "หงส์ในทะเลสาบจะขอบคุณคุณ", "อย่าลืมเสื้อกันหนาวและเพลงหนึ่งเพลง", "ไม่มีใครควรพลาดค่ำคืนนี้"],
                ["มาช่วยกันดูแลแม่น้ำให้สะอาด", "ทุกสิ่งเล็กน้อยช่วยให้สวนเติบโต", "ช่วงนี้อากาศดีกับพวกเรา", "วงดนตรีซ้อมมาหลายสัปดาห์แล้ว"],
            ],
            ["สมชาย", "มาลี", "ป้าแดง", "วิชัย", "อรทัย", "ธนา", "ปราณี ใจดี", "กมล", "นิดา", "ลุงพร", "จันทร์", "ศิริ", "บุญมี", "เอก", "ฝน", "รุ่งทิพย์"],
            ["เชียงใหม่", "ระยอง", "ขอนแก่น", "ลำปาง", "กระบี่", "อยุธยา", "ตาก", "น่าน", "สุรินทร์", "พังงา", "เลย", "หนองคาย", "ยะลา", "ชุมพร", "แพร่", "ปทุมธานี"],
            ["พยาบาล", "ครูเกษียณ", "คนขับรถ", "นักศึกษา", "ชาวสวน", "ช่างไม้", "บรรณารักษ์", "จิตรกร", "ชาวนา", "แม่ครัว", "ช่างภาพ", "เจ้าของร้าน", "วิศวกร", "หมอ", "ทนาย", "แม่บ้าน"],
            ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"], "{0} บาท"),
    ];

    /// <summary>A value for a slot.</summary>
    public string Value(string slot, Random random) => slot switch
    {
        "name" => random.GetItems(Names, 1)[0],
        "place" => random.GetItems(Places, 1)[0],
        "job" => random.GetItems(Jobs, 1)[0],
        "number" => Digits(random.Next(12, 9000)),
        "money" => string.Format(CultureInfo.InvariantCulture, Money, Digits(random.Next(2, 90) * 50)),
        "date" when Name == "Chinese" => random.GetItems(Months, 1)[0] + Digits(random.Next(1, 29)) + "日",
        "date" => Digits(random.Next(1, 29)) + " " + random.GetItems(Months, 1)[0],
        "link" => "https://example.org/" + random.Next(10_000, 100_000).ToString("x", CultureInfo.InvariantCulture),
        "mention" => "@" + random.GetItems(s_handles, 1)[0] + random.Next(100).ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "no such slot"),
    };

    private static readonly string[] s_handles = ["garden", "songbird", "bluebridge", "oldmill", "teahouse", "swan_lake", "harvest"];

    private string Digits(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + Zero)));
}
