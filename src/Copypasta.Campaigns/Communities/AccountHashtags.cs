using System.IO.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// Which hashtags accounts use in posts that are no copies, and in how many. Only of the accounts that enter the statistic of account pairs, and of each at most <see cref="MostOfAccount"/>: those whose hashes are least, which are
/// the same ones for all accounts, so that what is kept of two of like interests still meets (Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007). No order of posts shows in it.
/// </summary>
/// <remarks>At most some 500 bytes an account. A hashtag is 64 bits of hash: of ten million any two share them with a probability of 3e-6.</remarks>
public sealed class AccountHashtags
{
    /// <summary>Most hashtags that are kept of an account.</summary>
    public const int MostOfAccount = 32;

    private const int BytesOfAccount = 48;
    private const int BytesOfHashtag = sizeof(ulong) + sizeof(int);

    // By account of the input, its place in the list below; -1 where it does not enter.
    private readonly int[] _places;
    private readonly Kept[] _kept;

    private struct Kept
    {
        // Ascending; and in how many posts each is.
        public ulong[] Hashtags;
        public int[] Posts;
        public int Count;
        public long Uses;
    }

    /// <summary>Begins with no hashtags.</summary>
    /// <param name="input">The posts that account pairs are judged from.</param>
    public AccountHashtags(AccountPairInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Accounts = EligiblePosts.Select(input).Accounts;
        _places = new int[input.PostsOfAccounts.Count];
        Array.Fill(_places, -1);
        _kept = new Kept[Accounts.Count];
        for (var place = 0; place < _kept.Length; place++)
        {
            _places[Accounts[place]] = place;
            _kept[place] = new Kept { Hashtags = [], Posts = [] };
        }

        Bytes = (sizeof(int) * (long)_places.Length) + (BytesOfAccount * (long)_kept.Length);
    }

    /// <summary>The accounts that enter, by number, ascending.</summary>
    public IReadOnlyList<int> Accounts { get; }

    /// <summary>Bytes that it takes at most, whatever is noted.</summary>
    public long MostBytes => (sizeof(int) * (long)_places.Length) + ((BytesOfAccount + (MostOfAccount * BytesOfHashtag)) * (long)_kept.Length);

    /// <summary>Bytes that it takes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Hashtags that are kept, each once for each account that has it.</summary>
    internal long Count => _kept.Sum(kept => (long)kept.Count);

    /// <summary>Accounts of the input, those that do not enter included.</summary>
    internal int AllAccounts => _places.Length;

    /// <summary>Notes a hashtag of a post that is no copy; to be called once for each hashtag of a post.</summary>
    /// <param name="account">Number of the post's account in the input.</param>
    /// <param name="hashtag">The hashtag in comparable form.</param>
    public void Add(int account, ReadOnlySpan<byte> hashtag)
    {
        if (_places[account] is not (>= 0 and var place))
        {
            return;
        }

        ref var kept = ref _kept[place];
        kept.Uses++;
        var hash = XxHash3.HashToUInt64(hashtag);
        if (kept.Count == MostOfAccount && hash > kept.Hashtags[^1])
        {
            return;
        }

        var at = Array.BinarySearch(kept.Hashtags, 0, kept.Count, hash);
        if (at >= 0)
        {
            kept.Posts[at]++;
        }
        else
        {
            Insert(ref kept, ~at, hash);
        }
    }

    /// <summary>The place of an account in <see cref="Accounts"/>; -1 where it does not enter.</summary>
    /// <param name="account">Its number in the input.</param>
    internal int PlaceOf(int account) => _places[account];

    /// <summary>The hashtags that are kept of an account, ascending by hash.</summary>
    /// <param name="place">Its place in <see cref="Accounts"/>.</param>
    internal ReadOnlySpan<ulong> Hashtags(int place) => _kept[place].Hashtags.AsSpan(0, _kept[place].Count);

    /// <summary>In how many posts each of <see cref="Hashtags"/> is.</summary>
    internal ReadOnlySpan<int> Posts(int place) => _kept[place].Posts.AsSpan(0, _kept[place].Count);

    /// <summary>How often the account used any hashtag.</summary>
    internal long Uses(int place) => _kept[place].Uses;

    private void Insert(ref Kept kept, int at, ulong hash)
    {
        if (kept.Count == kept.Hashtags.Length && kept.Count < MostOfAccount)
        {
            var room = Math.Max(4, 2 * kept.Count);
            Bytes += BytesOfHashtag * (room - kept.Count);
            Array.Resize(ref kept.Hashtags, room);
            Array.Resize(ref kept.Posts, room);
        }

        // Where there is no room the last one, of the greatest hash, falls out. It cannot come back: whatever is kept from then on is less.
        var moved = Math.Min(kept.Count, MostOfAccount - 1) - at;
        kept.Hashtags.AsSpan(at, moved).CopyTo(kept.Hashtags.AsSpan(at + 1));
        kept.Posts.AsSpan(at, moved).CopyTo(kept.Posts.AsSpan(at + 1));
        (kept.Hashtags[at], kept.Posts[at]) = (hash, 1);
        kept.Count = Math.Min(kept.Count + 1, MostOfAccount);
    }
}
