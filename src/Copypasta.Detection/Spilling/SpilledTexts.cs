using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>The distinct texts of posts on disk, and which of them were posted more than once.</summary>
internal sealed class SpilledTexts : IDisposable
{
    private readonly SpilledPosts _posts;
    private readonly List<ulong> _copied = [];

    private SpilledTexts(SpilledPosts posts, TextFile file) => (_posts, File) = (posts, file);

    /// <summary>The texts.</summary>
    public TextFile File { get; }

    /// <summary>Distinct accounts of the posts.</summary>
    public long Accounts { get; private set; }

    /// <summary>What an interrupted run has collapsed, and counted; null where it has not, or where that is damaged.</summary>
    public static (SpilledTexts Texts, IntakeCounts Counts)? Resume(SpilledPosts posts, RunJournal? journal)
    {
        if (journal?.Find<TextsStep>(TextsStep.Name, scan: false) is not var (files, step))
        {
            return null;
        }

        try
        {
            var texts = new SpilledTexts(posts, new TextFile(files[0])) { Accounts = step.Accounts };
            using var copied = files[1];
            texts._copied.AddRange(RunJournal.Read<ulong>(copied, (texts.File.Count + 63L) >> 6));
            return (texts, new IntakeCounts(step.Counts));
        }
        catch (SpillException)
        {
            Array.ForEach(files, file => file.Dispose());
            return null;
        }
    }

    /// <summary>Reads the posts once: writes their distinct texts, counts what is kept.</summary>
    public static SpilledTexts Collapse(
        SpilledPosts posts, IntakeCounts counts, MemoryBudget budget, TemporaryFolder folder, RunJournal? journal, DetectionOptions options, CancellationToken cancellation)
    {
        var texts = new SpilledTexts(posts, new TextFile(folder, "texts"));
        using var accounts = new RecordSorter(folder, "accounts", budget.PostBuffer, sizeof(ulong), options.Threads);
        var reader = posts.Read();
        while (reader.Next(cancellation))
        {
            var post = reader.Post;
            if (!posts.IsCounted(post.Ordinal))
            {
                counts.CountKept(post.Post);
            }

            if (!post.Author.IsEmpty)
            {
                // 128 bits of hash stand for the account: that two of a billion share them has a probability of 1e-21.
                var hash = XxHash128.HashToUInt128(post.Author, (long)post.Post.Platform);
                MemoryMarshal.Write(accounts.Add((ulong)hash, sizeof(ulong)), (ulong)(hash >> 64));
            }

            if (reader.IsNewText)
            {
                texts.Add(post.Text);
            }
            else
            {
                texts._copied[reader.Text >> 6] |= 1UL << (reader.Text & 63);
            }
        }

        texts.File.Close();
        accounts.Seal();
        texts.Accounts = CountDistinct(accounts.Read());
        if (journal is not null)
        {
            using var copied = journal.Write<ulong>("copied", CollectionsMarshal.AsSpan(texts._copied));
            journal.Commit(TextsStep.Name, new TextsStep(counts.ToState(), texts.Accounts), texts.File.File, copied);
        }

        return texts;
    }

    /// <summary>
    /// Reads the posts once more and keeps in memory those of the families, texts that were posted more than once or are matched with another; or all, if those are wanted.
    /// </summary>
    /// <param name="roots">By text, the smallest text of its family; used up.</param>
    /// <param name="options">Whether all posts are wanted, and which columns are kept along.</param>
    /// <param name="budget">The memory there is.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The store, and the roots by the indices of its texts.</returns>
    public (PostStore Posts, int[] Roots) Gather(int[] roots, DetectionOptions options, MemoryBudget budget, CancellationToken cancellation)
    {
        MarkFamilies(roots);
        var store = new PostStore(options.Keep.Count);
        var newRoots = new List<int>();
        var reader = _posts.Read();
        while (reader.Next(cancellation))
        {
            if (!options.AllPosts && (_copied[reader.Text >> 6] >> (reader.Text & 63) & 1) == 0)
            {
                continue;
            }

            var post = reader.Post;
            store.Add(post.Post, post.Stored, post.Author, post.Text, reader.Hash);
            if (reader.IsNewText)
            {
                // A root comes before all others of its family, and from then on names its place in the store.
                var root = roots[reader.Text];
                if (root == reader.Text)
                {
                    roots[root] = ~newRoots.Count;
                    root = newRoots.Count;
                }
                else
                {
                    root = ~roots[root];
                }

                newRoots.Add(root);
            }

            budget.CheckGathered(store);
        }

        return (store, [.. newRoots]);
    }

    public void Dispose() => File.Dispose();

    private static long CountDistinct(RecordSorter.Merge accounts)
    {
        var count = 0L;
        var ofKey = new HashSet<ulong>();
        var key = 0UL;
        while (accounts.Next())
        {
            var high = MemoryMarshal.Read<ulong>(accounts.Record);
            if (accounts.Key != key || ofKey.Count == 0)
            {
                ofKey.Clear();
                key = accounts.Key;
            }

            count += ofKey.Add(high) ? 1 : 0;
        }

        return count;
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        if (File.Add(text) >> 6 == _copied.Count)
        {
            _copied.Add(0);
        }
    }

    /// <summary>From now on the texts of families of two texts or more count as copied, too.</summary>
    private void MarkFamilies(int[] roots)
    {
        for (var text = 0; text < roots.Length; text++)
        {
            var root = roots[text];
            if (root != text)
            {
                _copied[text >> 6] |= 1UL << (text & 63);
                _copied[root >> 6] |= 1UL << (root & 63);
            }
        }
    }
}
