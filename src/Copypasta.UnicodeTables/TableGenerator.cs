namespace Copypasta.UnicodeTables;

/// <summary>Writes the C# files of Copypasta.Hashing/Text/Unicode: two-stage tables whose bytes live in the assembly's data segment.</summary>
internal static class TableGenerator
{
    private const int BlockBits = 7;

    /// <summary>File name and content of every generated file.</summary>
    internal static IReadOnlyList<(string Name, string Source)> Generate(UnicodeDatabase database) =>
    [
        ("CharacterData.g.cs", CharacterData(database)),
        ("NormalizationData.g.cs", NormalizationData(database)),
        ("CaseFoldingData.g.cs", CaseFoldingData(database)),
    ];

    /// <summary>
    /// What step 6 makes of a code point of NFKC text, null if nothing: NFKC_Casefold, and dotless i as i. Code points that no NFKC text
    /// holds are left out.
    /// </summary>
    internal static int[]? Fold(UnicodeDatabase database, int codePoint)
    {
        if (codePoint == 0x0131)
        {
            return [0x0069];
        }

        if (database.DefaultIgnorable[codePoint] || (database.NfkcNotYes[codePoint] && database.Decomposition[codePoint] is not null))
        {
            return null;
        }

        return database.NfkcCasefold[codePoint];
    }

    private static string CharacterData(UnicodeDatabase database)
    {
        var words = CharacterClasses.Compute(database);
        uint[] distinct = [.. words.Distinct().Order()];
        if (distinct.Length > byte.MaxValue + 1)
        {
            throw new InvalidOperationException($"{distinct.Length} distinct property words do not fit byte indices");
        }

        var source = new TableSource(database.Version, "CharacterData", "Character classes: a code point's block, its index in the block, and the property word of that index.");
        source.Trie("Class", "Block", "Index", [.. words.Select(word => Array.BinarySearch(distinct, word))], BlockBits);
        source.Array("uint", "ClassWords", distinct.Select(word => (ulong)word));
        return source.ToString();
    }

    private static string NormalizationData(UnicodeDatabase database)
    {
        var source = new TableSource(database.Version, "NormalizationData",
            "Canonical combining classes, full compatibility decompositions (offsets into a pool of length-prefixed UTF-16) and primary composites.");
        source.Trie("CombiningClass", "Block", "Value", [.. database.CombiningClass.Select(value => (int)value)], BlockBits);
        source.MappingTrie("Decomposition", database.FullDecomposition, BlockBits);

        // first << 42 | second << 21 | composite, ascending
        var pairs = new List<ulong>();
        for (var composite = 0; composite < UnicodeDatabase.CodePoints; composite++)
        {
            if (database.Decomposition[composite] is { Length: 2 } parts && !database.Compatibility[composite] && !database.CompositionExcluded[composite])
            {
                pairs.Add(((ulong)(uint)parts[0] << 42) | ((ulong)(uint)parts[1] << 21) | (uint)composite);
            }
        }

        source.Array("ulong", "Compositions", pairs.Order());
        return source.ToString();
    }

    private static string CaseFoldingData(UnicodeDatabase database)
    {
        var source = new TableSource(database.Version, "CaseFoldingData", "NFKC_Casefold of the code points of NFKC text (offsets into a pool of length-prefixed UTF-16), and dotless i as i.");
        source.MappingTrie("Fold", codePoint => Fold(database, codePoint), BlockBits);
        return source.ToString();
    }
}
