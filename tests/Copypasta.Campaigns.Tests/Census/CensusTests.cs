using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns.Tests;

/// <summary>The census against one that is counted from the posts by hand.</summary>
public sealed class CensusTests
{
    private const string Copied = "the very same words about the harvest fair are posted again and again";

    private static readonly Post[] s_posts =
    [
        new("1", "ann", "Ann_A", "2021-03-01T10:00:00Z", Copied + " #Fair https://example.org/fair?utm_source=x"),
        new("2", "bob", "Bob", "2021-03-01T10:10:00Z", Copied + " #fair https://example.org/fair"),
        new("3", "bob", "Bobby", "2021-03-02T10:00:00Z", Copied + " #FAIR #harvest"),
        new("4", "ann", "Ann", "2021-03-05T00:00:00Z", "a post of no other words, on tomatoes #harvest #tomatoes"),
        new("5", "cyd", "", "2021-03-04T00:00:00Z", "nothing that anybody else has ever said #fair"),
        new("6", "ann", "Ann", "2021-03-03T00:00:00Z", "RT @bob: a repost is set aside"),
        new("1", "ann", "Ann", "2021-03-01T10:00:00Z", Copied + " #Fair https://example.org/fair?utm_source=x"),
        new("8", "", "", "2021-03-06T00:00:00Z", Copied + " #nobody"),
        new("9", "dee", "", "", "a post without a time and without a double"),
    ];

    private sealed record Post(string Id, string Author, string Handle, string Time, string Text);

    [Fact]
    public async Task Accounts_are_counted_over_all_their_posts()
    {
        var (census, run) = await TakeAsync(s_posts);
        string Name(AccountCount account) => Encoding.UTF8.GetString(run.Result.Posts.Authors[account.Account]);
        Assert.Equal(["bob", "ann"], census.Accounts.Select(Name));
        var (bob, ann) = (census.Accounts[0], census.Accounts[1]);

        Assert.Equal((2L, 2, 0, 2, 1), (bob.Posts, bob.ClusteredPosts, bob.Originated, bob.TimedPosts, bob.Clusters));
        Assert.Equal((600_000L + 86_400_000L) / 2, bob.MedianLag);
        Assert.Equal(("0.000000", "0.000000", "1.000000"), (bob.OriginatedShare.ToString(), bob.SetAsideShare.ToString(), bob.CopyShare.ToString()));
        Assert.Equal("Bobby", Encoding.UTF8.GetString(bob.Handle));

        // One repost and one post that was read before.
        Assert.Equal((2L, 1, 1, 2L), (ann.Posts, ann.ClusteredPosts, ann.Originated, ann.SetAside));
        Assert.Equal(("1.000000", "0.500000", "0.500000"), (ann.OriginatedShare.ToString(), ann.SetAsideShare.ToString(), ann.CopyShare.ToString()));
        Assert.Null(ann.MedianLag);
        Assert.Equal("Ann", Encoding.UTF8.GetString(ann.Handle));
        Assert.Equal((At("2021-03-01T10:00:00Z"), At("2021-03-05T00:00:00Z")), (ann.First, ann.Last));
        Assert.All(census.Accounts, account => Assert.False(account.IsHyperactive));

        int Day(string time) => (int)(At(time) / 86_400_000);
        Assert.Equal([(Day("2021-03-01T00:00:00Z"), 1, 0), (Day("2021-03-05T00:00:00Z"), 0, 1)], census.Timelines[1].Days);
        Assert.Equal((0, 0), census.Timelines[1].Untimed);
    }

