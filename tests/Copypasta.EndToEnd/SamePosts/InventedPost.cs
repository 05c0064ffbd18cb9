using System.Globalization;

namespace Copypasta.EndToEnd;

/// <summary>What an archive cannot carry; where it is not carried, posts are compared with ones that lack it too.</summary>
[Flags]
internal enum Lacking
{
    Nothing = 0,
    Id = 1,
    Author = 2,
    Time = 4,

    /// <summary>Times are cut off to the minute, and no id tells more.</summary>
    Seconds = 8,

    /// <summary>Times are days, which begin at 04:00 UTC.</summary>
    TimeOfDay = 16,

    /// <summary>A post is a line.</summary>
    LineEnds = 32,
}

/// <summary>A post of no platform.</summary>
/// <param name="Number">From 1 on, in the order of the times.</param>
/// <param name="Account">From 1 on.</param>
/// <param name="Time">Unix seconds.</param>
/// <param name="Text">Its text; a repost begins with "RT @…: ", which marks it in every format.</param>
internal sealed record InventedPost(int Number, int Account, long Time, string Text)
{
    public bool IsRepost => Text.StartsWith("RT @", StringComparison.Ordinal);

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Time);

    public string Iso => At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public string Format(string format) => At.ToString(format, CultureInfo.InvariantCulture);

    public InventedPost Without(Lacking lacking) => this with
    {
        Time = lacking.HasFlag(Lacking.TimeOfDay) ? (Time / 86_400 * 86_400) + 14_400 : lacking.HasFlag(Lacking.Seconds) ? Time / 60 * 60 : Time,
        Text = lacking.HasFlag(Lacking.LineEnds) ? Text.Replace('\n', ' ') : Text,
    };
}

/// <summary>
/// Copies and near-copies in several scripts, with what formats break: quotes, commas, semicolons, bars, tabs, line ends, empty lines, emoji, hashtags, links, mentions, signs that HTML or a
/// spreadsheet gives a meaning; reposts; a post that was collected twice.
/// </summary>
internal static class InventedPosts
{
    private static readonly string[][] s_copies =
    [
        [
            "The ferry to Wiscombe leaves at noon, so bring a lamp and a coat for the crossing #ferry",
            "The ferry to Wiscombe leaves at noon, so bring a lamp & a coat for the crossing! #ferry",
            "The ferry to Wiscombe leaves at noon, so bring a lamp and a coat for the crossing #ferry",
        ],
        [
            "Хлеб из новой печи: каждый день с восьми утра,\nприходите пораньше",
            "Хлеб из новой печи: каждый день с восьми утра,\nприходите пораньше 🙂",
            "Хлеб из новой печи: каждый день с восьми утра, приходите пораньше!!!",
        ],
        [
            "=SUM of our hall: \"tea; cake | and 3 < 4 songs\" on Friday evening at seven, all are welcome\n\nBring a cup",
            "=SUM of our hall: \"tea; cake | and 3 < 4 songs\" on Friday evening at seven, all are welcome\n\nBring a cup",
            "'=SUM of our hall: \"tea; cake | and 3 < 4 songs\" on Friday evening at seven, all are welcome\n\nBring a mug",
        ],
        [
            "الجسر القديم فوق النهر مفتوح من جديد كل صباح للمشاة والدراجات",
            "الجسر القديم فوق النهر مفتوح من جديد كل صباح للمشاة والدراجات #الجسر",
        ],
        ["图书馆星期六上午九点开门，欢迎大家带孩子来听故事", "图书馆星期六上午九点开门，欢迎大家带孩子来听故事！", "图书馆星期六上午九点开门，欢迎大家带孩子来听故事 👩‍👧‍👦"],
        ["夏祭りは土曜日の夕方から川沿いの公園で行われます", "夏祭りは土曜日の夕方から川沿いの公園で行われます🎆"],
        ["ตลาดน้ำเปิดทุกวันเสาร์ตั้งแต่เช้าจนถึงเย็นมาเที่ยวกันนะ", "ตลาดน้ำเปิดทุกวันเสาร์ตั้งแต่เช้าจนถึงเย็นมาเที่ยวกันนะ 555"],
        ["नदी के किनारे का मेला इस रविवार को फिर से लगेगा, सब लोग आइए", "नदी के किनारे का मेला इस रविवार को फिर से लगेगा, सब लोग आइए।"],
        ["Der Wochenmarkt zieht um: ab Mai stehen die Stände am Lindenplatz, größer und schöner", "Der Wochenmarkt zieht um: ab Mai stehen die Stände am Lindenplatz, größer und schöner https://markt.example/plan?a=1&b=2"],
        ["@harbour The tide is early today,\tso the boats go out at four", "@quay The tide is early today,\tso the boats go out at four"],
        ["Ahoj!", "Ahoj!"],
    ];

    private static readonly string[] s_alone =
    [
        "Wind from the north at dawn, two boats out and none back before noon", "Who has seen a brown dog with one white ear near the old mill?", "Choir practice is cancelled: the piano has a mouse in it",
    ];

    public static IReadOnlyList<InventedPost> All { get; } = Make();

    private static List<InventedPost> Make()
    {
        var start = new DateTimeOffset(2021, 3, 4, 9, 15, 7, default).ToUnixTimeSeconds();
        var posts = new List<InventedPost>();
        var rounds = s_copies.Max(copies => copies.Length);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < s_copies.Length; i++)
            {
                if (round < s_copies[i].Length)
                {
                    Add((i * 7 % 5) + round + 1, s_copies[i][round]);
                }
            }

            Add(20 + round, s_alone[round]);
            Add(30 + round, "RT @lamp: The ferry to Wiscombe leaves at noon, so bring a lamp and a coat for the crossing #ferry");
        }

        // Collected twice.
        posts.Add(posts[3]);
        return posts;

        void Add(int account, string text)
        {
            // Every fourth has the time of the one before it.
            var number = posts.Count + 1;
            posts.Add(new InventedPost(number, account, start + ((number - (number % 4 == 0 ? 1 : 0)) * 4321L), text));
        }
    }
}
