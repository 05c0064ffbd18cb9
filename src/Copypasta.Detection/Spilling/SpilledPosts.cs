using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// Posts that do not fit into memory: on disk, in the order of reading. Their ids are sorted beside them, to find those that were read before.
/// </summary>
internal sealed class SpilledPosts : IPostSink, IDisposable
{
    private const int TypicalId = 60;

    /// <summary>Bytes of an id's record before the id.</summary>
    private const int IdHeader = 29;

    private readonly PostFile _posts;
    private readonly RecordSorter? _ids;

    // Of posts set aside but for those that were read before: how many (a variable-length integer), the platform (1 byte), the account. In the order of reading; an account comes again and again.
    private readonly PostFile? _aside;
    private readonly long _textKey = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly RunJournal? _journal;
    private readonly TextDifference _difference = new();
    private RankedBits _dropped = new(0);
    private long _countedBefore;
    private long _read;

    public SpilledPosts(DetectionOptions options, MemoryBudget budget, TemporaryFolder folder, RunJournal? journal, bool countAside = false)
    {
        _journal = journal;
        _posts = new PostFile(folder, "posts", options.Threads);
        _aside = countAside ? new PostFile(folder, "aside", options.Threads) : null;
        _ids = options.DuplicateIds == DuplicateHandling.Drop ? new RecordSorter(folder, "ids", budget.IdBuffer, TypicalId, options.Threads) : null;
    }

    private SpilledPosts(BlockFile[] files, PostsStep step, int threads)
    {
        (_posts, _countedBefore, LongestText) = (new PostFile(files[0], threads), step.CountedBefore, step.LongestText);
        _aside = files.Length > 2 ? new PostFile(files[2], threads) : null;
        using var dropped = files[1];
        _dropped = new RankedBits(RunJournal.Read<ulong>(dropped, step.DroppedWords));
    }

    /// <summary>What an interrupted run has read, and counted; null where it has not.</summary>
    /// <exception cref="InvalidOperationException">It has not counted posts set aside by account, and they are asked for.</exception>
    public static (SpilledPosts Posts, IntakeCounts Counts)? Resume(RunJournal? journal, int threads, bool countAside)
    {
        if (journal?.Posts is not var (files, step))
        {
            return null;
        }

        return countAside == files.Length > 2
            ? (new SpilledPosts(files, step, threads), new IntakeCounts(step.Counts))
            : throw new InvalidOperationException("A run goes on with what it was begun with: its posts set aside are counted by account, or are not.");
    }

    /// <summary>Bytes of the longest normalised text.</summary>
    public int LongestText { get; private set; }

    /// <summary>The posts, those that were read before among them.</summary>
    public PostFile File => _posts;

    /// <summary>Takes over what has been read into memory so far, and has been counted.</summary>
    public void TakeOver(MemoryPosts memory)
    {
        memory.Aside?.ForEach(AddAside);
        var store = memory.Store;
        for (var post = 0; post < store.Count; post++)
        {
            var id = store.Id(post);
            var author = store.Author(post);
            var text = store.RawText(post);
            Add(new CandidatePost
            {
                Post = store[post],
                Author = author,
                Id = id,
                RawText = text,
                Text = store.NormalizedText(post),
                Stored = store.Stored(post),
                TextHash = store.Texts.HashOf(store[post].Text),
                IdHash = id.IsEmpty ? 0 : PostIdTable.Hash(store[post].Platform, id, author, text),
            });
        }

        _countedBefore = _posts.Count;
    }

    public void Begin(byte[] storedParts)
    {
    }

    public void Add(in CandidatePost post, IntakeCounts counts) => Add(post);

    public void SetAside(Platform platform, ReadOnlySpan<byte> author)
    {
        if (!author.IsEmpty)
        {
            AddAside(platform, author, 1);
        }
    }

    /// <summary>Ends the reading, and sets aside and counts the posts that were read before.</summary>
    public void Seal(IntakeCounts counts, CancellationToken cancellation)
    {
        _posts.Close();
        _aside?.Close();
        _dropped = new RankedBits(_posts.Count);
        if (_ids is not null)
        {
            _ids.Seal();
            DropDuplicates(_ids.Read(), counts, cancellation);
            _ids.Dispose();
        }

        if (_journal is not null)
        {
            using var dropped = _journal.Write("dropped", _dropped.Words);
            var step = new PostsStep(_journal.EndReading(), counts.ToState(), _posts.Count, _countedBefore, LongestText);
            BlockFile[] files = [_posts.File, dropped, .. _aside is null ? [] : new[] { _aside.File }];
            _journal.Commit(PostsStep.Name, step, files);
        }
    }

