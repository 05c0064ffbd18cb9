using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>The distinct texts of posts on disk, in the order in which they were first posted: each stands in its first post, and is read from there.</summary>
internal sealed class SpilledTexts : ITextSource, IDisposable
{
    private readonly SpilledPosts _posts;

    // By post: whether it is the first of its text, and whether such a text comes again.
    private readonly RankedBits _firsts;
    private readonly RankedBits _copied;

    // Of each other post the first of its text, by post.
    private readonly RecordSorter _copies;
    private readonly int[] _smallest;

    // Of each block of posts the first text that it or a later one holds.
    private readonly int[] _blockTexts;

    private SpilledTexts(SpilledPosts posts, RankedBits firsts, RankedBits copied, RecordSorter copies, int[] smallest, long accounts, long busyAccountPosts)
    {
        (_posts, _firsts, _copied, _copies, _smallest, Accounts, BusyAccountPosts) = (posts, firsts, copied, copies, smallest, accounts, busyAccountPosts);
        _blockTexts = [.. Enumerable.Range(0, posts.File.Blocks).Select(block => firsts.Rank(posts.File.First(block)))];
    }

    public int Count => _firsts.Total;

    /// <summary>Distinct accounts of the posts.</summary>
    public long Accounts { get; }

    /// <summary><see cref="BusyAccounts.FewestPosts"/> of them.</summary>
    public long BusyAccountPosts { get; }

    /// <summary>Blocks that readers made from now on keep, 1 or more, where texts are not asked for in ascending order.</summary>
    public int CachedBlocks { get; set; } = 1;

    /// <summary>What an interrupted run has collapsed, and counted; null where it has not, or where that is damaged.</summary>
    public static (SpilledTexts Texts, IntakeCounts Counts)? Resume(SpilledPosts posts, RunJournal? journal)
    {
        if (journal?.Find<TextsStep>(TextsStep.Name) is not var (files, step))
        {
            return null;
        }

        try
        {
            using var firstsFile = files[0];
            using var copiedFile = files[1];
            using var smallestFile = files[2];
            var words = RankedBits.WordsOf(posts.File.Count);
            var firsts = new RankedBits(RunJournal.Read<ulong>(firstsFile, words));
            var copied = new RankedBits(RunJournal.Read<ulong>(copiedFile, words));
            var smallest = RunJournal.Read<int>(smallestFile, Math.Min(TextSigning.SampleTexts, firsts.Total));
            return (new SpilledTexts(posts, firsts, copied, new RecordSorter(files[3], step.CopiesEnds), smallest, step.Accounts, step.BusyAccountPosts), new IntakeCounts(step.Counts));
        }
        catch (SpillException)
        {
            files[3].Dispose();
            return null;
        }
    }

    /// <summary>Reads the posts once: finds the distinct texts, counts what is kept.</summary>
    public static SpilledTexts Collapse(
        SpilledPosts posts, IntakeCounts counts, MemoryBudget budget, TemporaryFolder folder, RunJournal? journal, DetectionOptions options, CancellationToken cancellation)
    {
        using var accounts = new RecordSorter(folder, "accounts", budget.PostBuffer, sizeof(ulong), options.Threads);
        using var hashes = new RecordSorter(folder, "hashes", budget.PostBuffer, TextHashes.RecordBytes, options.Threads);
        var textHashes = new TextHashes(hashes);
        var difference = new TextDifference();
        posts.ForEach(
            (number, record) =>
            {
                var post = SpilledPostRecord.Read(record, difference);
                if (!posts.IsCounted(number))
                {
                    counts.CountKept(post.Post);
                }

                if (!post.Author.IsEmpty)
                {
                    // 128 bits of hash stand for the account: that two of a billion share them has a probability of 1e-21.
                    var hash = XxHash128.HashToUInt128(post.Author, (long)post.Post.Platform);
                    MemoryMarshal.Write(accounts.Add((ulong)hash, sizeof(ulong)), (ulong)(hash >> 64));
                }

                textHashes.Add(number, post.Text);
            },
            cancellation,
            record => counts.Scripts.CountSetAside(SpilledPostRecord.Read(record, difference).Post.Script));
        accounts.Seal();
        var busy = CountPosts(accounts.Read());
        var (distinctAccounts, busyPosts) = (busy.Count, busy.FewestPosts());
        accounts.Dispose();
        hashes.Seal();

        var firsts = new RankedBits(posts.File.Count);
        var copied = new RankedBits(posts.File.Count);
        var copies = new RecordSorter(folder, "copies", budget.PostBuffer, sizeof(long), options.Threads);
        try
        {
            var smallest = textHashes.FindFirsts(firsts, copied, copies, TextSigning.SampleTexts, cancellation);
            copies.Seal(toDisk: true);
            firsts.Count();
            copied.Count();
            var texts = new SpilledTexts(posts, firsts, copied, copies, [.. smallest.Select(firsts.Rank)], distinctAccounts, busyPosts);
            if (journal is not null)
            {
                using var firstsFile = journal.Write("firsts", firsts.Words);
                using var copiedFile = journal.Write("copied", copied.Words);
                using var smallestFile = journal.Write<int>("smallest", texts._smallest);
                journal.Commit(TextsStep.Name, new TextsStep(counts.ToState(), distinctAccounts, busyPosts, [.. copies.Ends]), firstsFile, copiedFile, smallestFile, copies.File!);
            }

            return texts;
        }
        catch
        {
            copies.Dispose();
            throw;
        }
    }

