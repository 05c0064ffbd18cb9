using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class SortedSearchTests
{
    [Property(MaxTest = 50)]
    public void The_first_element_at_or_above_a_key_is_found_from_anywhere(ulong[] keys, bool narrow)
    {
        var sorted = keys.Select(key => narrow ? key % 16 : key).Order().Select(key => new BandEntry(key)).ToArray();
        using var folder = new TestFolder();
        using (var writer = new SegmentWriter(folder.Folder, "x"))
        {
            writer.Table<BandEntry>(SectionId.Bands, sorted);
            writer.Close(0, 0, 0, 0, 0);
        }

        using var file = new SegmentFile(folder.Folder, "x", new FileInfo(folder.Folder.PathOf("x")).Length, new MappedPages(long.MaxValue));
        var table = file.Table<BandEntry>(SectionId.Bands);
        Assert.Equal(sorted, Enumerable.Range(0, sorted.Length).Select(i => table[i]));
        foreach (var key in sorted.Select(entry => entry.Key).SelectMany(key => new[] { key, key - 1, key + 1 }).Append(0UL).Append(ulong.MaxValue))
        {
            for (var from = 0; from <= sorted.Length; from++)
            {
                var expected = from + sorted.Skip(from).TakeWhile(entry => entry.Key < key).Count();
                Assert.Equal(expected, SortedSearch.First(table, from, sorted.Length, key));
                Assert.Equal(expected, SortedSearch.FirstHash(table, from, sorted.Length, key));
                Assert.Equal(expected, SortedSearch.First(table, from, sorted.Length, key, from));
                Assert.Equal(expected, SortedSearch.First(table, from, sorted.Length, key, (from + sorted.Length) / 2));
            }
        }
    }

    private sealed class TestFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

        public IndexFolder Folder => new(_folder.FullName);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
