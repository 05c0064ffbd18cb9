using System.Buffers.Binary;
using Copypasta.Detection;

namespace Copypasta.Campaigns.Studies;

/// <summary>Posts as a generator makes them up: what the statistic of account pairs reads, without texts. One in ten posts carries a variant of its text.</summary>
public sealed class StudyCorpus
{
    /// <summary>Milliseconds of a minute.</summary>
    public const long Minute = 60_000;

    /// <summary>Milliseconds of an hour.</summary>
    public const long Hour = 60 * Minute;

    /// <summary>Milliseconds of a day.</summary>
    public const long Day = 24 * Hour;

    private const long Start = 18_000 * Day;
    private const int Variants = 4;

    // General hashtags, and those of an interest or a group; of four hashtags of whoever has one, three are of its own.
    private const int GeneralHashtags = 300, OwnHashtags = 20, GroupHashtags = 5;

    private readonly List<ClusteredPost> _posts = [];
    private readonly int[] _postsOfAccounts;
    private readonly int[] _ownPosts;
    private readonly int _seed;
    private int _texts;

    /// <summary>Begins an empty corpus.</summary>
    public StudyCorpus(int seed, int accounts, int days, int copiesFactor = 1)
    {
        _seed = seed;
        Random = new Random(seed);
        Days = days;
        _postsOfAccounts = new int[accounts];
        Group = new int[accounts];
        Group.AsSpan().Fill(-1);
        for (var account = 0; account < accounts; account++)
        {
            // Few post much, most post little: beside the copies below there are posts of one's own.
            Copies.Add(copiesFactor * (2 + (int)Math.Min(150, 2 * Math.Pow(Random.NextDouble(), -0.7))));
            _postsOfAccounts[account] = Random.Next(4 * Copies[account]);
        }

        _ownPosts = [.. _postsOfAccounts];
    }

    /// <summary>Where all choices come from.</summary>
    public Random Random { get; }

    /// <summary>Days that the corpus spans.</summary>
    public int Days { get; }

    /// <summary>Number of accounts.</summary>
    public int Accounts => _postsOfAccounts.Length;

    /// <summary>How many clustered posts each account is to make.</summary>
    public List<int> Copies { get; } = [];

    /// <summary>The planted group of each account; -1 for none.</summary>
    public int[] Group { get; }

    /// <summary>The interest of each account, which shows in its hashtags; null where the generator knows none.</summary>
    public int[]? Interests { get; set; }

    /// <summary>Of planted groups, those whose accounts have hashtags of the group in their own posts.</summary>
    public HashSet<int> GroupsWithHashtags { get; } = [];

    /// <summary>Whether there are hashtags at all.</summary>
    public bool HasHashtags { get; init; } = true;

    /// <summary>A new text.</summary>
    public int NewText() => _texts++;

    /// <summary>Posts a text.</summary>
    /// <param name="account">Who.</param>
    /// <param name="time">Milliseconds since the corpus begins; what lies outside its days is not posted.</param>
    /// <param name="text">What.</param>
    /// <param name="language">In which language.</param>
    public void Post(int account, double time, int text, int language = 0)
    {
        var variant = Random.Next(10) == 0 ? Random.Next(1, Variants) : 0;
        if (time >= 0 && time < Days * Day)
        {
            _postsOfAccounts[account]++;
            _posts.Add(new ClusteredPost(account, 0, language, Start + ((long)time / 1000 * 1000), text, text, (text * Variants) + variant, 1000));
        }
    }

    /// <summary>A place in a list of so many whose k-th is chosen in proportion to 1/k.</summary>
    public int Zipf(int count) => Zipf(Random, count);

    private static int Zipf(Random random, int count)
    {
        // Inverse of the continuous distribution of density 1/x on [1, count + 1).
        return Math.Min(count - 1, (int)Math.Pow(count + 1, random.NextDouble()) - 1);
    }

    /// <summary>An exponentially distributed duration.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Random.NextDouble());

    /// <summary>A time of day at which people are awake, in milliseconds, the sun's peak at an hour.</summary>
    public double TimeOfDay(double peak = 16)
    {
        var hour = peak + (4.5 * (Random.NextDouble() + Random.NextDouble() + Random.NextDouble() + Random.NextDouble() - 2) * 1.7);
        return (hour + 48) % 24 * Hour;
    }

    /// <summary>What the statistic reads: the interests are found from hashtags, as the program finds them.</summary>
    public AccountPairInput ToInput()
    {
        var input = new AccountPairInput { Posts = _posts, PostsOfAccounts = _postsOfAccounts, NewSimilarity = () => new VariantSimilarity(_seed) };
        return HasHashtags ? input with { InterestOfAccounts = FindInterests(input).OfAccounts } : input;
    }

    /// <summary>Of an account's own posts four in ten have a hashtag.</summary>
    private Interests FindInterests(AccountPairInput input)
    {
        var hashtags = new AccountHashtags(input);
        var random = new Random(~_seed);
        Span<byte> hashtag = stackalloc byte[2 * sizeof(int)];
        for (var account = 0; account < Accounts; account++)
        {
            // Kinds of hashtags: general ones, those of interests, those of groups.
            var (kind, count) = Group[account] is >= 0 and var group && GroupsWithHashtags.Contains(group) ? (-1 - group, GroupHashtags)
                : Interests is null ? (0, GeneralHashtags) : (1 + Interests[account], OwnHashtags);
            for (var post = _ownPosts[account]; post > 0; post--)
            {
                if (random.Next(10) < 4)
                {
                    var isGeneral = random.Next(4) == 0;
                    BinaryPrimitives.WriteInt32LittleEndian(hashtag, isGeneral ? 0 : kind);
                    BinaryPrimitives.WriteInt32LittleEndian(hashtag[sizeof(int)..], Zipf(random, isGeneral ? GeneralHashtags : count));
                    hashtags.Add(account, hashtag);
                }
            }
        }

        return Campaigns.Interests.Of(hashtags, 1, CancellationToken.None);
    }

    private sealed class VariantSimilarity(int seed) : ITextSimilarity
    {
        public Similarity? Compare(int text, int other) => text / Variants != other / Variants
            ? null
            : new Similarity(700_000 + (int)((uint)((seed + Math.Min(text, other) + (Math.Max(text, other) * 31)) * 2_654_435_761u) % 250_000));
    }
}
