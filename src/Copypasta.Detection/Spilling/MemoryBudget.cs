using System.Globalization;
using System.Runtime;

namespace Copypasta.Detection;

/// <summary>
/// How the ceiling for the process's memory is shared out. What a stage may take follows from the ceiling and from counts, and changes nothing but the speed. Bytes throughout.
/// </summary>
/// <param name="data">What data may take.</param>
/// <param name="threads">Threads that work at once.</param>
/// <param name="afterReading">What data may take once nothing is read any more; null for as much, and the blocks that a store begins with.</param>
internal sealed class MemoryBudget(long data, int threads, long? afterReading = null)
{
    /// <summary>The runtime, the program's code, batches that are being read and tables that are being written.</summary>
    private const long Overhead = DetectionOptions.OutsideHeap + (70L << 20);

    /// <summary>The same when nothing is read any more.</summary>
    private const long OverheadAfterReading = DetectionOptions.OutsideHeap + (32L << 20);

    /// <summary>What a thread may have under way; not all of very many threads have so much at once.</summary>
    private const long OverheadPerThread = 16L << 20;

    /// <summary>The same when nothing is read any more: the part of a table.</summary>
    private const long OverheadPerThreadAfterReading = 2L << 20;

    /// <summary>Bytes that comparing takes per byte of the longest text and thread: code points, hashes and the table of a set, and those of a sequence.</summary>
    public const int ComparingPerByte = 64;

    /// <summary>What comparing may take is one in so many parts of what data may: while one stage compares, what the one before it took may not be gathered up yet, and rules of labels keep a text at hand.</summary>
    private const int ComparingPart = 3;

    /// <summary>Blocks of memory that a store begins with, however little it holds.</summary>
    private const long FirstBlocks = 8L << 20;

    /// <summary>Bytes per distinct text that matching takes in memory, the texts not counted: sketch, keys of some 40 bands, buckets, families.</summary>
    private const int MatchingPerText = TextSketches.BytesPerText + (40 * sizeof(uint)) + 64;

    /// <summary>Bytes per post that clusters and tables take, the posts not counted, if every post is in one.</summary>
    private const int ClusteringPerPost = 48;

    /// <summary>Bytes per post of a family until everything is written: where it stands, its cluster, what tables and report need.</summary>
    private const int WritingPerPost = 64;

    /// <summary>Bytes per post of a family once it is clustered: as a member, twice while the tables are laid out, and among the posts of its text.</summary>
    private const int ClusteredPerPost = 40;

    /// <summary>Bytes per post of a family while evidence is drawn: as a post of an account, twice, and its lag behind the first. What words and pairs take is counted besides.</summary>
    private const int EvidencePerPost = 96;

    /// <summary>Bytes per family with one cluster: the two, their ids, and where they stand.</summary>
    public const int ClusteredPerFamily = 500;

    /// <summary>Bytes per text and band while pairs are walked: its key, its place in a bucket, and half a bucket's beginning.</summary>
    private const int PairingPerBand = 10;

    /// <summary>Bytes per pair: as found, and as written.</summary>
    private const int PerPair = 28;

    private const long MuchToGather = 16 << 20;

    /// <summary>A block of posts with its place, as a reader keeps it.</summary>
    public const long CachedBlockBytes = 68 << 10;

    /// <summary>
    /// Bytes of a text's sketch, and parts in which a band's keys are sorted, in the order of preference: small sketches dismiss fewer candidates, and keys are read once for each part.
    /// </summary>
    private static readonly (int SketchBytes, int Parts)[] s_sharing =
    [
        (TextSketches.BytesPerText, 1),
        (TextSketches.BytesPerText, 2),
        (TextSketches.BytesPerText, 4),
        (TextSketches.BytesPerText / 2, 1),
        (TextSketches.BytesPerText / 2, 2),
        (TextSketches.BytesPerText / 2, 4),
        (TextSketches.BytesPerText / 2, 8),
        (TextSketches.BytesPerText / 4, 4),
        (TextSketches.BytesPerText / 4, 8),
    ];

