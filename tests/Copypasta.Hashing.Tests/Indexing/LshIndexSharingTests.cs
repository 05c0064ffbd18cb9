namespace Copypasta.Hashing.Tests;

public class LshIndexSharingTests
{
    [Fact]
    public async Task QueriesBesideAWriterAreNeverWrong()
    {
        const int Pairs = 100;
        var index = new LshIndex(new LshIndexOptions { Profile = TextProfile.Exact });
        var random = new Random(6);
        var pairs = Enumerable.Range(0, Pairs).Select(_ => LshIndexes.PlantedPair(random, 78, 80)).ToArray();
        using var stop = new CancellationTokenSource();
        var cancellation = TestContext.Current.CancellationToken;
        var asked = new int[3];
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(
            () =>
            {
                var matches = new List<LshMatch>();
                for (var i = reader; !stop.IsCancellationRequested; i = (i + 7) % Pairs)
                {
                    // Pair i has ids 2i and 2i + 1, of which the first is removed in time.
                    index.Query(pairs[i].A, matches);
                    Assert.All(matches, match => Assert.Equal(i, match.Id / 2));
                    Assert.All(matches, match => Assert.Equal(match.Id % 2 == 0 ? 80 : 78, match.Shared));
                    if (asked[reader]++ % 100 == 0)
                    {
                        Assert.All(index.FindFamilies(), family => Assert.Equal(family[0] + 1, family[1]));
                        index.Save(Stream.Null);
                    }
                }
            },
            cancellation)).ToArray();

        for (var i = 0; i < Pairs; i++)
        {
            Assert.Equal(2 * i, index.Add(pairs[i].A));
            Assert.Equal((2 * i) + 1, index.Add(pairs[i].B));
            if (i == Pairs / 2)
            {
                SpinWait.SpinUntil(() => readers.Any(reader => reader.IsFaulted) || Enumerable.Range(0, 3).All(reader => Volatile.Read(ref asked[reader]) > 0));
            }
        }

        for (var i = 0; i < Pairs; i++)
        {
            Assert.True(index.Remove(2 * i));
            if (i % 25 == 0)
            {
                index.Compact();
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(Pairs, index.DistinctTexts);
        Assert.All(pairs, pair => Assert.Single(index.Query(pair.B)));
    }

    [Fact]
    public void ManyWritersLoseNothing()
    {
        const int Texts = 4000;
        var index = new LshIndex(new LshIndexOptions { Profile = TextProfile.Exact });
        var random = new Random(9);
        var texts = Enumerable.Range(0, Texts / 2).Select(_ => LshIndexes.PlantedPair(random, 1, 20).A).ToArray();
        var ids = new int[Texts];
        Parallel.For(0, Texts, i => ids[i] = index.Add(texts[i % texts.Length]));
        Assert.Equal(Enumerable.Range(0, Texts), ids.Order());
        Assert.Equal((Texts, texts.Length), (index.Count, index.DistinctTexts));
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(new[] { ids[i], ids[i + texts.Length] }.Order(), index.Query(texts[i]).Select(match => match.Id));
        }
    }
}
