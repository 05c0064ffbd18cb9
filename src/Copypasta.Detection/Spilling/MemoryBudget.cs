using System.Globalization;

namespace Copypasta.Detection;

/// <summary>
/// How the ceiling for the process's memory is shared out. What a stage may take follows from the ceiling and from counts, and changes nothing but the speed. Bytes throughout.
/// </summary>
/// <param name="data">What data may take.</param>
/// <param name="threads">Threads that work at once.</param>
internal sealed class MemoryBudget(long data, int threads)
{
    /// <summary>The runtime, the program's code, batches that are being read and tables that are being written.</summary>
    private const long Overhead = 150L << 20;

    /// <summary>What a thread may have under way; not all of very many threads have so much at once.</summary>
    private const long OverheadPerThread = 16L << 20;

    /// <summary>Bytes per distinct text that matching takes in memory, the texts not counted: sketch, keys of some 40 bands, buckets, families.</summary>
    private const int MatchingPerText = TextSketches.BytesPerText + (40 * sizeof(uint)) + 64;

    /// <summary>Bytes per post that clusters and tables take, the posts not counted, if every post is in one.</summary>
    private const int ClusteringPerPost = 48;

    /// <summary>Bytes per post of a family until everything is written: where it stands, its cluster, what tables and report need.</summary>
    private const int WritingPerPost = 64;

    /// <summary>A block of posts with its place, as a reader keeps it.</summary>
    private const long CachedBlockBytes = 68 << 10;

    /// <summary>For a process that is to stay below a ceiling.</summary>
    public static MemoryBudget OfCeiling(long ceiling, int threads) => new(
        Math.Max(16L << 20, ceiling - Overhead - Math.Min(threads * OverheadPerThread, ceiling / 4)), threads);

    /// <summary>Whether a run over posts that are in memory can go on there.</summary>
    public bool FitsInMemory(long postBytes, int posts, int texts) =>
        postBytes + ((long)texts * (MatchingPerText + (threads * 2 * sizeof(ulong)))) + ((long)posts * ClusteringPerPost) <= data;

    /// <summary>Ends a run whose families do not fit into memory.</summary>
    /// <exception cref="SpillException">They do not.</exception>
    public void CheckGathered(PostStore posts)
    {
        if ((posts.Count & 1023) == 0 && posts.Bytes + (posts.Count * (long)WritingPerPost) + (posts.Texts.Count * (long)TextSketches.BytesPerText) > data)
        {
            throw new SpillException(string.Create(
                CultureInfo.InvariantCulture, $"--memory: the posts of families do not fit into it: {posts.Count:N0} of them took the {data >> 20:N0} MiB that it leaves for data; allow more"));
        }
    }

    /// <summary>What the sorter of ids may keep while posts are read, when those read so far are still there.</summary>
    public long IdBuffer => data * 5 / 16;

    /// <summary>What each sorter of accounts, of texts, or of copies may keep: two of them at a time.</summary>
    public long PostBuffer => data * 5 / 16;

    /// <summary>How to find the candidates among texts that are on disk.</summary>
    /// <param name="texts">How many there are.</param>
    /// <param name="postBytes">What the posts take on disk: keys may take half as much again.</param>
    /// <exception cref="SpillException">There are more texts than can be matched within the ceiling.</exception>
    public MatchingShares ForMatching(long texts, long postBytes)
    {
        var bands = (int)Math.Clamp(postBytes / 2 / Math.Max(1, texts * sizeof(uint)), 8, 1024);
        foreach (var sketchBytes in new[] { TextSketches.BytesPerText, TextSketches.BytesPerText / 2, TextSketches.BytesPerText / 4 })
        {
            // One band's keys with their texts, and later of each text its family, take half at the most.
            var rest = data - (texts * sketchBytes);
            if (rest / 2 >= texts * sizeof(ulong))
            {
                // Of a band's ranges of keys a thread sorts one at a time; they are not quite of one size.
                var sortedAtOnce = (int)Math.Max(1 << 11, Math.Min(texts * 2 / KeyFile.Ranges, rest / 8 / (threads * sizeof(ulong))));
                var textsAtOnce = (int)Math.Clamp(rest / 8 / (bands * sizeof(uint)), 1 << 11, 1 << 16);
                var cachedBlocks = (int)Math.Clamp((rest - (texts * sizeof(int))) / 2 / threads / CachedBlockBytes, 8, 4096);
                return new MatchingShares(sketchBytes, bands, textsAtOnce, sortedAtOnce, cachedBlocks);
            }
        }

        throw new SpillException(
            $"--memory: {texts} distinct texts take at least {((texts * ((TextSketches.BytesPerText / 4) + (2 * sizeof(ulong)))) + Overhead) >> 20} MiB while they are matched; allow more");
    }
}

/// <summary>What matching may take.</summary>
/// <param name="SketchBytes">Bytes of a text's sketch.</param>
/// <param name="BandsAtOnce">Bands whose keys are made at a time, and kept until they are bucketed.</param>
/// <param name="TextsAtOnce">Texts that are signed before their keys go to disk.</param>
/// <param name="SortedAtOnce">Keys for which a thread has a second buffer to sort them with; more are sorted in place.</param>
/// <param name="CachedBlocks">Blocks of texts that a thread keeps.</param>
internal readonly record struct MatchingShares(int SketchBytes, int BandsAtOnce, int TextsAtOnce, int SortedAtOnce, int CachedBlocks)
{
    /// <summary>For texts that are in memory.</summary>
    public static MatchingShares InMemory { get; } = new(TextSketches.BytesPerText, int.MaxValue, int.MaxValue, 0, 0);
}
