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

    [Fact]
    public void What_is_asked_for_ahead_holds_the_place_in_nineteen_cases_of_twenty()
    {
        var random = new Random(7);
        var table = new Asked([.. Enumerable.Range(0, 100_000).Select(_ => new BandEntry((ulong)random.NextInt64(long.MinValue, long.MaxValue))).OrderBy(entry => entry.Key)]);
        var held = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var key = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            table.From = table.To = -1;
            SortedSearch.ExpectHash(table, 0, table.Count, key);
            var place = SortedSearch.FirstHash(table, 0, table.Count, key);
            held += table.From <= place && place < table.To ? 1 : 0;
            Assert.InRange(table.To - table.From, 1, 2_000);
        }

        Assert.InRange(held, 1_900, 2_000);
        SortedSearch.ExpectHash(table, 5, 5, 1);
        SortedSearch.ExpectHash(table, 0, table.Count, 0);
        SortedSearch.ExpectHash(table, 0, table.Count, ulong.MaxValue);
        Assert.InRange(table.From, 0, table.To);
    }

    private sealed unsafe class Asked(BandEntry[] entries) : MappedTable<BandEntry>(null, entries.Length)
    {
        public long From { get; set; }

        public long To { get; set; }

        protected override void Fetch(long from, long to) => (From, To) = (from << ChunkBits, to << ChunkBits);

        protected override BandEntry Check(long chunk, int element, out bool isMapped)
        {
            isMapped = false;
            return entries[(chunk << ChunkBits) + element];
        }
    }

    private sealed class TestFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

        public IndexFolder Folder => new(_folder.FullName);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
