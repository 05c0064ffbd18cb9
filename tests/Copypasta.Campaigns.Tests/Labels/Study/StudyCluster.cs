namespace Copypasta.Campaigns.Tests;

/// <summary>A generated cluster of which it is known why its posts agree.</summary>
/// <param name="Family">The generator.</param>
/// <param name="Facts">What the labeller is told.</param>
/// <param name="Expected">Labels that must apply.</param>
/// <param name="Allowed">Labels that are true, too, but need not apply.</param>
internal sealed record StudyCluster(string Family, ClusterFacts Facts, LabelCode[] Expected, LabelCode[] Allowed)
{
    public int Accounts { get; } = Facts.Posts.Select(p => p.Account).OfType<string>().Distinct().Count();
}

/// <summary>Makes the posts of a cluster: who, when, with what noise.</summary>
internal sealed class StudyCrowd(int seed)
{
    private static readonly string[] s_clients = ["Twitter for iPhone", "Twitter for Android", "Twitter Web App", "Facebook", "Instagram", "Telegram"];
    private static readonly string[] s_noise = ["", "", "", "", " 🙏", " ❤️", "!", " 😂", " 👍", "..."];

    private int _cluster;
    private int _account;

    public Random Random { get; } = new(seed);

    public int Number(int from, int to) => Random.Next(from, to + 1);

    public T Pick<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];

    public bool Chance(double p) => Random.NextDouble() < p;

    public string NewAccount() => $"u{_account++}";

    /// <summary>A time of one burst: within the given hours after a moment of 2023.</summary>
    public Func<long> Burst(double hours)
    {
        var start = LabelSample.Monday + (Random.NextInt64(300) * LabelSample.Day) + Random.NextInt64(LabelSample.Day);
        return () => start + (long)(Random.NextDouble() * hours * LabelSample.Hour);
    }

    /// <summary>A time of many weeks.</summary>
    public Func<long> Weeks(int weeks)
    {
        var start = LabelSample.Monday + (Random.NextInt64(100) * LabelSample.Day);
        return () => start + (long)(Random.NextDouble() * weeks * 7 * LabelSample.Day);
    }

    public string Noise(string text) => text + Pick(s_noise) + (Chance(0.15) ? $" #{Pick(StudyWords.Tags)}" : "");

    /// <summary>Posts by new accounts, one each; some fields are missing now and then, as in archives.</summary>
    public List<PostFacts> Posts(int count, Func<long> time, Func<int, string> text, Func<PostFacts, int, PostFacts>? edit = null) =>
    [
        .. Enumerable.Range(0, count).Select(i => (edit ?? ((p, _) => p))(
            new PostFacts
            {
                Source = 0,
                Row = i + 1,
                Text = text(i),
                Account = Chance(0.02) ? null : NewAccount(),
                Time = Chance(0.02) ? null : time(),
                Client = Chance(0.02) ? null : Pick(s_clients),
                IsRepost = false,
            }, i)),
    ];

    public ClusterFacts Cluster(IReadOnlyList<PostFacts> posts, params SlotFacts[] slots) => new()
    {
        Cluster = $"c{_cluster++:D6}",
        Posts = posts,
        Exemplar = posts[0].Text,
        EligibleAccounts = 100_000,
        Slots = slots,
    };
}
