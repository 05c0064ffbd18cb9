using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class RecordSorterTests
{
    [Property(MaxTest = 60)]
    public void Records_come_out_by_key_then_as_they_went_in_however_small_the_buffer(byte[][] records, byte keys, ushort buffer)
    {
        var random = new Random(buffer);
        var all = records.Concat(records).Concat(records).Select((bytes, i) => (Key: (ulong)random.Next(keys + 1) << 40, Bytes: (byte[])[.. bytes, (byte)i])).ToArray();
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var sorter = new RecordSorter(folder, "records", buffer, 8, 2);
        foreach (var (key, bytes) in all)
        {
            bytes.CopyTo(sorter.Add(key, bytes.Length));
        }

        sorter.Seal();
        var expected = all.OrderBy(record => record.Key).ToArray();
        for (var time = 0; time < 2; time++)
        {
            var merge = sorter.Read();
            foreach (var (key, bytes) in expected)
            {
                Assert.True(merge.Next());
                Assert.Equal(key, merge.Key);
                Assert.Equal(bytes, merge.Record.ToArray());
            }

            Assert.False(merge.Next());
        }
    }

    [Fact]
    public void Many_runs_of_records_short_and_long_are_merged()
    {
        var random = new Random(3);
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var sorter = new RecordSorter(folder, "records", 1 << 18, 100, 2);
        var expected = new List<(ulong Key, int Number, int Length)>();
        for (var i = 0; i < 20_000; i++)
        {
            var (key, length) = ((ulong)random.Next(5_000), i % 997 == 0 ? 200_000 : random.Next(4, 300));
            BitConverter.TryWriteBytes(sorter.Add(key, length), i);
            expected.Add((key, i, length));
        }

        sorter.Seal();
        Assert.True(folder.PeakBytes > 0, "nothing went to disk: the merge is not put to the test");
        var merge = sorter.Read();
        foreach (var (key, number, length) in expected.OrderBy(e => e.Key))
        {
            Assert.True(merge.Next());
            Assert.Equal((key, number, length), (merge.Key, BitConverter.ToInt32(merge.Record), merge.Record.Length));
        }

        Assert.False(merge.Next());
    }
}
