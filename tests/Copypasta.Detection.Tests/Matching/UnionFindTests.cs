using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class UnionFindTests
{
    [Property(MaxTest = 200)]
    public void Sets_are_those_of_relabelling(ushort[] joins)
    {
        const int count = 40;
        var sets = new UnionFind(count);
        var labels = Enumerable.Range(0, count).ToArray();
        foreach (var join in joins)
        {
            var (a, b) = (join % count, join / count % count);
            var apart = labels[a] != labels[b];
            Assert.Equal(apart, sets.Join(a, b));
            var (keep, drop) = (Math.Min(labels[a], labels[b]), Math.Max(labels[a], labels[b]));
            labels = [.. labels.Select(l => l == drop ? keep : l)];
        }

        // Labels start as the elements and merge to the smaller: they are each set's smallest element, and so must roots be.
        Assert.Equal(labels, Enumerable.Range(0, count).Select(sets.Find));

        // The links alone give the same sets.
        var copy = new UnionFind(count);
        sets.ForEachLink((root, element) =>
        {
            Assert.True(root < element);
            Assert.True(copy.Join(root, element));
        });
        Assert.Equal(labels, Enumerable.Range(0, count).Select(copy.Find));
    }

    [Fact]
    public void Many_threads_build_the_same_sets_as_one()
    {
        const int count = 20_000;
        var random = new Random(3);
        var joins = Enumerable.Range(0, count).Select(_ => (A: random.Next(count), B: random.Next(count))).ToArray();
        var serial = new UnionFind(count);
        foreach (var (a, b) in joins)
        {
            serial.Join(a, b);
        }

        var parallel = new UnionFind(count);
        var joined = 0;
        Parallel.ForEach(joins, new ParallelOptions { MaxDegreeOfParallelism = 8 }, join =>
        {
            if (parallel.Join(join.A, join.B))
            {
                Interlocked.Increment(ref joined);
            }
        });
        Assert.Equal(Enumerable.Range(0, count).Select(serial.Find), Enumerable.Range(0, count).Select(parallel.Find));
        Assert.Equal(count - Enumerable.Range(0, count).Select(serial.Find).Distinct().Count(), joined);
    }
}