    public ITextReader NewReader(bool ascending = false) => new Reader(this, ascending ? 1 : CachedBlocks);

    public int[] SmallestHashes(int count) => count >= Count ? [.. Enumerable.Range(0, Count)] : _smallest[..count];

    /// <summary>
    /// Reads the posts once more and keeps in memory those of the families, texts that were posted more than once or are matched with another; or all, if those are wanted.
    /// </summary>
    /// <param name="roots">By text, the smallest text of its family; used up.</param>
    /// <param name="options">Whether all posts are wanted, and which columns and fields are kept along.</param>
    /// <param name="presence">Which inputs have which fields.</param>
    /// <param name="budget">The memory there is.</param>
    /// <param name="bands">Bands in which pairs are to be found; 0 for none.</param>
    /// <param name="roomToLook">What comes after takes besides; null for nothing.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The store, the roots by the indices of its texts, and which of the posts are in the store, in the same order.</returns>
    public (PostStore Posts, int[] Roots, RankedBits Gathered) Gather(
        int[] roots, DetectionOptions options, FieldPresence presence, MemoryBudget budget, int bands, RoomToLook? roomToLook, CancellationToken cancellation)
    {
        var matched = MatchedTexts(roots);
        var store = new PostStore(options.Keep.Count, options.Fields, presence);
        var newRoots = new List<int>();
        var gathered = new RankedBits(_posts.File.Count);
        var copies = _copies.Read();
        var next = 0;
        var difference = new TextDifference();

        // The copies, and the first posts of the texts that have some or are matched: those that do both are counted twice.
        matched.Count();
        var copiedOrMatched = Math.Min(Count, (long)_copied.Total + matched.Total);
        var mostPosts = options.AllPosts ? _posts.File.Count : _posts.File.Count - Count + copiedOrMatched;
        var most = new GatheredBounds(mostPosts, Math.Min(copiedOrMatched, _copied.Total + ((long)matched.Total / 2)), Count, bands, roomToLook);
        _posts.ForEach(
            (number, record) =>
            {
                int text;
                if (_firsts.Contains(number))
                {
                    text = next++;
                    if (!options.AllPosts && !_copied.Contains(number) && !matched.Contains(text))
                    {
                        return;
                    }
                }
                else
                {
                    // Copies come in the same order.
                    copies.Next();
                    text = _firsts.Rank(MemoryMarshal.Read<long>(copies.Record));
                }

                var post = SpilledPostRecord.Read(record, difference);
                gathered.Add(number);
                store.Add(post.Post, post.Stored, post.Author, post.Text, ByteStringTable.Hash(post.Text));
                if (store.Texts.Count > newRoots.Count)
                {
                    // A root comes before all others of its family, and from then on names its place in the store.
                    if (roots[text] == text)
                    {
                        roots[text] = ~newRoots.Count;
                    }

                    var root = roots[text];
                    newRoots.Add(~(root < 0 ? root : roots[root]));
                }

                budget.CheckGathered(store, most);
            },
            cancellation);
        return (store, [.. newRoots], gathered);
    }

