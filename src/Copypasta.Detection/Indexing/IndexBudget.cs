using System.Globalization;

namespace Copypasta.Detection;

/// <summary>
/// How the ceiling for the memory of a process that makes, grows or reads an index is shared out. What a stage may take changes the speed and how many segments there are, and nothing of what the index says.
/// </summary>
/// <param name="Mapped">Bytes of the index's files that may be mapped.</param>
/// <param name="Part">Bytes that posts being added may take with what is needed to work them in: what does not fit is worked in by parts.</param>
/// <param name="Families">Bytes that the posts of families that are gathered at once may take.</param>
public sealed record IndexBudget(long Mapped, long Part, long Families)
{
    /// <summary>The runtime, the program's code, batches that are being read.</summary>
    private const long Overhead = 150L << 20;

    /// <summary>What a thread may have under way; not all of very many threads have so much at once.</summary>
    private const long OverheadPerThread = 16L << 20;

    /// <summary>The runtime and the program's code, where nothing is read but a line.</summary>
    private const long QueryOverhead = 96L << 20;

    /// <summary>Bytes per byte of a text that is looked up: twice what comparing takes, as the line is normalised too, and ten texts that it is like are held. (Where the table of a set has just doubled, 104 were too few and 108 enough.)</summary>
    private const int QueryPerByte = 2 * MemoryBudget.ComparingPerByte;

    /// <summary>Bytes per post of a family beside those of <see cref="PostStore"/> while families are clustered or written.</summary>
    private const int PerPost = 112;

    /// <summary>As much as there is; sums of it are numbers still.</summary>
    public static IndexBudget Unlimited { get; } = new(long.MaxValue / 4, long.MaxValue / 4, long.MaxValue / 4);

    /// <summary>For a process that is to stay below a ceiling.</summary>
    /// <param name="ceiling">Bytes.</param>
    /// <param name="threads">Threads that work at once.</param>
    public static IndexBudget OfCeiling(long ceiling, int threads)
    {
        // A part's keys and the families that it touches are not there at once, but the posts are.
        var data = Math.Max(16L << 20, ceiling - Overhead - Math.Min(threads * OverheadPerThread, ceiling / 4));
        return new IndexBudget(data / 4, data * 7 / 16, data / 4);
    }

    /// <summary>For a process that is to stay below a ceiling while it looks texts up.</summary>
    /// <param name="ceiling">Bytes.</param>
    public static IndexBudget ForQueries(long ceiling) => Unlimited with { Mapped = Math.Max(32L << 20, (ceiling - (224L << 20)) / 4 * 3) };

    /// <summary>Bytes of the longest text that such a process can look up.</summary>
    /// <param name="ceiling">Bytes.</param>
    public static int LongestQuery(long ceiling) => (int)Math.Min(int.MaxValue, Math.Max(0, ceiling - ForQueries(ceiling).Mapped - QueryOverhead) / QueryPerByte);

    /// <summary>Bytes that a part takes.</summary>
    /// <param name="postBytes">Its posts.</param>
    /// <param name="texts">Its distinct texts: each has a sketch, keys, a number, a family.</param>
    /// <param name="bands">Bands of the plan.</param>
    /// <param name="threads">Threads, each of which sorts a band.</param>
    internal static long OfPart(long postBytes, int texts, int bands, int threads) =>
        postBytes + (texts * (long)(TextSketch.Bytes + (bands * sizeof(uint)) + (Math.Min(threads, bands) * 2 * sizeof(ulong)) + 64));

    /// <summary>How many of some threads may compare texts at once, 1 or more: what families may take is free while texts are linked.</summary>
    /// <param name="longest">Bytes of the longest text.</param>
    /// <param name="threads">Threads.</param>
    /// <exception cref="SpillException">Not even one can.</exception>
    internal int ThreadsFor(int longest, int threads) => MemoryBudget.ThreadsFor(longest, threads, Families, part: 4);

    /// <summary>Whether gathered families fit. Of families of few posts most is what each takes whatever its posts.</summary>
    internal bool HasRoomFor(GatheredFamilies families) =>
        families.Posts.Bytes + (families.Posts.Count * (long)PerPost) + (families.Posts.Texts.Count * (long)TextSketches.BytesPerText) + (families.Count * (long)MemoryBudget.ClusteredPerFamily) <= Families;

    internal SpillException TooLarge(string what, PostStore posts) => new(string.Create(
        CultureInfo.InvariantCulture, $"--memory: {what}: {posts.Count:N0} posts took the {Families >> 20:N0} MiB that it leaves for them; allow more. The index is as it was"));
}
