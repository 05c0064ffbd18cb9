using System.Globalization;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Everything that was kept of a run, once more, when the clusters are known: the posts of no written family, which need not be in memory any more, and the accounts whose posts were set aside.
/// What is given, and in which order, does not depend on the memory there is.
/// </summary>
public sealed class KeptPosts
{
    private readonly SpilledPosts? _spilled;
    private readonly RankedBits? _gathered;
    private readonly AsideAccounts? _aside;
    private readonly RankedBits _members;
    private readonly TemporaryFolder _folder;
    private readonly SpareRoom _room;
    private readonly int _threads;

    /// <param name="result">What was found.</param>
    /// <param name="busy">Posts of the busiest accounts.</param>
    /// <param name="aside">The posts set aside; null where they are on disk.</param>
    /// <param name="onDisk">The posts, and which of them are in memory; null where all are.</param>
    /// <param name="folder">For what does not fit into memory.</param>
    /// <param name="room">Memory left.</param>
    /// <param name="threads">Threads to work with.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal KeptPosts(
        DetectionResult result, long busy, AsideAccounts? aside, (SpilledPosts Posts, RankedBits Gathered)? onDisk, TemporaryFolder folder, SpareRoom room, int threads, CancellationToken cancellation)
    {
        (Result, BusyAccountPosts, _aside, _folder, _room, _threads, Cancellation) = (result, busy, aside, folder, room, threads, cancellation);
        (_spilled, _gathered) = onDisk is var (posts, gathered) ? (posts, gathered) : (null, null);
        _members = new RankedBits(result.Posts.Count);
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            _members.Add(member.Post);
        }
    }

    /// <summary>What was found: the posts of the families are there, as <see cref="DetectionResult.Members"/>.</summary>
    public DetectionResult Result { get; }

    /// <summary>
    /// The posts that an account must have to be among the 1% of accounts with the most: at most one account in a hundred has as many. <see cref="long.MaxValue"/> where none is.
    /// </summary>
    public long BusyAccountPosts { get; }

    /// <summary>Asked to stop.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Bytes of memory that the work may take.</summary>
    internal long Room => _room.Bytes;

    /// <summary>Gives every kept post that is of no written family, in the order of reading, and then the accounts with posts set aside, in any order.</summary>
    public void ForEachOther(OtherPost take, AsideAccount takeAside)
    {
        if (_spilled is null)
        {
            WalkMemory(take);
            _aside?.ForEach(takeAside);
            return;
        }

        var next = 0;
        var difference = new TextDifference();
        _spilled.ForEach(
            (number, record) =>
            {
                // Posts were gathered in the same order.
                if (_gathered!.Contains(number) && _members.Contains(next++))
                {
                    return;
                }

                var post = SpilledPostRecord.Read(record, difference);
                take(new KeptPost(Result.Posts, post.Post, post.Author, post.Stored));
            },
            Cancellation,
            record =>
            {
                var post = SpilledPostRecord.Read(record, difference);
                if (!post.Author.IsEmpty)
                {
                    takeAside(post.Post.Platform, post.Author, 1);
                }
            });
        _spilled.ForEachAside(takeAside, Cancellation);
    }

    /// <summary>A sorter for what is noted on the way, of a part of the room.</summary>
    /// <param name="name">What its file is called, if it needs one.</param>
    /// <param name="recordBytes">About as many bytes as a record has.</param>
    internal RecordSorter NewSorter(string name, int recordBytes) => new(_folder, name, Math.Clamp(Room / 8, 1 << 20, 16 << 20), recordBytes, _threads);

    /// <summary>The fault of work for which there is too little room.</summary>
    /// <param name="what">What takes so much, all of it.</param>
    /// <param name="needed">Bytes of room with which the work goes on.</param>
    internal SpillException TooLittleRoom(string what, long needed) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"--memory: {what} take room of {needed >> 20:N0} MiB beside the clusters, and it leaves {Room >> 20:N0}; allow at least {MemoryBudget.MiB(needed + _room.Beside)} MiB"));

    private void WalkMemory(OtherPost take)
    {
        var posts = Result.Posts;
        for (var post = 0; post < posts.Count; post++)
        {
            if ((post & 0xFFFF) == 0)
            {
                Cancellation.ThrowIfCancellationRequested();
            }

            if (!_members.Contains(post))
            {
                take(new KeptPost(posts, posts[post], posts.Author(post), posts.Stored(post)));
            }
        }
    }
}

/// <summary>Takes a post; what it holds is good until the call ends.</summary>
public delegate void OtherPost(in KeptPost post);

/// <summary>A post that is not necessarily in memory.</summary>
public readonly ref struct KeptPost
{
    private readonly PostStore _store;
    private readonly StoredPost _post;
    private readonly ReadOnlySpan<byte> _stored;

    internal KeptPost(PostStore store, in StoredPost post, ReadOnlySpan<byte> author, ReadOnlySpan<byte> stored)
    {
        (_store, _post) = (store, post);
        Author = author;
        _stored = stored;
    }

    /// <summary>Index into the run's sources.</summary>
    public int Source => _post.Source;

    /// <summary>Unix milliseconds UTC, or <see cref="PostRecord.NoTime"/>.</summary>
    public long Time => _post.Time;

    /// <summary>Where the post was posted.</summary>
    public Platform Platform => _post.Platform;

    /// <summary>The main script of the raw text.</summary>
    public TextScript Script => _post.Script;

    /// <summary>The author as given by the input, empty where missing.</summary>
    public ReadOnlySpan<byte> Author { get; }

    /// <summary>The raw text as given by the input.</summary>
    public ReadOnlySpan<byte> RawText => _store.RawTextOf(_stored[_post.IdLength..]);

    /// <summary>What normalisation saw in the raw text.</summary>
    public TextFlags Flags => _post.Flags;

    /// <summary>A value kept along with the post, as <see cref="PostStore.Kept"/> gives it.</summary>
    public ReadOnlySpan<byte> Kept(int column) => _store.KeptOf(_stored, column);

    /// <summary>The value of a field, as <see cref="PostStore.Field"/> gives it.</summary>
    public ReadOnlySpan<byte> Field(PostField field) => _store.FieldOf(_stored, field);
}