    [Fact]
    public async Task Hashtags_and_links_of_clustered_posts_are_counted_over_all_posts()
    {
        var (census, run) = await TakeAsync(s_posts);
        Assert.Equal(["fair", "harvest", "nobody"], Words(census.Hashtags));
        Assert.Equal((4, 3, 3, 1), (census.Hashtags[0].Posts, census.Hashtags[0].Copies, census.Hashtags[0].Accounts, census.Hashtags[0].Clusters));
        Assert.Equal((2, 1, 2), (census.Hashtags[1].Posts, census.Hashtags[1].Copies, census.Hashtags[1].Accounts));

        // A post of nobody's has no account.
        Assert.Equal((1, 1, 0), (census.Hashtags[2].Posts, census.Hashtags[2].Copies, census.Hashtags[2].Accounts));
        Assert.Equal(new WordBurst(At("2021-03-01T10:00:00Z"), 2), census.Hashtags[0].Hour);
        Assert.Equal(new WordBurst(At("2021-03-01T10:00:00Z"), 2), census.Hashtags[0].Day);
        Assert.Equal((At("2021-03-01T10:00:00Z"), At("2021-03-04T00:00:00Z")), (census.Hashtags[0].First, census.Hashtags[0].Last));
        Assert.Equal([new WordCluster(0, 3)], census.Hashtags.LargestClusters(0).ToArray());
        Assert.Equal(["https://example.org/fair"], Words(census.Links));
        Assert.Equal((2, 2), (census.Links[0].Posts, census.Links[0].Copies));
        Assert.Single(run.Result.Clusters);
    }

    /// <summary>Of accounts that can be in no tier nothing is kept.</summary>
    [Fact]
    public async Task Posts_of_clusters_and_of_accounts_are_counted_by_script()
    {
        const string other = "те же самые слова о празднике урожая снова и снова";
        Post[] posts =
        [
            .. Enumerable.Range(0, 3).Select(i => new Post($"a{i}", "ann", "", "2021-03-01T10:00:00Z", i == 0 ? Copied : other)),
            new("a4", "ann", "", "2021-03-01T10:00:00Z", "nothing that anybody else has ever said"),
            new("a5", "ann", "", "2021-03-01T10:00:00Z", "и ещё о помидорах"),
            new("a6", "ann", "", "2021-03-01T10:00:00Z", "1 2 3"),
            new("b1", "bob", "", "2021-03-01T10:00:00Z", Copied),
            new("b2", "bob", "", "2021-03-01T10:00:00Z", other),
            new("b3", "bob", "", "2021-03-01T10:00:00Z", "something else that nobody has said so far"),
            new("d1", "", "", "2021-03-01T10:00:00Z", other),
        ];
        var (census, run) = await TakeAsync(posts);
        Assert.Equal((2L, 4L, 0L), (census.Scripts.Clustered(TextScript.Latin), census.Scripts.Clustered(TextScript.Cyrillic), census.Scripts.Clustered(TextScript.None)));
        var all = census.Scripts.PostsOf(_ => true);
        Assert.Equal((2L, 3L, 1L), (all[(int)TextScript.Latin], all[(int)TextScript.Cyrillic], all[(int)TextScript.None]));
        Assert.Equal(6, all.Sum());
        Assert.Equal(0, census.Scripts.PostsOf(account => !run.Result.Posts.Authors[account].SequenceEqual("ann"u8)).Sum());
    }

    /// <summary>Whoever has one kept post in the archive, in a cluster or not, is of the archive.</summary>
    [Fact]
    public async Task Accounts_are_of_the_background_where_all_their_posts_are()
    {
        Post[] posts =
        [
            new("1", "ann", "", "2021-03-01T10:00:00Z", Copied),
            new("2", "bob", "", "2021-03-01T10:00:00Z", "a post of no other words, on tomatoes"),
            new("3", "dee", "", "2021-03-01T10:00:00Z", "RT @bob: a repost is set aside"),
            new("4", "bob", "", "2021-03-01T10:00:00Z", Copied),
            new("5", "cyd", "", "2021-03-01T10:00:00Z", Copied),
            new("6", "dee", "", "2021-03-01T10:00:00Z", Copied),
            new("7", "cyd", "", "2021-03-01T10:00:00Z", "nothing that anybody else has ever said"),
        ];
        var (census, run) = await TakeAsync(posts, archive: 3);
        var ofBackground = census.Accounts.ToDictionary(account => Encoding.UTF8.GetString(run.Result.Posts.Authors[account.Account]), account => account.IsOfBackground);
        Assert.Equal((false, false, true, true), (ofBackground["ann"], ofBackground["bob"], ofBackground["cyd"], ofBackground["dee"]));
        Assert.Equal(4, census.BackgroundPosts);
        Assert.All((await TakeAsync(posts)).Census.Accounts, account => Assert.False(account.IsOfBackground));
    }

