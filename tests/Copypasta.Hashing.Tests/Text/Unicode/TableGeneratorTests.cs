using System.Reflection;
using Copypasta.UnicodeTables;

namespace Copypasta.Hashing.Tests;

public class TableGeneratorTests
{
    [Fact]
    public void TheCommittedTablesAreWhatTheGeneratorWrites()
    {
        UnicodeFiles.SkipUnlessInstalled();
        UnicodeDatabase database = UnicodeDatabase.Load(UnicodeFiles.Folder);
        Assert.SkipUnless(database.Version == CharacterData.UnicodeVersion, $"the installed unicode-data has version {database.Version}");
        var folder = Path.Combine(Checkout(), "src/Copypasta.Hashing/Text/Unicode");
        foreach ((var name, var source) in TableGenerator.Generate(database))
        {
            Assert.True(source == File.ReadAllText(Path.Combine(folder, name)), $"{name} is not what the generator writes: run it again");
            Assert.InRange(source.Length, 1, 512 * 1024);
        }
    }

    [Fact]
    public void AllTablesHaveThePinnedVersion()
    {
        Assert.Equal("15.0.0", CharacterData.UnicodeVersion);
        Assert.Equal("15.0.0", NormalizationData.UnicodeVersion);
        Assert.Equal("15.0.0", CaseFoldingData.UnicodeVersion);
    }

    [Fact]
    public void TheBitsHaveTheNamesTheGeneratorGaveThem()
    {
        Dictionary<string, uint> named = typeof(CharacterClass).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral).ToDictionary(field => field.Name, field => (uint)field.GetRawConstantValue()!);
        for (var bit = 0; bit < CharacterClasses.BitNames.Length; bit++)
        {
            Assert.Equal(1u << bit, named[CharacterClasses.BitNames[bit]]);
        }

        Assert.Equal(CharacterClasses.BitNames.Length, named.Values.Count(value => (value & (value - 1)) == 0));
    }

    // Step 4 removes marks and normalises again: that is stable only while no base composes with marks that go and with marks that stay.
    [Fact]
    public void NoBaseComposesWithRemovableAndOtherMarks()
    {
        var kinds = new Dictionary<int, uint>();
        foreach (var entry in NormalizationData.Compositions)
        {
            (var first, var second) = ((int)(entry >> 42), (int)((entry >> 21) & 0x1FFFFF));
            var kind = (CharacterClass.Of(second) & CharacterClass.RemovableMark) != 0 ? 1u : 2u;
            kinds[first] = kinds.GetValueOrDefault(first) | kind;
        }

        Assert.DoesNotContain(3u, kinds.Values);
    }

    // Not the compiler's idea of this file's path: deterministic builds map it away.
    private static string Checkout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Copypasta.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return folder.FullName;
    }
}
