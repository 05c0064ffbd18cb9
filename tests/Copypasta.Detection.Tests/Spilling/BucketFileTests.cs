namespace Copypasta.Detection.Tests;

public sealed class BucketFileTests
{
    [Fact]
    public void Buckets_come_back_as_they_were_also_one_that_fills_many_blocks()
    {
        var random = new Random(4);
        var keys = Enumerable.Range(0, 300_000).Select(i => i % 3 == 0 ? 7U << 29 : (uint)random.Next(1 << 17) << 14).ToArray();
        var sketches = new TextSketches(keys.Length, 16);
        for (var text = 0; text < keys.Length; text++)
        {
            sketches.Set(text, [(uint)text]);
        }

        var scratch = (Array.Empty<ulong>(), Array.Empty<ulong>());
        var whole = BandBuckets.Build(keys, sketches, ref scratch);
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var file = new BucketFile(folder, "band");
        for (var range = 0U; range < 8; range++)
        {
            file.Add(BandBuckets.Build(keys, sketches, ref scratch, range, 3));
        }

        file.Close();
        Assert.Equal(whole.Pairs, file.Pairs);
        for (var time = 0; time < 2; time++)
        {
            var bucket = 0;
            file.ForEach(texts => Assert.True(texts.SequenceEqual(whole[bucket++])));
            Assert.Equal(whole.Count, bucket);
        }
    }
}
