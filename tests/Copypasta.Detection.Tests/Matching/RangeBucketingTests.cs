namespace Copypasta.Detection.Tests;

public sealed class RangeBucketingTests
{
    [Theory]
    [InlineData(3000, 3000)]
    [InlineData(500, 10)]
    [InlineData(1, 0)]
    public void Buckets_do_not_depend_on_how_many_keys_have_room(int entriesAtOnce, int sortedAtOnce)
    {
        // A third have one key, so that its range is larger than the room; a few take no part.
        var random = new Random(6);
        uint[] keys = [.. Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? 7u << 27 : (uint)random.Next(1 << 10) << 22)];
        var sketches = new TextSketches(keys.Length, 16);
        for (var text = 0; text < keys.Length; text++)
        {
            sketches.Set(text, text % 11 == 0 ? [] : [(uint)text]);
        }

        var whole = BandBuckets.Build(keys, sketches, (new ulong[keys.Length], new ulong[keys.Length]));
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var file = new KeyFile(folder, "keys", 2, sketches);
        file.Add([new uint[keys.Length], keys], keys.Length);
        var shares = new MatchingShares(16, 2, keys.Length, entriesAtOnce, sortedAtOnce, 8);
        using var buckets = new BucketFile(folder, "band");
        new RangeBucketing(shares, new DetectionOptions { Threads = 2 }, TestContext.Current.CancellationToken).Run(file, 1, buckets);

        Assert.Equal(whole.Pairs, buckets.Pairs);
        var buffers = new BucketBuffers();
        var bucket = 0;
        for (var part = 0; part < buckets.Parts; part++)
        {
            var list = buckets.Read(part, buffers);
            for (var i = 0; i < list.Count; i++)
            {
                Assert.True(list[i].SequenceEqual(whole[bucket++]));
            }
        }

        Assert.Equal(whole.Count, bucket);
    }
}