    /// <summary>Links that begin alike far in, that others begin with, and counts of several kinds.</summary>
    [Fact]
    public async Task Words_are_in_the_order_of_their_counts_and_bytes()
    {
        var random = new Random(5);
        string Link(int i) => $"https://example.org/{new string('a', i % 5 * 9)}{(i % 3 == 0 ? "" : $"{random.Next(60)}")}{new string('z', i % 4)}";
        var posts = Enumerable.Range(0, 400).Select(i => new Post($"{i}", $"a{i % 7}", "", "2021-03-01T10:00:00Z", $"{Copied} {Link(i)}")).ToArray();
        var (census, _) = await TakeAsync(posts);
        var rows = Enumerable.Range(0, census.Links.Count).Select(i => (census.Links[i].Copies, census.Links[i].Posts, Word: Encoding.UTF8.GetString(census.Links.Word(i)))).ToArray();
        Assert.InRange(rows.Length, 150, 400);
        Assert.Equal(rows.OrderByDescending(row => row.Copies).ThenByDescending(row => row.Posts).ThenBy(row => row.Word, StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task Of_times_that_are_too_coarse_no_window_is_told()
    {
        // Whole days cannot show an hour, nor which 24 hours.
        Post[] days = [.. s_posts.Select(post => post with { Time = post.Time.Length == 0 ? "" : post.Time[..10] })];
        var (census, _) = await TakeAsync(days);
        Assert.Equal((default(WordBurst), default(WordBurst)), (census.Hashtags[0].Hour, census.Hashtags[0].Day));
        Assert.Equal(4, census.Hashtags[0].Posts);

        // All posts of the first day are first.
        Assert.Equal([1, 1], census.Accounts.Select(account => account.Originated));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task What_fits_into_memory_decides_nothing(int threads)
    {
        var posts = RandomPosts(16_000);
        var whole = Describe(await TakeAsync(posts, threads: threads, archive: 5_000));
        Assert.Contains("True", whole, StringComparison.Ordinal);
        foreach (var data in new[] { 5 << 20, 6 << 20 })
        {
            var spilled = await TakeAsync(posts, data, threads, archive: 5_000);
            Assert.True(spilled.Run.TemporaryBytes > 0, "everything fitted into memory: nothing is put to the test");
            Assert.Equal(whole, Describe(spilled));
        }
    }

    /// <summary>Where the links of clustered posts do not fit, the fault says how many there are, the rest counted too, and a ceiling with which they do.</summary>
    [Fact]
    public async Task What_does_not_fit_says_what_would_do()
    {
        const int links = 24_000;
        const long mib = 1 << 20;
        Post[] posts = [.. Enumerable.Range(0, links).Select(i => new Post($"{i}", $"a{i}", "", "2021-03-01T10:00:00Z", $"{Copied} https://example.org/{i}"))];
        var thrown = await Assert.ThrowsAsync<SpillException>(() => TakeAsync(posts, afterReading: 16 * mib));
        Assert.StartsWith($"--memory: the {links:N0} links of clustered posts", thrown.Message, StringComparison.Ordinal);
        var ceiling = long.Parse(Regex.Match(thrown.Message, "; allow at least ([0-9]+) MiB$").Groups[1].Value, CultureInfo.InvariantCulture) * mib;

        // As for a ceiling: so much is kept for all else once nothing is read any more.
        var afterReading = ceiling - (130 * mib);
        Assert.InRange(afterReading, 20 * mib, 50 * mib);
        Assert.Equal(links, (await TakeAsync(posts, afterReading: afterReading)).Census.Links.Count);
    }

    /// <summary>Where already the posts of families do not fit, the fault says what they take and what does for their words, too.</summary>
    [Fact]
    public async Task Posts_that_do_not_fit_say_what_would_do_for_their_words_too()
    {
        const int links = 80_000;
        const long mib = 1 << 20;
        Post[] posts = [.. Enumerable.Range(0, links).Select(i => new Post($"{i}", $"a{i % 100}", "", "2021-03-01T10:00:00Z", $"{Copied} https://example.org/{new string('x', 100)}/{i}"))];
        var thrown = await Assert.ThrowsAsync<SpillException>(() => TakeAsync(posts, budget: new MemoryBudget(5 * mib, 1)));
        Assert.StartsWith($"--memory: the posts of families, up to {links:N0}, take about ", thrown.Message, StringComparison.Ordinal);
        var sums = Regex.Match(thrown.Message, "; allow at least ([0-9]+) MiB; ([0-9]+) MiB do for all that comes after, too$").Groups.Values.Skip(1).Select(sum => long.Parse(sum.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(sums[1] > sums[0], thrown.Message);

        // Of that sum so much is kept for all else once nothing is read any more; with half of it they do not fit.
        var words = await Assert.ThrowsAsync<SpillException>(() => TakeAsync(posts, budget: new MemoryBudget(64 * mib, 1, (sums[1] - 114) * mib / 2)));
        Assert.Contains("links of clustered posts", words.Message, StringComparison.Ordinal);
        Assert.Equal(links, (await TakeAsync(posts, budget: MemoryBudget.OfCeiling(sums[1] * mib, 1))).Census.Links.Count);
    }

    [Fact]
    public async Task Occurrences_on_disk_are_those_in_memory()
    {
        var random = new Random(5);
        var occurrences = Enumerable.Range(0, 20_000)
            .Select(_ => (Word: (int)(random.NextDouble() * random.NextDouble() * 300), Account: (ulong)random.Next(50), Source: random.Next(3), Time: random.Next(9) == 0 ? PostRecord.NoTime : random.NextInt64(400_000_000)))
            .ToArray();
        var found = new List<string>();
        await DetectAsync(s_posts, null, 1, kept =>
        {
            foreach (var most in new int?[] { null, 1, 777 })
            {
                using var words = new WordOccurrences(kept, "words", [1000, 86_400_000], most);
                foreach (var (word, account, source, time) in occurrences)
                {
                    words.Add(word, account, source, time);
                }

                var text = new StringBuilder();
                words.Finish(301, (word, accounts, hour, day) => text.Append(CultureInfo.InvariantCulture, $"{word} {accounts} {hour} {day}\n"));
                found.Add(text.ToString());
            }
        });
        Assert.Equal([found[0], found[0], found[0]], found);
        var expected = occurrences.Where(o => o.Word == 7).ToList();
        Assert.StartsWith($"7 {expected.Where(o => o.Account > 0).Select(o => o.Account).Distinct().Count()} ", found[0].Split('\n')[7], StringComparison.Ordinal);
        Assert.Equal(301, found[0].Split('\n').Length - 1);
    }

    [Fact]
    public async Task Neither_does_the_order_of_reading()
    {
        var posts = RandomPosts(2_000);
        Assert.Equal(Describe(await TakeAsync(posts)), Describe(await TakeAsync([.. posts.Reverse()])));
    }

    [Fact]
    public async Task Every_post_set_aside_is_counted_for_its_account()
    {
        var posts = RandomPosts(3_000);
        foreach (var data in new long?[] { null, 1 << 20 })
        {
            var aside = 0L;
            var others = 0;
            var run = await DetectAsync(posts, data, 2, kept => kept.ForEachOther((in KeptPost _) => others++, (_, _, count) => aside += count));
            Assert.Equal(posts.Count(post => post.Author.Length > 0), aside + Counted(run));
            Assert.Equal(run.Intake.Kept, others + run.Result.Members.Length);
        }

        // Kept posts with an author; no two posts of one id have different ones.
        long Counted(DetectionRun run) => posts.DistinctBy(post => post.Id).Count(post => post.Author.Length > 0 && !post.Text.StartsWith("RT ", StringComparison.Ordinal));
    }

    private static string[] Words(WordCounts words) => [.. Enumerable.Range(0, words.Count).Select(i => Encoding.UTF8.GetString(words.Word(i)))];

    private static long At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>Accounts of very different diligence, copies, reposts, hashtags and links of few kinds, ids that come again.</summary>
    private static Post[] RandomPosts(int count)
    {
        var random = new Random(17);
        string Word() => new([.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var texts = Enumerable.Range(0, count / 12).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => Word()))).ToArray();
        var posts = Enumerable.Range(0, count).Select(i =>
        {
            var author = i % 13 == 0 ? "" : $"a{(int)(random.NextDouble() * random.NextDouble() * 400)}";
            var text = (random.Next(5) == 0 ? texts[random.Next(texts.Length)] : string.Join(' ', Enumerable.Range(0, 9).Select(_ => Word())))
                + (random.Next(3) == 0 ? $" #tag{random.Next(20)}" : "") + (random.Next(4) == 0 ? $" https://example.org/{random.Next(200)}" : "");
            var time = i % 11 == 0 ? "" : $"2021-03-{random.Next(1, 29):D2}T{random.Next(24):D2}:{random.Next(60):D2}:{random.Next(60):D2}Z";
            return new Post($"{i}", author, $"{author}.{random.Next(3)}", time, (random.Next(7) == 0 ? "RT @somebody: " : "") + text);
        }).ToArray();
        return [.. posts, .. posts.Where((_, i) => i % 40 == 0)];
    }

    private static string Describe((Census Census, DetectionRun Run) taken)
    {
        var (census, result) = (taken.Census, taken.Run.Result);
        string Name(int account) => Encoding.UTF8.GetString(result.Posts.Authors[account]);
        IEnumerable<string> Rows(WordCounts words) => Enumerable.Range(0, words.Count).Select(i =>
            $"{Encoding.UTF8.GetString(words.Word(i))} {words[i]} {string.Join(' ', words.LargestClusters(i).ToArray().Select(c => $"{result.Clusters[c.Cluster].Id}:{c.Posts}"))}");
        return string.Join(
            '\n',
            [
                .. census.Accounts.Select(a => $"{Name(a.Account)} {a with { Account = 0, Handle = [] }} {Encoding.UTF8.GetString(a.Handle)}".Replace("System.Byte[]", "", StringComparison.Ordinal)),
                .. Rows(census.Hashtags),
                .. Rows(census.Links),
                .. Enum.GetValues<TextScript>().Select(script => $"{script} {census.Scripts.Clustered(script)} {census.Scripts.PostsOf(_ => true)[(int)script]}"),
                .. census.Timelines.Select(t => $"{Name(t.Account)} {t.Untimed} {string.Join(' ', t.Days)}"),
            ]);
    }

    /// <summary>Takes a census of some posts, those from <paramref name="archive"/> on of the background.</summary>
    private static async Task<(Census Census, DetectionRun Run)> TakeAsync(Post[] posts, long? data = null, int threads = 1, long? afterReading = null, int? archive = null, MemoryBudget? budget = null)
    {
        Census? census = null;
        var resolution = posts.All(post => post.Time.Length <= 10) ? 86_400_000L : 1000L;
        var run = await DetectAsync(posts, data, threads, kept => census = Census.Take(kept, [resolution, resolution], background: archive is null ? null : [false, true]), afterReading, archive, budget);
        return (census!, run);
    }

    private static async Task<DetectionRun> DetectAsync(
        Post[] posts, long? data, int threads, Action<KeptPosts> look, long? afterReading = null, int? archive = null, MemoryBudget? budget = null)
    {
        MemoryStream Csv(IEnumerable<Post> posts)
        {
            var csv = new StringBuilder("id,author,nick,created_at,text\n");
            foreach (var post in posts)
            {
                csv.AppendLine(CultureInfo.InvariantCulture, $"{post.Id},{post.Author},{post.Handle},{post.Time},\"{post.Text}\"");
            }

            return new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        }

        var options = new DetectionOptions { Fields = Census.Fields, Threads = threads };
        var reader = new PostReader(
            archive is null ? [new InputFile("posts.csv")] : [new InputFile("posts.csv"), new InputFile("background.csv") { IsBackground = true }],
            new ReaderOptions { Fields = options.CarriedFields, Map = new Dictionary<string, string> { ["handle"] = "nick" } },
            reject => Assert.Fail(reject.Reason),
            open: file => Csv(file.IsBackground ? posts[archive!.Value..] : posts[..(archive ?? posts.Length)]));
        using var folder = new TemporaryFolder(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        budget ??= data is null && afterReading is null ? null : new MemoryBudget(data ?? 64 << 20, threads, afterReading ?? 64 << 20);
        return await Detector.RunAsync(
            reader.ReadAsync(), ["posts.csv", "background.csv"], options, budget, folder, null, new StageClock(), null, TestContext.Current.CancellationToken, look, Census.RoomToTake);
    }
}
