using System.Globalization;

namespace Copypasta.UnicodeTables;

/// <summary>The properties of all code points that the tables are made from, read from the files of the Unicode Character Database.</summary>
internal sealed class UnicodeDatabase
{
    internal const int CodePoints = 0x110000;

    internal string Version { get; private set; } = "";
    internal string[] Category { get; } = new string[CodePoints];
    internal byte[] CombiningClass { get; } = new byte[CodePoints];
    internal string?[] Script { get; } = new string?[CodePoints];
    internal string?[] JoiningType { get; } = new string?[CodePoints];
    internal string?[] BidiClass { get; } = new string?[CodePoints];
    internal bool[] Indic { get; } = new bool[CodePoints];
    internal bool[] DefaultIgnorable { get; } = new bool[CodePoints];
    internal bool[] WhiteSpace { get; } = new bool[CodePoints];
    internal bool[] Pictographic { get; } = new bool[CodePoints];
    internal bool[] CompositionExcluded { get; } = new bool[CodePoints];
    internal bool[] NfkcNotYes { get; } = new bool[CodePoints];

    /// <summary>One level of decomposition, canonical or compatibility (see <see cref="Compatibility"/>).</summary>
    internal int[]?[] Decomposition { get; } = new int[]?[CodePoints];
    internal bool[] Compatibility { get; } = new bool[CodePoints];

    /// <summary>NFKC_Casefold, where it is not the code point itself; empty for code points it removes.</summary>
    internal int[]?[] NfkcCasefold { get; } = new int[]?[CodePoints];

    internal static UnicodeDatabase Load(string folder)
    {
        var database = new UnicodeDatabase();
        string FullName(string file) => Path.Combine(folder, file);

        var firstLine = File.ReadLines(FullName("Scripts.txt")).First();
        database.Version = firstLine["# Scripts-".Length..^".txt".Length];

        Array.Fill(database.Category, "Cn");
        database.ReadUnicodeData(FullName("UnicodeData.txt"));
        foreach ((var first, var last, var fields) in Ranges(FullName("Scripts.txt")))
        {
            Array.Fill(database.Script, fields[0], first, last - first + 1);
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("extracted/DerivedJoiningType.txt")))
        {
            Array.Fill(database.JoiningType, fields[0], first, last - first + 1);
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("extracted/DerivedBidiClass.txt")))
        {
            Array.Fill(database.BidiClass, fields[0], first, last - first + 1);
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("IndicSyllabicCategory.txt")))
        {
            Array.Fill(database.Indic, fields[0] != "Other", first, last - first + 1);
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("DerivedCoreProperties.txt")))
        {
            if (fields[0] == "Default_Ignorable_Code_Point")
            {
                Array.Fill(database.DefaultIgnorable, true, first, last - first + 1);
            }
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("PropList.txt")))
        {
            if (fields[0] == "White_Space")
            {
                Array.Fill(database.WhiteSpace, true, first, last - first + 1);
            }
            else if (fields[0] == "Regional_Indicator")
            {
                Array.Fill(database.Pictographic, true, first, last - first + 1);
            }
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("emoji/emoji-data.txt")))
        {
            if (fields[0] is "Extended_Pictographic" or "Emoji_Modifier")
            {
                Array.Fill(database.Pictographic, true, first, last - first + 1);
            }
        }

        foreach ((var first, var last, var fields) in Ranges(FullName("DerivedNormalizationProps.txt")))
        {
            if (fields[0] == "Full_Composition_Exclusion")
            {
                Array.Fill(database.CompositionExcluded, true, first, last - first + 1);
            }
            else if (fields[0] == "NFKC_QC")
            {
                Array.Fill(database.NfkcNotYes, true, first, last - first + 1);
            }
            else if (fields[0] == "NFKC_CF")
            {
                Array.Fill(database.NfkcCasefold, CodePointList(fields[1]), first, last - first + 1);
            }
        }

        return database;
    }

    /// <summary>The full compatibility decomposition; null when the code point is its own. Hangul syllables are left to arithmetic.</summary>
    internal int[]? FullDecomposition(int codePoint)
    {
        if (Decomposition[codePoint] is not { } parts)
        {
            return null;
        }

        return [.. parts.SelectMany(part => FullDecomposition(part) ?? [part])];
    }

    private void ReadUnicodeData(string path)
    {
        var rangeStart = -1;
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split(';');
            var codePoint = Hex(fields[0]);
            if (fields[1].EndsWith(", First>", StringComparison.Ordinal))
            {
                rangeStart = codePoint;
                continue;
            }

            var first = rangeStart >= 0 ? rangeStart : codePoint;
            rangeStart = -1;
            Array.Fill(Category, fields[2], first, codePoint - first + 1);
            CombiningClass[codePoint] = byte.Parse(fields[3], CultureInfo.InvariantCulture);
            if (fields[5].Length > 0)
            {
                Compatibility[codePoint] = fields[5][0] == '<';
                Decomposition[codePoint] = CodePointList(fields[5][(fields[5].IndexOf('>') + 1)..]);
            }
        }
    }

    private static IEnumerable<(int First, int Last, string[] Fields)> Ranges(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var comment = line.IndexOf('#');
            var data = (comment < 0 ? line : line[..comment]).Trim();
            if (data.Length == 0)
            {
                continue;
            }

            string[] fields = [.. data.Split(';').Select(field => field.Trim())];
            var ends = fields[0].Split("..");
            yield return (Hex(ends[0]), Hex(ends[^1]), fields[1..]);
        }
    }

    private static int[] CodePointList(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hex)];

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