    /// <summary>Reads the posts that are kept, in the order in which they were read first.</summary>
    /// <param name="take">Given a post's number in that order, dropped ones counted, and its record.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="takeDropped">Given the record of each post that was read before.</param>
    public void ForEach(Action<long, ReadOnlySpan<byte>> take, CancellationToken cancellation, Action<ReadOnlySpan<byte>>? takeDropped = null)
    {
        _posts.ForEachBlock(
            (first, block) =>
            {
                Volatile.Write(ref _read, first);
                for (var post = first; !block.IsEmpty; post++)
                {
                    var record = PostFile.Next(ref block);
                    if (!_dropped.Contains(post))
                    {
                        take(post, record);
                    }
                    else
                    {
                        takeDropped?.Invoke(record);
                    }
                }
            },
            cancellation);
    }

    /// <summary>Gives the accounts whose posts were set aside while reading, but for posts that were read before.</summary>
    public void ForEachAside(AsideAccount take, CancellationToken cancellation) => _aside?.ForEachBlock(
        (_, block) =>
        {
            while (!block.IsEmpty)
            {
                var record = PostFile.Next(ref block);
                var posts = (long)Varint.Read(ref record);
                take((Platform)record[0], record[1..], posts);
            }
        },
        cancellation);

    /// <summary>The share of the posts that the reading under way has read, 0 to 1.</summary>
    public double ShareRead => Volatile.Read(ref _read) / (double)Math.Max(1, _posts.Count);

    /// <summary>Whether a post was counted before it came here.</summary>
    public bool IsCounted(long post) => post < _countedBefore;

    public void Dispose()
    {
        _posts.Dispose();
        _aside?.Dispose();
        _ids?.Dispose();
    }

    private void Add(in CandidatePost post)
    {
        if (_ids is not null && !post.Id.IsEmpty)
        {
            AddId(post);
        }

        SpilledPostRecord.Write(_posts, post, _difference);
        LongestText = Math.Max(LongestText, post.Text.Length);
    }

    private void AddAside(Platform platform, ReadOnlySpan<byte> author, long posts)
    {
        Span<byte> header = stackalloc byte[Varint.MaxBytes + 1];
        var rest = header;
        Varint.Write(ref rest, (ulong)posts);
        rest[0] = (byte)platform;
        header = header[..^(rest.Length - 1)];
        if (_aside is not null)
        {
            var record = _aside.Add(header.Length + author.Length);
            header.CopyTo(record);
            author.CopyTo(record[header.Length..]);
        }
    }

    /// <summary>
    /// The post's number (8 bytes), a hash of its raw text (16), its platform (1), the length of its id (4), that, and where the id alone does not tell (<see cref="PostIdentity"/>) the author.
    /// 128 bits under a key that nobody knows stand for the raw text.
    /// </summary>
    private void AddId(in CandidatePost post)
    {
        var author = PostIdentity.IsById(post.Post.Platform) ? default : post.Author;
        var record = _ids!.Add(post.IdHash, IdHeader + post.Id.Length + author.Length);
        MemoryMarshal.Write(record, _posts.Count);
        XxHash128.Hash(post.RawText, record[8..], _textKey);
        record[24] = (byte)post.Post.Platform;
        MemoryMarshal.Write(record[25..], post.Id.Length);
        post.Id.CopyTo(record[IdHeader..]);
        author.CopyTo(record[(IdHeader + post.Id.Length)..]);
    }

    private void DropDuplicates(RecordSorter.Merge ids, IntakeCounts counts, CancellationToken cancellation)
    {
        // Of equal ids the first that was read comes first. Different ids of one hash are all but unheard of.
        var firsts = new List<byte[]>();
        var known = 0;
        var key = 0UL;
        for (var n = 0L; ids.Next(); n++)
        {
            if ((n & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (ids.Key != key)
            {
                (key, known) = (ids.Key, 0);
            }

            var record = ids.Record;
            var first = 0;
            while (first < known && !AreSame(firsts[first], record))
            {
                first++;
            }

            if (first == known)
            {
                Keep(firsts, known++, record);
                continue;
            }

            _dropped.Add(MemoryMarshal.Read<long>(record));
            counts.CountDuplicate(changed: !HasSameText(firsts[first], record));
        }
    }

    private static bool AreSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a[24..].SequenceEqual(b[24..]) && (PostIdentity.IsById((Platform)a[24]) || HasSameText(a, b));

    private static bool HasSameText(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a[8..24].SequenceEqual(b[8..24]);

    private static void Keep(List<byte[]> firsts, int place, ReadOnlySpan<byte> record)
    {
        if (place == firsts.Count)
        {
            firsts.Add([]);
        }

        if (firsts[place].Length != record.Length)
        {
            firsts[place] = new byte[record.Length];
        }

        record.CopyTo(firsts[place]);
    }
}
