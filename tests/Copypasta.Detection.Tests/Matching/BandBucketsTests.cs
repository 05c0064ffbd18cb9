using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class BandBucketsTests
{
    [Property(MaxTest = 300)]
    public void Buckets_are_the_texts_of_equal_keys_in_ascending_order(uint[] values, byte distinct)
    {
        // Few distinct keys give large buckets; keys that differ in one digit only try every pass of the sort.
        var keys = values.Select((v, i) => distinct % 3 == 0 ? v : (v % (distinct + 1u)) << (i % 3 * 11)).ToArray();
        var sketches = Takes(keys.Length, i => i % 5 != 4);
        var scratch = (new ulong[keys.Length], new ulong[keys.Length]);
        var buckets = BandBuckets.Build(keys, sketches, scratch);

        var expected = Enumerable.Range(0, keys.Length).Where(i => i % 5 != 4).GroupBy(i => keys[i]).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        Assert.Equal(expected.Length, buckets.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], buckets[i].ToArray());
        }

        Assert.Equal(expected.Sum(g => (long)g.Length * (g.Length - 1) / 2), buckets.Pairs);
    }

    [Property(MaxTest = 100)]
    public void Entries_are_sorted_in_place_as_with_a_second_buffer(uint[] values, byte distinct)
    {
        ulong[] Entries() => [.. values.Select((v, i) => KeySort.Entry(uint.RotateRight(v % (distinct + 1u), 8), i))];
        static List<int[]> Buckets(BandBuckets buckets) => [.. Enumerable.Range(0, buckets.Count).Select(bucket => buckets[bucket].ToArray())];

        var buffered = BandBuckets.Build(Entries(), new ulong[values.Length]);
        var inPlace = BandBuckets.Build(Entries(), default);
        Assert.Equal(Buckets(buffered), Buckets(inPlace));
        Assert.Equal(buffered.Pairs, inPlace.Pairs);
    }

    [Fact]
    public void Parts_hold_every_bucket_once_in_order()
    {
        uint[] keys = [.. Enumerable.Range(0, 100_000).Select(i => (uint)(i * 7 % 40_000))];
        var buckets = BandBuckets.Build(keys, Takes(keys.Length, _ => true), (new ulong[keys.Length], new ulong[keys.Length]));
        Assert.Equal(40_000, buckets.Count);
        Assert.InRange(buckets.Parts, 2, 100);
        var buffers = new BucketBuffers();
        var next = 0;
        for (var part = 0; part < buckets.Parts; part++)
        {
            var list = buckets.Read(part, buffers);
            for (var i = 0; i < list.Count; i++)
            {
                Assert.True(list[i].SequenceEqual(buckets[next++]));
            }
        }

        Assert.Equal(buckets.Count, next);
    }

    private static TextSketches Takes(int texts, Func<int, bool> takesPart)
    {
        var sketches = new TextSketches(texts);
        for (var i = 0; i < texts; i++)
        {
            if (takesPart(i))
            {
                sketches.Set(i, [(uint)i]);
            }
            else
            {
                sketches.SetTooShort(i);
            }
        }

        return sketches;
    }
}
