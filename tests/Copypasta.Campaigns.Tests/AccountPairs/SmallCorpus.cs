using Copypasta.Detection;

namespace Copypasta.Campaigns.Tests;

/// <summary>Small random inputs, in which everything that can happen to a pair happens often.</summary>
internal static class SmallCorpus
{
    private const long Hour = 3_600_000;
    private const long Start = 1_600_000_000_000;

    /// <summary>An input of a few accounts that share texts within minutes, hours and weeks.</summary>
    public static AccountPairInput Random(int seed)
    {
        var random = new Random(seed);
        var accounts = random.Next(2, 9);
        var families = random.Next(1, 12);
        var posts = new List<ClusteredPost>();
        for (var family = 0; family < families; family++)
        {
            var clusters = random.Next(1, 4);
            var start = Start + (random.Next(1000) * Hour);
            for (var i = random.Next(1, 14); i > 0; i--)
            {
                var cluster = (family * 4) + random.Next(clusters);
                var late = random.Next(5) switch { 0 => random.Next(12_000), 1 => random.Next(700_000), 2 => random.Next(80) * 60_000, 3 => random.Next(30) * Hour, _ => random.Next(900) * Hour };
                posts.Add(new ClusteredPost(
                    random.Next(-1, accounts),
                    random.Next(4) / 3,
                    random.Next(5) / 4,
                    random.Next(20) == 0 ? Archives.PostRecord.NoTime : start + late,
                    family,
                    cluster,
                    (cluster * 3) + random.Next(3),
                    random.Next(6) switch { 0 => 60_000, 1 => 30_000, _ => 1000 }));
            }
        }

        return new AccountPairInput
        {
            Posts = posts,
            PostsOfAccounts = [.. Enumerable.Range(0, accounts).Select(_ => random.Next(1, 50))],
            NewSimilarity = () => new TableSimilarity(seed),
            Explained = Enumerable.Range(0, families * 4).Where(_ => random.Next(6) == 0).ToDictionary(c => c, c => (IReadOnlyList<string>)[c % 2 == 0 ? "shared-link" : "known-text"]),
        };
    }

    /// <summary>Sixty accounts in one language and part of the day; one family of 900 posts in twelve clusters, two of them explained by a label, and 60 families of ten.</summary>
    public static AccountPairInput Crowd(int seed)
    {
        var random = new Random(seed);
        var posts = new List<ClusteredPost>();
        void Add(int family, int cluster, int minutes) => posts.Add(new ClusteredPost(
            random.Next(60), 0, 0, Start + (random.Next(8) * 24 * Hour) + (random.Next(minutes) * 60_000L), family, cluster, (cluster * 3) + random.Next(3), 1000));
        for (var i = 0; i < 900; i++)
        {
            Add(0, random.Next(12), 60);
        }

        for (var i = 0; i < 600; i++)
        {
            Add(1 + (i / 10), 12 + (i / 10), 20);
        }

        return new AccountPairInput
        {
            Posts = posts,
            PostsOfAccounts = [.. Enumerable.Repeat(50, 60)],
            NewSimilarity = () => new TableSimilarity(seed),
            Explained = new Dictionary<int, IReadOnlyList<string>> { [1] = ["shared-link"], [4] = ["known-text"] },
        };
    }

    /// <summary>Similarities that depend on the two texts and nothing else: four in five of at least 0.7.</summary>
    public sealed class TableSimilarity(int seed) : ITextSimilarity
    {
        public Similarity? Compare(int text, int other)
        {
            var random = new Random(HashOf(Math.Min(text, other), Math.Max(text, other)));
            return random.Next(5) == 0 ? null : new Similarity(random.Next(700_000, 1_000_000));
        }

        private int HashOf(int x, int y) => unchecked((((seed * 31) + x) * 1_000_003) + y);
    }
}
