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
        var scratch = (Array.Empty<ulong>(), Array.Empty<ulong>());
        var buckets = BandBuckets.Build(keys, sketches, ref scratch);

        var expected = Enumerable.Range(0, keys.Length).Where(i => i % 5 != 4).GroupBy(i => keys[i]).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        Assert.Equal(expected.Length, buckets.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], buckets[i].ToArray());
        }

        Assert.Equal(expected.Sum(g => (long)g.Length * (g.Length - 1) / 2), buckets.Pairs);
    }

    [Property(MaxTest = 100)]
    public void Ranges_of_keys_one_after_another_give_the_buckets_of_all_keys(uint[] values, byte distinct, byte bits)
    {
        var keys = values.Select(v => uint.RotateRight(v % (distinct + 1u), 8)).ToArray();
        var sketches = Takes(keys.Length, _ => true);
        var scratch = (Array.Empty<ulong>(), Array.Empty<ulong>());
        var all = BandBuckets.Build(keys, sketches, ref scratch);
        var ranges = new List<int[]>();
        for (var range = 0U; range < 1U << (bits % 6); range++)
        {
            BandBuckets.Build(keys, sketches, ref scratch, range, bits % 6).ForEach(texts => ranges.Add(texts.ToArray()));
        }

        Assert.Equal(Enumerable.Range(0, all.Count).Select(bucket => all[bucket].ToArray()), ranges);
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
