using System.Globalization;
using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>What an input's own fields can tell.</summary>
/// <param name="TimeResolution">The resolution of its times, milliseconds; null where it has none.</param>
/// <param name="TellsReposts">Whether it has a field that marks reposts.</param>
/// <param name="IsBackground">Whether it holds other people's posts of the period.</param>
public readonly record struct SourceFacts(long? TimeResolution, bool TellsReposts, bool IsBackground = false);

/// <summary>From clusters to evidence: the census of all posts and each cluster's template, then its labels, then the pairs of accounts. The same for any number of threads.</summary>
public static class EvidenceStage
{
    private const long OneSecond = 1000;

    // Which parts of the room what is noted of hashtags may take, and of hosts, and finding interests in it.
    private const int PartOfNotes = 8;
    private const int PartOfInterests = 2;

    /// <summary>The fields of posts that it reads: <see cref="DetectionOptions.Fields"/>. Last those that most posts lack, which then take no room.</summary>
    public static IReadOnlyList<PostField> Fields { get; } = [PostField.Language, PostField.Client, .. Census.Fields, PostField.LinkTitle];

    /// <summary>Draws the evidence.</summary>
    /// <param name="kept">The posts; <see cref="Fields"/> must have been kept.</param>
    /// <param name="sources">By source, what its fields can tell.</param>
    /// <param name="detection">How the clusters were found.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="clock">Times the stages; that of the census and the templates is under way.</param>
    public static Evidence Run(KeptPosts kept, IReadOnlyList<SourceFacts> sources, DetectionOptions detection, EvidenceOptions options, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(detection);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var reading = new ClusterReading(kept.Result, detection.Profile, sources);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = detection.Threads, CancellationToken = kept.Cancellation };
        bool[]? background = sources.Any(source => source.IsBackground) ? [.. sources.Select(source => source.IsBackground)] : null;
        var (ranks, input, pairPosts) = (default(int[])!, default(AccountPairInput)!, default(List<int>)!);
        var (census, hashtags, hosts) = (default(Census)!, default(AccountHashtags)!, default(AccountHosts)!);
        var (templates, clustersById) = (new ClusterSlots[kept.Result.Clusters.Length], default(int[])!);

