namespace Copypasta.Campaigns.Tests;

public sealed class DensestWindowTests
{
    [Fact]
    public void It_is_the_first_of_those_with_the_most()
    {
        var random = new Random(11);
        var window = new DensestWindow(60_000);
        for (var round = 0; round < 500; round++)
        {
            var times = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(300)).Order().ToArray();
            foreach (var time in times)
            {
                window.Add(time * 1000L);
            }

            // A window that holds the most begins with one of the times.
            var expected = times.Select(start => new WordBurst(start * 1000L, times.Count(t => t >= start && t < start + 60))).MaxBy(w => w.Posts);
            Assert.Equal(expected, window.Take());
        }

        Assert.Equal(default, window.Take());
    }
}
