using System.Diagnostics.CodeAnalysis;

namespace Copypasta.Hashing;

/// <summary>
/// An in-memory index of short texts that answers which of them are near-copies of another: LSH over MinHash finds candidates (Leskovec, Rajaraman and Ullman,
/// "Mining of Massive Datasets", 3.4), and every one is compared shingle by shingle before it is reported. So there are no false matches, and a text at
/// exactly the threshold is found with probability <c>Plan.Recall</c>, one of similarity s above it with <c>Plan.RecallAt(s)</c>.
/// </summary>
/// <remarks>
/// <para>
/// Texts with the same comparable text share one entry. Those with fewer shingles than near matching needs (<see cref="LshIndexOptions.MinShingles"/>) match identical
/// texts only; one whose comparable text is empty is kept, so that ids stay aligned with the caller's rows, and matches nothing.
/// </para>
/// <para>
/// Memory: per distinct text its comparable text in UTF-8, 70 to 76 bytes, and 10 to 12 bytes per band of the plan; per id 12 bytes, in
/// blocks of 512 ids that are given back when the last of their ids is removed. No signatures are kept.
/// A removed text's memory comes back when the index is compacted: by <see cref="Compact"/>, or by <see cref="Remove"/> once more than half of it is removed.
/// </para>
/// <para>
/// Any members may be called from any threads at the same time. Queries run side by side; adding and removing wait for them, and they for those, only for the moment in which the tables
/// change; as the number of distinct texts doubles, that moment is the time in which all of them are linked anew. While one waits, because <see cref="Save"/> or <see cref="FindFamilies"/> takes long, later queries wait behind it; and a stream that <see cref="Save"/> writes to must not call the index. Once warm, a query allocates nothing but room for its matches.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The lock owns nothing but wait handles, and those only while threads wait for it; they are finalised.")]
public sealed partial class LshIndex
{
    /// <summary>
    /// Longest text, raw and comparable, in bytes of UTF-8: 64 MiB. A text may grow when it is made comparable, to eleven times its bytes at the worst (U+FDFA, whose three become 33):
    /// one that does so beyond this limit is refused like one that is longer, and so is one that passes <see cref="TextNormalizer.MaxTextLength"/> on the way.
    /// </summary>
    public const int MaxTextBytes = 1 << 26;

    /// <summary>Fewest removed texts for which the index is compacted of itself.</summary>
    private const int FewestToCompact = 1024;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly BandSigner _signer;

    // One scratch per processor is kept; more calls at a time make their own.
    private readonly LshScratch?[] _pool = new LshScratch?[Environment.ProcessorCount];
    private LshTexts _texts = new();
    private LshBuckets _buckets;

    /// <summary>Makes an empty index.</summary>
    /// <param name="options">Threshold, recall and what texts are made of; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or no plan keeps the recall.</exception>
    public LshIndex(LshIndexOptions? options = null)
    {
        options ??= new LshIndexOptions();
        Plan = options.CheckedPlan();
        Options = options with { Plan = Plan, Recall = null };
        _signer = new BandSigner([.. Enumerable.Range(0, Plan.Bands)], Plan.Rows, options.Seed);
        _buckets = new LshBuckets(Plan.Bands);
    }

    /// <summary>
    /// What decides the index's answers: <see cref="LshIndexOptions.Plan"/> is the plan in use, and <see cref="LshIndexOptions.Recall"/> is null, as the plan settled it. Indexes that were asked for the same in other words
    /// have equal options, and they make another such index.
    /// </summary>
    public LshIndexOptions Options { get; }

    /// <summary>Bands and rows: <c>Plan.Recall</c> is the probability of finding a text at exactly the threshold, <c>Plan.RecallAt(s)</c> of finding one of similarity s.</summary>
    public BandingPlan Plan { get; }

    /// <summary>Number of ids in the index.</summary>
    public int Count => Read(texts => texts.Ids);

    /// <summary>Number of distinct comparable texts in the index.</summary>
    public int DistinctTexts => Read(texts => texts.LiveEntries);

    /// <summary>Adds a text.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <returns>Its id: 0 for the first text ever added, then 1, 2 and so on; the id of a removed text is not used again.</returns>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">All ids, 2^31 - 512, are used up.</exception>
    public int Add(ReadOnlySpan<char> text)
    {
        var scratch = Rent();
        var id = Add(scratch, scratch.Normalize(text));
        Return(scratch);
        return id;
    }

    /// <summary>Adds a text.</summary>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <returns>Its id: 0 for the first text ever added, then 1, 2 and so on; the id of a removed text is not used again.</returns>
    /// <exception cref="ArgumentException">The text, raw or comparable, is longer than <see cref="MaxTextBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">All ids, 2^31 - 512, are used up.</exception>
    public int Add(ReadOnlySpan<byte> utf8)
    {
        var scratch = Rent();
        var id = Add(scratch, scratch.Normalize(utf8));
        Return(scratch);
        return id;
    }