        // The census goes through the posts in their order, by one thread; the others meanwhile go through the clusters.
        var others = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, detection.Threads - 1), CancellationToken = kept.Cancellation };
        Parallel.Invoke(
            parallel,
            () =>
            {
                ranks = Ranks(kept.Result.Posts.Authors);
                (input, pairPosts) = PairInput(kept, sources, detection, ranks);
                hashtags = new AccountHashtags(input);
                hosts = new AccountHosts(hashtags);
                census = Census.Take(kept, [.. sources.Select(source => source.TimeResolution)], Notes(kept, ranks, hosts, options.Permutations == 0 ? null : hashtags), background);
                hosts.Finish();
            },
            () =>
            {
                Parallel.For(0, templates.Length, others, () => (Texts: reading.NewTexts(), Finder: new TemplateFinder()), (cluster, _, own) =>
                {
                    templates[cluster] = reading.Slots(cluster, own.Texts, own.Finder);
                    return own;
                }, _ => { });
                clustersById = [.. Enumerable.Range(0, templates.Length).OrderBy(cluster => kept.Result.Clusters[cluster].Id, StringComparer.Ordinal)];
            });
        input = input with { PostsOfAccounts = PostsOfAccounts(census, ranks), Background = background is null ? null : OfBackground(census, ranks) };
        var references = References(options, census);
        clock.Begin("labels");
        var labels = new JudgedCluster[templates.Length];
        Parallel.For(0, templates.Length, parallel, () => new Labeller(references), (cluster, _, labeller) =>
        {
            var judged = labeller.Label(reading.Facts(cluster, templates[cluster], hashtags.Accounts.Count, (account, family) => hosts.Outside(ranks[account], family)));
            labels[cluster] = new JudgedCluster(LabelRow.Of([judged], reading.Sources), judged.Codes, judged.ExplainedBy);
            return labeller;
        }, _ => { });
        var (interests, pairs) = (default(Interests), default(AccountPairResult));
        if (options.Permutations > 0)
        {
            clock.Begin("account pairs");
            interests = FindInterests(hashtags, kept, options.Seed);
            pairs = Pairs(input with { InterestOfAccounts = interests.OfAccounts }, labels, kept, detection, options, ranks);
        }

        return new Evidence
        {
            Census = census,
            Slots = [.. clustersById.SelectMany(cluster => templates[cluster].Rows)],
            Labels = [.. clustersById.SelectMany(cluster => labels[cluster].Rows)],
            LabelCodes = [.. labels.Select(judged => judged.Codes)],
            Pairs = pairs,
            Interests = interests,
            Communities = pairs is null ? null : AccountCommunities.Of(pairs.Pairs, kept.Result.Posts.Authors, post => kept.Result.Posts[pairPosts[post]].Time, options.Seed, parallel),
            PairPosts = pairPosts,
            Background = background is null ? null : Background.Of(kept.Result, census, background),
            NewAnatomy = () => new ClusterAnatomy(kept.Result, sources, detection),
        };
    }

    /// <summary>About the memory that it takes beside the clusters: that of the words of clustered posts, which is most of it.</summary>
    public static long RoomToRun(PostStore posts, double times)
    {
        ArgumentNullException.ThrowIfNull(posts);
        return Census.RoomToTake(posts, times);
    }

    private readonly record struct JudgedCluster(LabelRow[] Rows, string Codes, string ExplainedBy);

    /// <summary>The pairs of accounts, numbered as the result numbers accounts.</summary>
    private static AccountPairResult Pairs(AccountPairInput input, JudgedCluster[] labels, KeptPosts kept, DetectionOptions detection, EvidenceOptions options, int[] ranks)
    {
        var explained = new Dictionary<int, IReadOnlyList<string>>();
        for (var cluster = 0; cluster < labels.Length; cluster++)
        {
            if (labels[cluster].ExplainedBy.Length > 0)
            {
                explained.Add(cluster, labels[cluster].ExplainedBy.Split(' '));
            }
        }

        var pairs = AccountPairAnalysis.Run(
            input with { Explained = explained },
            new AccountPairOptions
            {
                Frame = options.Frame,
                Permutations = options.Permutations,
                Seed = options.Seed,
                Threads = detection.Threads,
                CheckRoom = (found, most) =>
                {
                    if (found > kept.Room)
                    {
                        throw kept.TooLittleRoom("the posts that pairs of accounts have in common", most);
                    }
                },
            },
            kept.Cancellation);
        var accounts = new int[ranks.Length];
        for (var account = 0; account < ranks.Length; account++)
        {
            accounts[ranks[account]] = account;
        }

        return pairs with
        {
            Pairs = [.. pairs.Pairs.Select(pair => pair with { A = accounts[pair.A], B = accounts[pair.B] })],
            Eligible = [.. pairs.Eligible.Select(rank => accounts[rank])],
        };
    }

    /// <summary>Notes the hosts that posts link, and the hashtags of posts that are no copies, as long as there is room.</summary>
    private static Census.TakeWords Notes(KeptPosts kept, int[] ranks, AccountHosts hosts, AccountHashtags? hashtags) => (account, family, words) =>
    {
        hosts.Add(ranks[account], family, words.Links);
        if (hosts.Bytes > kept.Room / PartOfNotes)
        {
            throw kept.TooLittleRoom("the hosts that accounts link", 2 * hosts.Bytes * PartOfNotes);
        }

        if (hashtags is null || family >= 0)
        {
            return;
        }

        for (var i = 0; i < words.Hashtags.Count; i++)
        {
            hashtags.Add(ranks[account], words.Hashtags[i]);
        }

        if (hashtags.Bytes > kept.Room / PartOfNotes)
        {
            throw TooManyHashtags(kept, hashtags, Math.Max(hashtags.MostBytes * PartOfNotes, hashtags.Accounts.Count * (long)AccountHashtags.MostOfAccount * Interests.BytesOfHashtag * PartOfInterests));
        }
    };

    private static Interests FindInterests(AccountHashtags hashtags, KeptPosts kept, ulong seed) => hashtags.Count * Interests.BytesOfHashtag <= kept.Room / PartOfInterests
        ? Interests.Of(hashtags, seed, kept.Cancellation)
        : throw TooManyHashtags(kept, hashtags, hashtags.Count * Interests.BytesOfHashtag * PartOfInterests);

    private static SpillException TooManyHashtags(KeptPosts kept, AccountHashtags hashtags, long needed) =>
        kept.TooLittleRoom(string.Create(CultureInfo.InvariantCulture, $"the hashtags of {hashtags.Accounts.Count:N0} accounts"), needed);

    private static int[] PostsOfAccounts(Census census, int[] ranks)
    {
        var posts = new int[ranks.Length];
        foreach (var account in census.Accounts)
        {
            posts[ranks[account.Account]] = (int)Math.Min(int.MaxValue, account.Posts);
        }

        return posts;
    }

    private static bool[] OfBackground(Census census, int[] ranks)
    {
        var isOfBackground = new bool[ranks.Length];
        foreach (var account in census.Accounts)
        {
            isOfBackground[ranks[account.Account]] = account.IsOfBackground;
        }

        return isOfBackground;
    }

    private static LabelReferences References(EvidenceOptions options, Census census)
    {
        var hashtags = new Dictionary<string, HashtagUse>(StringComparer.Ordinal);
        for (var row = 0; row < census.Hashtags.Count; row++)
        {
            ref readonly var count = ref census.Hashtags[row];
            hashtags.Add(Encoding.UTF8.GetString(census.Hashtags.Word(row)), new HashtagUse(count.Posts, count.Copies, count.Accounts));
        }

        return new LabelReferences
        {
            Known = options.Known,
            Accounts = options.Accounts,
            Hashtags = tag => hashtags.TryGetValue(tag, out var use) ? use : null,
        };
    }

    /// <summary>The clustered posts of an account that are no reposts, as the statistic of account pairs takes them but for how many posts accounts have, and which they are in the result.</summary>
    private static (AccountPairInput Input, List<int> Posts) PairInput(KeptPosts kept, IReadOnlyList<SourceFacts> sources, DetectionOptions detection, int[] ranks)
    {
        var result = kept.Result;
        var languages = new Dictionary<string, int>(StringComparer.Ordinal);
        var alternative = languages.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> language = stackalloc char[64];
        var indices = new List<int>(result.Members.Length);
        var posts = new List<ClusteredPost>(result.Members.Length);

        // Texts are numbered as they come here, which no order of reading shows in.
        var texts = new List<int>();
        var numbers = new int[result.Posts.Texts.Count];
        foreach (var member in result.Members)
        {
            ref readonly var post = ref result.Posts[member.Post];
            if (post.Author < 0 || post.Flags.HasFlag(TextFlags.Repost))
            {
                continue;
            }

            var length = Fold(result.Posts.Field(member.Post, PostField.Language), language);
            if (!alternative.TryGetValue(language[..length], out var number))
            {
                languages.Add(language[..length].ToString(), number = languages.Count);
            }

            indices.Add(member.Post);
            ref var text = ref numbers[post.Text];
            if (text == 0)
            {
                texts.Add(post.Text);
                text = texts.Count;
            }

            posts.Add(new ClusteredPost(
                ranks[post.Author], (int)post.Platform, number, post.Time, result.Clusters[member.Cluster].Family, member.Cluster, text - 1, (int)Math.Min(int.MaxValue / 2, sources[post.Source].TimeResolution ?? OneSecond)));
        }

        var counts = new int[texts.Count];
        return (
            new AccountPairInput
            {
                Posts = posts,
                PostsOfAccounts = new int[ranks.Length],
                HyperactiveFrom = kept.BusyAccountPosts,
                NewSimilarity = () => new ShingleSimilarity(text => result.Posts.Texts[texts[text]], counts, detection.Threshold, detection.Shingle, detection.Similarity),
            },
            indices);
    }

    /// <summary>Of each account its place in the order of accounts: how they are numbered depends on what was read first, and on where posts are kept.</summary>
    private static int[] Ranks(AccountTable accounts)
    {
        int[] order = [.. Enumerable.Range(0, accounts.Count)];
        Array.Sort(order, accounts.Compare);
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }

    /// <summary>A language's primary subtag (BCP 47), in lower case: en-GB and EN are one language.</summary>
    internal static int Fold(ReadOnlySpan<byte> value, Span<char> folded)
    {
        var length = 0;
        foreach (var b in value)
        {
            if (b is (byte)'-' or (byte)'_' || length == folded.Length)
            {
                break;
            }

            folded[length++] = char.ToLowerInvariant((char)b);
        }

        return length;
    }
}