    /// <summary>
    /// To be called when large memory has been let go and more is to be taken: under a ceiling it counts until the collector has gathered it up, which it does too late for the large arrays that come next.
    /// </summary>
    /// <param name="bytes">How much there is; little leaves room enough anyway.</param>
    public static void GatherUp(long bytes)
    {
        if (bytes < MuchToGather)
        {
            return;
        }

        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>For a process that is to stay below a ceiling.</summary>
    public static MemoryBudget OfCeiling(long ceiling, int threads) => new(
        Math.Max(16L << 20, ceiling - Overhead - Math.Min(threads * OverheadPerThread, ceiling / 4)),
        threads,
        Math.Max(16L << 20, ceiling - OverheadAfterReading - Math.Min(threads * OverheadPerThreadAfterReading, ceiling / 8)));

    /// <summary>Whether a run over posts that are in memory can go on there.</summary>
    public bool FitsInMemory(long postBytes, int posts, int texts) =>
        postBytes + ((long)texts * (MatchingPerText + (threads * 2 * sizeof(ulong)))) + ((long)posts * ClusteringPerPost) <= data;

    /// <summary>Ends a run whose families do not fit into memory.</summary>
    /// <param name="posts">The posts of families so far.</param>
    /// <param name="most">What there may be in the end: the sum that is named does for all that comes after, too.</param>
    /// <exception cref="SpillException">They do not.</exception>
    public void CheckGathered(PostStore posts, GatheredBounds most)
    {
        // Few posts may be large ones.
        if ((posts.Count & 1023) != 0 && posts.Bytes <= data + FirstBlocks)
        {
            return;
        }

        var roots = (long)most.AllTexts * sizeof(int);
        var taken = posts.Bytes + (posts.Count * (long)WritingPerPost) + (posts.Texts.Count * (long)TextSketches.BytesPerText);
        if (roots + taken > data)
        {
            // The posts to come may be somewhat longer than those so far.
            var times = 1.1 * most.Posts / posts.Count;
            var needed = roots + (long)(taken * times);
            var after = (long)(posts.Bytes * times) + (most.Posts * ClusteredPerPost) + (most.Families * ClusteredPerFamily) + (long)(posts.Texts.Count * times * MatchedPerText(most.Bands));
            if (most.RoomToLook is { } room)
            {
                after += (most.Posts * EvidencePerPost) + room(posts, times);
            }

            var least = needed + Overhead + (threads * OverheadPerThread);
            var enough = after + OverheadAfterReading + (threads * OverheadPerThreadAfterReading);
            throw new SpillException(string.Create(
                CultureInfo.InvariantCulture,
                $"--memory: the posts of families, up to {most.Posts:N0}, take about {needed >> 20:N0} MiB, and it leaves {data >> 20:N0}; allow at least {MiB(least)} MiB{(enough > least ? $"; {MiB(enough)} MiB do for all that comes after, too" : "")}"));
        }
    }

    /// <summary>How many threads may compare texts at once, 1 or more.</summary>
    /// <param name="longest">Bytes of the longest text.</param>
    /// <exception cref="SpillException">Not even one can, beside the data.</exception>
    public int ThreadsFor(int longest) => ThreadsFor(longest, threads, data / ComparingPart, ComparingPart);

    /// <summary>How many threads may compare texts at once, 1 or more.</summary>
    /// <param name="longest">Bytes of the longest text.</param>
    /// <param name="threads">Threads that there are.</param>
    /// <param name="room">What they may take beyond what each has anyway.</param>
    /// <param name="part">Which part of what data may take that is: a third, a quarter, ….</param>
    /// <exception cref="SpillException">Not even one can.</exception>
    public static int ThreadsFor(int longest, int threads, long room, int part)
    {
        var beyond = ((long)longest * ComparingPerByte) - OverheadPerThread;
        if (beyond <= 0)
        {
            return threads;
        }

        return room >= beyond
            ? (int)Math.Min(threads, room / beyond)
            : throw new SpillException(string.Create(
                CultureInfo.InvariantCulture,
                $"--memory: a text of {longest:N0} bytes takes {(beyond + OverheadPerThread) >> 20:N0} MiB while it is compared; allow at least {MiB((part * beyond) + Overhead + (threads * OverheadPerThread))} MiB, or reject longer records with --max-record"));
    }

    /// <summary>Ends a run whose clusters, or what finding their pairs takes, will not fit into memory.</summary>
    /// <param name="posts">The posts of families.</param>
    /// <param name="families">How many families they are of.</param>
    /// <param name="bands">Bands in which pairs are to be found; 0 for none.</param>
    /// <returns>How many pairs there is room for.</returns>
    /// <exception cref="SpillException">They will not fit.</exception>
    public long CheckClusters(PostStore posts, int families, int bands)
    {
        var needed = Clustered(posts, families, bands);
        return needed <= AfterReading
            ? (AfterReading - needed) / PerPair
            : throw TooMuch(needed, string.Create(CultureInfo.InvariantCulture, $"the clusters of {posts.Count:N0} posts{(bands > 0 ? " and the search for their pairs" : "")}"));
    }

    /// <summary>The fault of a run that has found more pairs than there is room for.</summary>
    public SpillException TooManyPairs(PostStore posts, int families, int bands, long pairs) => TooMuch(
        Clustered(posts, families, bands) + (pairs * PerPair),
        string.Create(CultureInfo.InvariantCulture, $"{pairs:N0} pairs with the clusters of {posts.Count:N0} posts"),
        ", or write fewer with --max-pairs");

    /// <summary>What is left beside a result, once nothing else is held: some at the least, out of what is allowed for batches that are read.</summary>
    public SpareRoom RoomBeside(DetectionResult result)
    {
        var held = Clustered(result.Posts, result.Families.Length, 0) + ((result.Pairs?.Length ?? 0) * (long)PerPair) + (result.Members.Length * (long)EvidencePerPost);
        return new SpareRoom(Math.Max(8 << 20, AfterReading - held), held + OverheadAfterReading + (threads * OverheadPerThreadAfterReading));
    }

    /// <summary>What the sorter of ids may keep while posts are read, when those read so far are still there.</summary>
    public long IdBuffer => data / 8;

    /// <summary>What each sorter of accounts, of texts, or of copies may keep: two of them at a time.</summary>
    public long PostBuffer => data / 8;

    /// <summary>How to find the candidates among texts that are on disk.</summary>
    /// <param name="texts">How many there are.</param>
    /// <param name="postBytes">What the posts take on disk: keys may take more than half as much again. Fewer readings of all texts are worth that, but not twice the disk.</param>
    /// <exception cref="SpillException">There are more texts than can be matched within the ceiling.</exception>
    public MatchingShares ForMatching(long texts, long postBytes)
    {
        var bands = (int)Math.Clamp(postBytes * 11 / 20 / Math.Max(1, texts * sizeof(uint)), 8, 1024);
        foreach (var (sketchBytes, parts) in s_sharing)
        {
            // Of each text its family, and a part of one band's keys with their texts: two thirds of what the sketches leave at the most.
            var rest = data - (texts * sketchBytes);
            var entries = Math.Max(1 << 11, (texts / parts) + (texts / KeyFile.Ranges));
            var free = rest - (texts * sizeof(int)) - (entries * sizeof(ulong));
            if (free >= rest / 3)
            {
                // Of a band's ranges of keys a thread sorts one at a time; they are not quite of one size.
                var sortedAtOnce = (int)Math.Max(1 << 11, Math.Min(texts * 2 / KeyFile.Ranges, free / 4 / (threads * sizeof(ulong))));
                var textsAtOnce = (int)Math.Clamp(free / 4 / (bands * sizeof(uint)), 1 << 11, 1 << 16);
                var cachedBlocks = (int)Math.Clamp(free / 2 / threads / CachedBlockBytes, 8, 4096);
                return new MatchingShares(sketchBytes, bands, textsAtOnce, checked((int)entries), sortedAtOnce, cachedBlocks);
            }
        }

        var (leastSketch, mostParts) = s_sharing[^1];
        var least = texts * (leastSketch + ((sizeof(int) + (sizeof(ulong) / (double)mostParts)) * 3 / 2));
        throw new SpillException(string.Create(
            CultureInfo.InvariantCulture, $"--memory: {texts:N0} distinct texts take at least {MiB((long)least + Overhead + (threads * OverheadPerThread))} MiB while they are matched; allow more"));
    }

    private long AfterReading => afterReading ?? data + FirstBlocks;

    private long Clustered(PostStore posts, int families, int bands) =>
        posts.Bytes + ((long)posts.Count * ClusteredPerPost) + ((long)families * ClusteredPerFamily)
        + (posts.Texts.Count * MatchedPerText(bands));

    private long MatchedPerText(int bands) => TextSketches.BytesPerText + (bands > 0 ? ((long)bands * PairingPerBand) + (threads * 2L * sizeof(ulong)) : 0);

    private SpillException TooMuch(long needed, string what, string instead = "") => new(string.Create(
        CultureInfo.InvariantCulture,
        $"--memory: {what} take {needed >> 20:N0} MiB, and it leaves {AfterReading >> 20:N0}; allow at least {MiB(needed + OverheadAfterReading + (threads * OverheadPerThreadAfterReading))} MiB{instead}"));

    /// <summary>A size rounded up, and as one number: it is to be typed.</summary>
    public static string MiB(long bytes) => ((bytes >> 20) + 1).ToString(CultureInfo.InvariantCulture);
}

/// <summary>What there may be at most of posts that are gathered.</summary>
/// <param name="Posts">Posts of families.</param>
/// <param name="Families">Families of them.</param>
/// <param name="AllTexts">Distinct texts of all posts, of each of which the family is still there.</param>
/// <param name="Bands">Bands in which pairs are to be found; 0 for none.</param>
/// <param name="RoomToLook">What looking at all posts once more will take beside them; null where nobody does.</param>
internal readonly record struct GatheredBounds(long Posts, long Families, int AllTexts, int Bands, RoomToLook? RoomToLook);

/// <summary>Tells about the bytes of memory that looking at all posts once more takes beside the clusters.</summary>
/// <param name="posts">Some of the posts of families.</param>
/// <param name="times">So many times as many there may be.</param>
public delegate long RoomToLook(PostStore posts, double times);

/// <summary>Memory that is left beside a result.</summary>
/// <param name="Bytes">How much.</param>
/// <param name="Beside">What a ceiling must have beyond it: the result, the runtime, the threads.</param>
internal readonly record struct SpareRoom(long Bytes, long Beside)
{
    /// <summary>That of a run without a ceiling.</summary>
    public static SpareRoom Unlimited { get; } = new(long.MaxValue, 0);
}

/// <summary>What matching may take.</summary>
/// <param name="SketchBytes">Bytes of a text's sketch.</param>
/// <param name="BandsAtOnce">Bands whose keys are made at a time, and kept until they are bucketed.</param>
/// <param name="TextsAtOnce">Texts that are signed before their keys go to disk.</param>
/// <param name="EntriesAtOnce">Keys of a band that are read, with their texts, before they are sorted.</param>
/// <param name="SortedAtOnce">Keys for which a thread has a second buffer to sort them with; more are sorted in place.</param>
/// <param name="CachedBlocks">Blocks of texts that a thread keeps.</param>
internal readonly record struct MatchingShares(int SketchBytes, int BandsAtOnce, int TextsAtOnce, int EntriesAtOnce, int SortedAtOnce, int CachedBlocks)
{
    /// <summary>For texts that are in memory.</summary>
    public static MatchingShares InMemory { get; } = new(TextSketches.BytesPerText, int.MaxValue, int.MaxValue, 0, 0, 0);
}