    /// <summary>Whether an id is in the index.</summary>
    /// <param name="id">Any number.</param>
    public bool Contains(int id)
    {
        _lock.EnterReadLock();
        try
        {
            return _texts.EntryOf(id) >= 0;
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Removes a text. Now and then, when more is removed than left, this compacts the index, which takes time in proportion to its size.</summary>
    /// <param name="id">Any number.</param>
    /// <returns>False where there is no such id.</returns>
    public bool Remove(int id)
    {
        _lock.EnterWriteLock();
        try
        {
            var removed = _texts.RemoveId(id);
            var dead = _texts.Entries - _texts.LiveEntries;
            if (dead >= FewestToCompact && dead > _texts.LiveEntries)
            {
                CompactTables();
            }

            return removed;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Removes all texts and gives their memory back. Ids go on where they were.</summary>
    public void Clear()
    {
        _lock.EnterWriteLock();
        try
        {
            var texts = new LshTexts();
            texts.SetNextId(_texts.NextId);
            (_texts, _buckets) = (texts, new LshBuckets(Plan.Bands));
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Gives the memory of removed texts back. Ids stay what they are; all other calls wait, and for its duration the memory is needed twice.</summary>
    public void Compact()
    {
        _lock.EnterWriteLock();
        try
        {
            CompactTables();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>
    /// Writes the index to a stream: its options, ids and comparable texts, ended by a SHA-256. The same texts under the same ids give the same bytes, whatever was removed
    /// in between. The file is about as large as the comparable texts; adding and removing wait.
    /// </summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _lock.EnterReadLock();
        try
        {
            LshIndexFile.Save(stream, Options, Plan, _texts);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Reads an index that <see cref="Save"/> wrote. Texts are signed anew, so a file holds nothing that could contradict them; that takes most of the time.</summary>
    /// <param name="stream">Where from; it is read to the end of the index, no further, and stays open.</param>
    /// <param name="profile">The profile that the index was made with and that queries will use; null for <see cref="TextProfile.Social"/>.</param>
    /// <returns>An index that answers as the saved one did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidDataException">This is no such file, or it is damaged, or of another version, algorithm or profile.</exception>
    public static LshIndex Load(Stream stream, TextProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return LshIndexFile.Load(stream, profile ?? TextProfile.Social);
    }

    /// <summary>Adds what a file holds, one id after the other; for an index that no other thread knows yet.</summary>
    internal void Restore(int id, ref int entry, ReadOnlySpan<byte> comparable, LshScratch scratch)
    {
        if (entry < 0)
        {
            entry = Append(comparable, LshTexts.Hash(comparable), scratch.Sign(comparable), scratch);
        }

        _texts.AddId(entry, id);
    }

    internal LshTexts Texts => _texts;

    internal LshScratch Rent()
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _pool.Length; i++)
        {
            if (Interlocked.Exchange(ref _pool[(start + i) % _pool.Length], null) is { } scratch)
            {
                return scratch;
            }
        }

        return new LshScratch(Options, _signer);
    }

    internal void Return(LshScratch scratch)
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _pool.Length && !scratch.IsLarge; i++)
        {
            if (Interlocked.CompareExchange(ref _pool[(start + i) % _pool.Length], scratch, null) is null)
            {
                return;
            }
        }
    }

    private int Add(LshScratch scratch, ReadOnlySpan<byte> comparable)
    {
        var hash = LshTexts.Hash(comparable);
        var known = IsKnown(comparable, hash);
        var keys = known ? default : scratch.Sign(comparable);
        _lock.EnterWriteLock();
        try
        {
            if (_texts.NextId == LshTexts.MaxIds)
            {
                throw new InvalidOperationException($"All {LshTexts.MaxIds} ids of the index are used up.");
            }

            var entry = _texts.Find(comparable, hash);
            if (entry < 0)
            {
                // Another thread may have compacted a removed text away since it was seen.
                entry = Append(comparable, hash, known ? scratch.Sign(comparable) : keys, scratch);
            }

            return _texts.AddId(entry);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private bool IsKnown(ReadOnlySpan<byte> comparable, int hash)
    {
        _lock.EnterReadLock();
        try
        {
            return _texts.Find(comparable, hash) >= 0;
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    private int Append(ReadOnlySpan<byte> comparable, int hash, ReadOnlySpan<uint> keys, LshScratch scratch)
    {
        var count = scratch.Set.Count;
        var shingles = count == 0 ? -1 : keys.IsEmpty ? 0 : count;
        var entry = _texts.Append(comparable, hash, shingles, scratch.Bitmap);
        _buckets.Add(entry, keys);
        return entry;
    }

    private void CompactTables()
    {
        var texts = _texts.Compact(out var kept);
        var buckets = _buckets.Compact(kept, texts);
        texts.TakeIds();
        (_texts, _buckets) = (texts, buckets);
    }

    private int Read(Func<LshTexts, int> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read(_texts);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }
}
