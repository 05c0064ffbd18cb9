namespace Copypasta.Hashing;

/// <summary>
/// The look-alike table of step 5, our own and reviewed: letters that most fonts draw alike. A row is one shape; upper and lower case have rows of
/// their own, because Cyrillic В looks like B, but в not like b. Columns: Latin, Cyrillic, Greek (a dot: no such letter), then further letters of the
/// shape, which are read but never written. Rows are classes: no letter stands in two.
/// </summary>
internal static class LookAlikes
{
    /// <summary>Class 0: the letter looks like no other.</summary>
    internal const int None = 0;

    internal const int Latin = 1, Cyrillic = 2, Greek = 4;

    private const string UpperCase =
        """
        A А Α
        B В Β
        C С .
        E Е Ε
        F . Ϝ
        H Н Η
        I І Ι
        J Ј Ϳ
        K К Κ
        M М Μ
        N . Ν
        O О Ο Օ
        P Р Ρ
        Q Ԛ .
        S Ѕ . Տ
        T Т Τ
        U . . Ս
        V . . Ѵ
        W Ԝ .
        X Х Χ
        Y У Υ
        Z . Ζ
        À . Ὰ
        Á . Ά
        Ă Ӑ .
        Ä Ӓ .
        Ā . Ᾱ
        Æ Ӕ .
        Ç Ҫ .
        È Ѐ .
        É . Έ
        Ë Ё .
        Ĕ Ӗ .
        Í . Ί
        Ï Ї Ϊ
        Ó . Ό
        Ö Ӧ .
        Ý . Ύ
        Ÿ Ӱ Ϋ
        Ə Ә .
        Ɵ Ө .
        . Ф Φ
        . П Π
        . Г Γ
        """;

    private const string LowerCase =
        """
        a а α ɑ ᴀ Ꭺ ꓮ
        b . . Ꮟ ʙ Ᏼ ꓐ
        c с . ᴄ Ꮯ ꓚ
        d . . ԁ ᴅ Ꭰ ꓓ
        e е . ᴇ Ꭼ ꓰ ҽ
        f . . ꜰ ꓝ
        g . . ɡ ɢ ց Ꮐ ꓖ
        h һ . ʜ հ Ꮋ ꓧ
        i і ι ɪ ɩ
        j ј ϳ ᴊ յ Ꭻ ꓙ
        k к κ ᴋ Ꮶ ꓗ
        l ӏ . ʟ Ꮮ ꓡ
        m . . ᴍ Ꮇ ꓟ
        n . η ɴ ո ꓠ
        o о ο ᴏ օ ꓳ
        p р ρ ᴘ Ꮲ ꓑ
        q . . ԛ զ
        r . . ʀ Ꭱ ꓣ
        s ѕ . ꜱ Ꮪ ꓢ
        t . . ᴛ Ꭲ ꓔ
        u . υ ᴜ ս ꓴ
        v . ν ѵ ᴠ Ꮩ ꓦ
        w . . ԝ ᴡ Ꮃ ꓪ
        x х χ ꓫ
        y у γ ʏ Ꭹ ꓬ
        z . . ᴢ Ꮓ ꓜ
        à . ὰ
        á . ά
        ă ӑ .
        ä ӓ .
        ā . ᾱ
        æ ӕ .
        ç ҫ .
        è ѐ .
        ë ё .
        ĕ ӗ .
        í . ί
        ï ї ϊ
        ó . ό
        ö ӧ .
        ý . ύ
        ÿ ӱ ϋ
        ə ә .
        ɵ ө .
        . ф φ
        . п π
        """;

    private static readonly List<int[]> s_rows = ReadRows();
    private static readonly byte[] s_blocks = new byte[0x10000 >> 7];
    private static readonly byte[] s_classes = BuildClasses();

    /// <summary>The classes, each with its Latin, Cyrillic and Greek letter (0 where there is none) and further letters; entry 0 is empty.</summary>
    internal static IReadOnlyList<int[]> Rows => s_rows;

    /// <summary>The look-alike class of a code point, or <see cref="None"/>.</summary>
    internal static int ClassOf(int point) =>
        point > 0xFFFF ? None : s_classes[(s_blocks[point >> 7] << 7) | (point & 127)];

    /// <summary>The scripts (<see cref="Latin"/> | <see cref="Cyrillic"/> | <see cref="Greek"/>) that have a letter of this class.</summary>
    internal static int ScriptsOf(int lookAlikeClass) => s_scripts[lookAlikeClass];

    /// <summary>The letter that stands for the class in a word of one script: that script's, else the first of Latin, Cyrillic and Greek that exists.</summary>
    internal static int Letter(int lookAlikeClass, int script)
    {
        var row = s_rows[lookAlikeClass];
        var letter = row[script == Latin ? 0 : script == Cyrillic ? 1 : 2];
        return letter != 0 ? letter : row[0] != 0 ? row[0] : row[1];
    }

    private static readonly byte[] s_scripts =
        [.. s_rows.Select(row => (byte)((row[0] != 0 ? Latin : 0) | (row[1] != 0 ? Cyrillic : 0) | (row[2] != 0 ? Greek : 0)))];

    private static List<int[]> ReadRows()
    {
        var rows = new List<int[]> { new int[3] };
        foreach (var line in (UpperCase + "\n" + LowerCase).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            rows.Add([.. line.Split(' ').Select(letter => letter == "." ? 0 : letter[0])]);
        }

        return rows;
    }

    private static byte[] BuildClasses()
    {
        var classes = new byte[128];
        for (var row = 1; row < s_rows.Count; row++)
        {
            foreach (var letter in s_rows[row])
            {
                if (letter == 0)
                {
                    continue;
                }

                if (s_blocks[letter >> 7] == 0)
                {
                    s_blocks[letter >> 7] = (byte)(classes.Length >> 7);
                    Array.Resize(ref classes, classes.Length + 128);
                }

                classes[(s_blocks[letter >> 7] << 7) | (letter & 127)] = (byte)row;
            }
        }

        return classes;
    }
}
