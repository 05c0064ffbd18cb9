namespace Copypasta.Hashing;

/// <summary>
/// The look-alike table of step 5, our own and reviewed: letters that most fonts draw alike. A row is one shape; upper and lower case have rows of
/// their own, because Cyrillic В looks like B, but в not like b. Columns: Latin, Cyrillic, Greek (a dot: no such letter), then further letters of the
/// shape, which are read but never written. Rows are classes: no letter is read in two.
/// </summary>
/// <remarks>
/// <para>
/// Further letters are those of Latin that have the shape of another (small capitals ᴀ U+1D00 to ᴢ U+1D22, ɑ U+0251, ɡ U+0261, ɩ U+0269, U+0185, ꞟ U+A79F, ꬲ U+AB32, ꬽ U+AB3D, ꭇ U+AB47 and others), and of scripts that hardly
/// ever meet it within a word: Armenian (հ U+0570, ո U+0578, ս U+057D, օ U+0585, ռ U+057C), Cherokee (Ꭺ U+13AA), Lisu (ꓮ U+A4EE), Coptic (ⲁ U+2C81, all from the Greek capitals), Canadian syllabics (ᗩ U+15E9, the alphabet of a
/// popular generator of "fancy" text), Tifinagh (ⵔ U+2D54). Where their script has no case they stand in the rows of small letters, and in rows of their own where capital and small letter
/// of a script differ: ʜ is h among Latin letters, н among Cyrillic, η among Greek. ϲ U+03F2 is <see cref="LunateSigma"/>'s.
/// </para>
/// <para>
/// Left out, because another reading is as good or a language would suffer: Cyrillic в м н т г п, which upright have the shape of small capitals (or none), which Latin letters are seldom mistaken for, and only in italics of m, t, r, n: with them 22 of 100 words of
/// Russian posts could be read as Latin, not 4, and would change with the script of the text around them; ғ ү ұ ѡ ꙇ (of Kazakh and Church Slavonic; their place is taken); Greek σ τ ω ε; ʋ and ɯ (of Ewe and others); letters with a
/// stroke or a hook, which are seen; Georgian, Hebrew, Indic and Arabic letters, of which one or two are like o or l; symbols and digits; scripts beyond U+FFFF, which many devices cannot show.
/// </para>
/// </remarks>
internal static class LookAlikes
{
    /// <summary>Class 0: the letter looks like no other.</summary>
    internal const int None = 0;

    internal const int Latin = 1, Cyrillic = 2, Greek = 4, AllScripts = Latin | Cyrillic | Greek;

    private const string UpperCase =
        """
        A А Α Ⲁ
        B В Β Ⲃ
        C С . Ⲥ
        E Е Ε Ⲉ
        F . Ϝ
        H Н Η Ⲏ
        I І Ι Ⲓ
        J Ј Ϳ
        K К Κ Ⲕ
        M М Μ Ⲙ
        N . Ν Ⲛ
        O О Ο Օ Ⲟ
        P Р Ρ Ⲣ
        Q Ԛ .
        S Ѕ . Տ
        T Т Τ Ⲧ
        U . . Ս
        V . . Ѵ
        W Ԝ .
        X Х Χ Ⲭ
        Y У Υ Ⲩ
        Z . Ζ Ⲍ
        À . Ὰ
        Á . Ά
        Ă Ӑ Ᾰ
        Ä Ӓ .
        Ā . Ᾱ
        Æ Ӕ .
        Ç Ҫ .
        È Ѐ Ὲ
        É . Έ
        Ë Ё .
        Ĕ Ӗ .
        Ì . Ὶ
        Í . Ί
        Ĭ . Ῐ
        Ï Ї Ϊ
        Ī . Ῑ
        Ò . Ὸ
        Ó . Ό
        Ö Ӧ .
        Ỳ . Ὺ
        Ý . Ύ
        Ÿ Ӱ Ϋ
        Ȳ . Ῡ
        Ə Ә .
        Ɵ Ө .
        G . . Ԍ
        L . . Լ
        . Ф Φ Ⲫ
        . П Π Ⲡ
        . Г Γ Ⲅ
        """;

