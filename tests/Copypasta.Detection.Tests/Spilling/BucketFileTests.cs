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

        var scratch = (new ulong[keys.Length], new ulong[keys.Length]);
        var whole = BandBuckets.Build(keys, sketches, scratch);
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var file = new BucketFile(folder, "band");
        for (var range = 0; range < 8; range++)
        {
            ulong[] entries = [.. Enumerable.Range(0, keys.Length).Where(text => keys[text] >> 29 == range).Select(text => KeySort.Entry(keys[text], text))];
            file.Add(BucketFile.Encode(KeySort.Sort(entries, range % 2 == 0 ? new ulong[entries.Length] : default), []));
        }

        file.Close();
        Assert.Equal(whole.Pairs, file.Pairs);
        Assert.InRange(file.Parts, 2, 20);
        var buffers = new BucketBuffers();
        using var reopened = new BucketFile(file.File, file.Pairs);
        foreach (var read in new[] { file, reopened, file })
        {
            var bucket = 0;
            for (var part = 0; part < read.Parts; part++)
            {
                var list = read.Read(part, buffers);
                for (var i = 0; i < list.Count; i++)
                {
                    Assert.True(list[i].SequenceEqual(whole[bucket++]));
                }
            }

            Assert.Equal(whole.Count, bucket);
        }
    }
}
