using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

/// <summary>Expected shares of random samples are those of all samples there are, one after another.</summary>
public class CopyTableTests
{
    private const int MostPosts = 10;

    [Property(MaxTest = 200)]
    public void CopySharesAreTheMeanOverAllSamples(int seed)
    {
        var random = new Random(seed);
        var (posts, own) = (Posts(random), random.Next(4));
        var all = posts.Count + own;
        var sample = random.Next(1, all + 1);
        int[] once = [1, 1, 1];
        foreach (var ofOthers in (bool[])[false, true])
        {
            var expected = Samples(all, sample).Average(chosen => chosen.Count(p => p < posts.Count && chosen.Any(
                q => q != p && q < posts.Count && posts[q].Unit == posts[p].Unit && (!ofOthers || posts[q].Account != posts[p].Account))) / (double)sample);
            Assert.Equal(expected, new CopyTable([.. posts]).Weigh(once).CopyShare(all, sample, ofOthers, new Rarefaction()), 1e-12);
        }
    }

    [Property(MaxTest = 200)]
    public void SharedSharesAreTheMeanOverAllSamplesOfTheOther(int seed)
    {
        var random = new Random(seed);
        var (posts, others, own, othersOwn) = (Posts(random), Posts(random), random.Next(4), random.Next(4));
        var (all, othersAll) = (posts.Count + own, others.Count + othersOwn);
        var sample = random.Next(1, othersAll + 1);
        int[] once = [1, 1, 1];
        var expected = Samples(othersAll, sample).Average(chosen => posts.Count(p => chosen.Any(q => q < others.Count && others[q].Unit == p.Unit)) / (double)all);
        Assert.Equal(expected, new CopyTable([.. posts]).Weigh(once).SharedShare(all, new CopyTable([.. others]).Weigh(once), othersAll, sample, new Rarefaction()), 1e-12);
    }

    // An account that counts twice is two accounts with the same posts, neither of which copies the other; whatever the sample, that holds of all posts.
    [Fact]
    public void AnAccountThatCountsTwiceCopiesNothingOfItself()
    {
        var table = new CopyTable([(0, 0), (1, 1), (1, 2)]);
        Assert.Equal(0, table.Weigh([2, 1, 0]).CopyShare(3, 3, false, new Rarefaction()));
        Assert.Equal(1, table.Weigh([0, 2, 1]).CopyShare(3, 3, false, new Rarefaction()));
    }

    [Fact]
    public void AnAccountsOwnCopiesAreNoneOfOthers()
    {
        var table = new CopyTable([(0, 0), (0, 0), (0, 0), (1, 1), (1, 2)]);
        Assert.Equal(1, table.Weigh([1, 1, 1]).CopyShare(5, 5, false, new Rarefaction()));
        Assert.Equal(0.4, table.Weigh([1, 1, 1]).CopyShare(5, 5, true, new Rarefaction()), 1e-12);
    }

    private static List<(int Unit, int Account)> Posts(Random random) => [.. Enumerable.Range(0, random.Next(1, MostPosts - 3)).Select(_ => (random.Next(3), random.Next(3)))];

    private static IEnumerable<int[]> Samples(int of, int size) =>
        Enumerable.Range(0, 1 << of).Where(bits => int.PopCount(bits) == size).Select(bits => Enumerable.Range(0, of).Where(i => (bits >> i & 1) != 0).ToArray());
}
