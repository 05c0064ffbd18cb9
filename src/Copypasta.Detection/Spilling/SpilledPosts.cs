using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// Posts that do not fit into memory: on disk, sorted by the hash of their normalised text, so that copies stand together. Their ids are sorted beside them, to find those that were read
/// before.
/// </summary>
internal sealed class SpilledPosts : IPostSink, IDisposable
{
    private const int TypicalPost = 200;
    private const int TypicalId = 60;

    /// <summary>Bytes of an id's record before the id.</summary>
    private const int IdHeader = 29;

    private readonly RecordSorter _posts;
    private readonly RecordSorter? _ids;
    private readonly long _textKey = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly RunJournal? _journal;
    private ulong[] _dropped = [];
    private long _posted;
    private long _countedBefore;
    private SpilledPostReader? _reader;

    public SpilledPosts(DetectionOptions options, MemoryBudget budget, TemporaryFolder folder, RunJournal? journal)
    {
        _journal = journal;
        _posts = new RecordSorter(folder, "posts", budget.PostBuffer, TypicalPost, options.Threads);
        _ids = options.DuplicateIds == DuplicateHandling.Drop ? new RecordSorter(folder, "ids", budget.IdBuffer, TypicalId, options.Threads) : null;
    }

    private SpilledPosts(BlockFile[] files, PostsStep step)
    {
        (_posts, _posted, _countedBefore) = (new RecordSorter(files[0], step.Ends), step.Posted, step.CountedBefore);
        using var dropped = files[1];
        _dropped = RunJournal.Read<ulong>(dropped, WordsOf(_posted));
    }

    /// <summary>What an interrupted run has read, and counted; null where it has not.</summary>
    public static (SpilledPosts Posts, IntakeCounts Counts)? Resume(RunJournal? journal) =>
        journal?.Posts is var (files, step) ? (new SpilledPosts(files, step), new IntakeCounts(step.Counts)) : null;

    /// <summary>Takes over what has been read into memory so far, and has been counted.</summary>
    public void TakeOver(PostStore store)
    {
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

        _countedBefore = _posted;
    }

    public void Begin(byte[] storedParts)
    {
    }

    public void Add(in CandidatePost post, IntakeCounts counts) => Add(post);

    /// <summary>Ends the reading, and sets aside and counts the posts that were read before.</summary>
    public void Seal(IntakeCounts counts, CancellationToken cancellation)
    {
        _posts.Seal(toDisk: _journal is not null);
        _dropped = new ulong[WordsOf(_posted)];
        if (_ids is not null)
        {
            _ids.Seal();
            DropDuplicates(_ids.Read(), counts, cancellation);
            _ids.Dispose();
        }

        if (_journal is not null)
        {
            using var dropped = _journal.Write<ulong>("dropped", _dropped);
            _journal.Commit(PostsStep.Name, new PostsStep(_journal.EndReading(), counts.ToState(), _posted, _countedBefore, [.. _posts.Ends]), _posts.File!, dropped);
        }
    }

    /// <summary>The posts that are kept, by the hash of their text, then as they were read; as often as asked.</summary>
    public SpilledPostReader Read() => _reader = new(_posts.Read(), _dropped);

    /// <summary>The share of the posts that the reading under way has read, 0 to 1.</summary>
    public double ShareRead => _reader is { } reader ? reader.RecordsRead / (double)Math.Max(1, _posted) : 0;

    /// <summary>Whether a post was counted before it came here.</summary>
    public bool IsCounted(long ordinal) => ordinal < _countedBefore;

    public void Dispose()
    {
        _posts.Dispose();
        _ids?.Dispose();
    }

    private static long WordsOf(long posts) => (posts >> 6) + 1;

    private void Add(in CandidatePost post)
    {
        SpilledPostRecord.Write(_posts, _posted, post);
        if (_ids is not null && !post.Id.IsEmpty)
        {
            AddId(post);
        }

        _posted++;
    }

    /// <summary>
    /// The post's number (8 bytes), a hash of its raw text (16), its platform (1), the length of its id (4), that, and where the id alone does not tell (<see cref="PostIdentity"/>) the author.
    /// 128 bits under a key that nobody knows stand for the raw text.
    /// </summary>
    private void AddId(in CandidatePost post)
    {
        var author = PostIdentity.IsById(post.Post.Platform) ? default : post.Author;
        var record = _ids!.Add(post.IdHash, IdHeader + post.Id.Length + author.Length);
        MemoryMarshal.Write(record, _posted);
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

            var ordinal = MemoryMarshal.Read<long>(record);
            _dropped[ordinal >> 6] |= 1UL << (int)(ordinal & 63);
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