    public void Dispose() => _copies.Dispose();

    private static BusyAccounts CountPosts(RecordSorter.Merge accounts)
    {
        // Of different accounts of one key there is one all but always.
        var busy = new BusyAccounts();
        var ofKey = new Dictionary<ulong, long>();
        var key = 0UL;
        while (accounts.Next())
        {
            if (accounts.Key != key)
            {
                End();
                key = accounts.Key;
            }

            var high = MemoryMarshal.Read<ulong>(accounts.Record);
            ofKey[high] = ofKey.GetValueOrDefault(high) + 1;
        }

        End();
        return busy;

        void End()
        {
            foreach (var posts in ofKey.Values)
            {
                busy.Add(posts);
            }

            ofKey.Clear();
        }
    }

    /// <summary>The texts of families of two texts or more.</summary>
    private static RankedBits MatchedTexts(int[] roots)
    {
        var matched = new RankedBits(roots.Length);
        for (var text = 0; text < roots.Length; text++)
        {
            if (roots[text] != text)
            {
                matched.Add(text);
                matched.Add(roots[text]);
            }
        }

        return matched;
    }

    /// <summary>Keeps the blocks it read last, each in the one place that its number allows; fewer where they are large.</summary>
    private sealed class Reader(SpilledTexts texts, int cachedBlocks) : ITextReader
    {
        private readonly (int Block, byte[] Bytes, int Length)[] _cache = [.. Enumerable.Repeat((-1, Array.Empty<byte>(), 0), cachedBlocks)];

        private readonly TextDifference _difference = new();

        // Where the reader stands: in which block, at which of its posts, which begins there and is the first of which text.
        private int _block = -1;
        private long _post;
        private int _at;
        private int _text;

        // Of the blocks that are kept.
        private long _bytes;

        public ReadOnlySpan<byte> this[int index]
        {
            get
            {
                var block = BlockOf(index);
                ref var place = ref _cache[block % _cache.Length];
                if (place.Block != block)
                {
                    place.Block = -1;
                    _bytes -= place.Bytes.Length;
                    place.Length = texts._posts.File.Read(block, ref place.Bytes).Length;
                    _bytes += place.Bytes.Length;
                    place.Block = block;
                    _block = -1;
                    if (_bytes > _cache.Length * MemoryBudget.CachedBlockBytes)
                    {
                        KeepOnly(block % _cache.Length);
                    }
                }

                if (_block != block || index < _text)
                {
                    (_block, _post, _at, _text) = (block, texts._posts.File.First(block), 0, texts._blockTexts[block]);
                }

                // From post to post to the one that is the first of the text.
                ReadOnlySpan<byte> all = place.Bytes.AsSpan(0, place.Length);
                var rest = all[_at..];
                while (_text < index || !texts._firsts.Contains(_post))
                {
                    _text += texts._firsts.Contains(_post) ? 1 : 0;
                    PostFile.Next(ref rest);
                    _post++;
                }

                _at = all.Length - rest.Length;
                return SpilledPostRecord.Read(PostFile.Next(ref rest), _difference).Text;
            }
        }

        public ulong HashOf(int index) => ByteStringTable.Hash(this[index]);

        private void KeepOnly(int kept)
        {
            for (var i = 0; i < _cache.Length; i++)
            {
                if (i != kept)
                {
                    _cache[i] = (-1, [], 0);
                }
            }

            _bytes = _cache[kept].Bytes.Length;
        }

        private int BlockOf(int index)
        {
            var blockTexts = texts._blockTexts;
            if (_block >= 0 && index >= blockTexts[_block] && (_block + 1 == blockTexts.Length || index < blockTexts[_block + 1]))
            {
                return _block;
            }

            // The last block that begins with this text or an earlier one: those before it that begin alike hold no first post.
            var (low, high) = (0, blockTexts.Length - 1);
            while (low < high)
            {
                var middle = (low + high + 1) >>> 1;
                (low, high) = blockTexts[middle] <= index ? (middle, high) : (low, middle - 1);
            }

            return low;
        }
    }
}