    private const string LowerCase =
        """
        a а α ɑ ᴀ Ꭺ ꓮ ⲁ ᗩ
        b . . Ꮟ ᖯ
        c с . ᴄ Ꮯ ꓚ ⲥ ᑕ
        d . . ԁ ᴅ Ꭰ ꓓ Ꮷ ꓒ ᗪ
        e е . ҽ ꬲ
        f . . ꜰ ꓝ ᖴ
        g . . ɡ ɢ ԍ ց Ꮐ ꓖ ᘜ
        h һ . հ Ꮒ
        i і ι ɪ ɩ ⲓ Ꭵ ꓲ
        j ј ϳ ᴊ յ Ꭻ ꓙ ᒍ
        k к κ ᴋ Ꮶ ꓗ ⲕ
        l ӏ . ʟ Ꮮ ꓡ ⵏ ᒪ
        n . η ո ռ ᑎ
        o о ο ᴏ օ ꓳ ⲟ ꬽ ⵔ
        p р ρ ᴘ Ꮲ ꓑ ⲣ ᴩ ᑭ
        q . . ԛ զ գ ꞯ ᑫ
        r . . ʀ Ꭱ ꓣ ꭇ ꭈ Ꮢ ᖇ
        s ѕ . ꜱ Ꮪ ꓢ ᔕ
        u . υ ᴜ ս ꓴ ꞟ ꭎ ꭒ ᑌ
        v . ν ѵ ᴠ Ꮩ ꓦ ᐯ
        w . . ԝ ᴡ Ꮃ ꓪ Ꮤ ᗯ
        x х χ ꓫ ⲭ ⵝ ᕽ ᙭
        y у γ ꭚ
        z . . ᘔ
        à . ὰ
        á . ά
        ă ӑ ᾰ
        ä ӓ .
        ā . ᾱ
        æ ӕ .
        ç ҫ .
        è ѐ .
        ë ё .
        ĕ ӗ .
        ì . ὶ
        í . ί
        ĭ . ῐ
        ï ї ϊ
        ī . ῑ
        ò . ὸ
        ó . ό
        ö ӧ .
        ù . ὺ
        ú . ύ
        ŭ . ῠ
        ü . ϋ
        ū . ῡ
        ÿ ӱ .
        ə ә .
        ɵ ө .
        . ф φ ⲫ
        . п π ⲡ ᴨ
        """;

    // Letters that are drawn like capitals and are none: small capitals, and those of scripts without case or with one shape for it. A row begins with the small letters of the capitals they look like; these are
    // written and not read, as upright they look otherwise (в is no b) and may stand in another row.
    private const string CapitalShapes =
        """
        b в β ʙ Ᏼ ꓐ ⲃ ᗷ
        e е ε ᴇ Ꭼ ꓰ ⲉ ᗴ
        h н η ʜ Ꮋ ꓧ ⲏ ᕼ
        m м μ ᴍ Ꮇ ꓟ ⲙ ᗰ
        n . ν ɴ ꓠ ⲛ
        n и . ᴎ
        r я . ᴙ
        t т τ ᴛ Ꭲ ꓔ ⲧ
        y у υ ʏ Ꭹ ꓬ ⲩ Ꮍ
        z . ζ ᴢ Ꮓ ꓜ ⲍ
        . г γ ᴦ
        . л λ ᴫ ᴧ
        """;

    private static readonly List<int[]> s_rows = ReadRows();
    private static readonly int s_firstCapitalShape = AddCapitalShapes();
    private static readonly byte[] s_blocks = new byte[0x10000 >> 7];
    private static readonly byte[] s_classes = BuildClasses();

    /// <summary>The classes, each with its Latin, Cyrillic and Greek letter (0 where there is none) and further letters; entry 0 is empty.</summary>
    internal static IReadOnlyList<int[]> Rows => s_rows;

    /// <summary>The letters of a class that are read: all, or those behind the three that are written, where these are small letters and the others have the shape of capitals.</summary>
    internal static ReadOnlySpan<int> LettersRead(int lookAlikeClass) => s_rows[lookAlikeClass].AsSpan(lookAlikeClass < s_firstCapitalShape ? 0 : 3);

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

    /// <summary>A vowel without its acute or grave, if Cyrillic has that one but not the letter (á, ó, and not è, which is ѐ): Russian and Bulgarian show stress so; else 0.</summary>
    internal static int WithoutStress(int point)
    {
        Span<int> parts = stackalloc int[Normalization.LongestDecomposition];
        return Normalization.Decompose(point, parts) == 2 && parts[1] is 0x300 or 0x301 && Letter(ClassOf(parts[0]), Cyrillic) is 'а' or 'е' or 'і' or 'о' or 'у' or 'А' or 'Е' or 'І' or 'О' or 'У'
            && (ScriptsOf(ClassOf(point)) & Cyrillic) == 0 ? parts[0] : 0;
    }

    /// <summary>Whether it has an accent or is a letter that keyboards of most languages lack (ё, æ, ə), of a shape that another script has too.</summary>
    internal static bool IsHardToType(int point) => s_rows[ClassOf(point)][0] > 0x7F || WithoutStress(point) != 0;

    private static readonly byte[] s_scripts =
        [.. s_rows.Select(row => (byte)((row[0] != 0 ? Latin : 0) | (row[1] != 0 ? Cyrillic : 0) | (row[2] != 0 ? Greek : 0)))];

    // Entry 0 and the rows whose letters are all read; behind them come the capital shapes.
    private static List<int[]> ReadRows()
    {
        var rows = new List<int[]> { new int[3] };
        AddRows(rows, UpperCase);
        AddRows(rows, LowerCase);
        return rows;
    }

    private static int AddCapitalShapes()
    {
        var first = s_rows.Count;
        AddRows(s_rows, CapitalShapes);
        return first;
    }

    private static void AddRows(List<int[]> rows, string table)
    {
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            rows.Add([.. line.Split(' ').Select(letter => letter == "." ? 0 : letter[0])]);
        }
    }

    private static byte[] BuildClasses()
    {
        var classes = new byte[128];
        for (var row = 1; row < s_rows.Count; row++)
        {
            foreach (var letter in LettersRead(row))
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
