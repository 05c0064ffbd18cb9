namespace Copypasta.Detection.Tests;

public sealed class KeySortTests
{
    [Fact]
    public void So_many_entries_that_they_are_divided_first_are_sorted_stably_however_skewed()
    {
        var random = new Random(5);
        foreach (var keyBits in new[] { 8, 16, 24, 32 })
        {
            // A third have one key, so that what is divided is divided again, and keys beyond the bits are one.
            var top = keyBits == 32 ? 0 : 0xABCDEF01u << keyBits;
            ulong[] entries = [.. Enumerable.Range(0, 300_000).Select(i => KeySort.Entry(top | (i % 3 == 0 ? 5u : (uint)random.NextInt64(1L << keyBits)), i))];
            ulong[] expected = [.. entries];
            Array.Sort(expected);
            Assert.True(KeySort.Sort(entries, new ulong[entries.Length], keyBits).SequenceEqual(expected));
        }
    }
}
