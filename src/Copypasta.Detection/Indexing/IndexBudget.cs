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
    private const long Overhead = DetectionOptions.OutsideHeap + (70L << 20);

    /// <summary>What a thread may have under way; not all of very many threads have so much at once.</summary>
    private const long OverheadPerThread = 16L << 20;

    /// <summary>The runtime and the program's code, where nothing is read but a line.</summary>
    private const long QueryOverhead = DetectionOptions.OutsideHeap + (16L << 20);

    /// <summary>Bytes per byte of a text that is looked up: twice what comparing takes, as the line is normalised too, and ten texts that it is like are held. (Where the table of a set has just doubled, 104 were too few and 108 enough.)</summary>
    private const int QueryPerByte = 2 * MemoryBudget.ComparingPerByte;

    /// <summary>Bytes per post of a family beside those of <see cref="PostStore"/> while families are clustered or written.</summary>
    private const int PerPost = 112;

    /// <summary>So many sixteenths of what data may take are for the part, and so many for the families.</summary>
    private const int PartSixteenths = 7, FamiliesSixteenths = 4;

    // What a larger ceiling would leave for families follows from these.
    private int Threads { get; init; } = 1;

    private bool IsExport { get; init; }

    private int Sixteenths { get; init; } = FamiliesSixteenths;

    /// <summary>So much longer what is to come may be than what there is so far.</summary>
    private const double Longer = 1.25;

    /// <summary>As much as there is; sums of it are numbers still.</summary>
    public static IndexBudget Unlimited { get; } = new(long.MaxValue / 4, long.MaxValue / 4, long.MaxValue / 4);

    /// <summary>For a process that is to stay below a ceiling.</summary>
    /// <param name="ceiling">Bytes.</param>
    /// <param name="threads">Threads that work at once.</param>
    public static IndexBudget OfCeiling(long ceiling, int threads)
    {
        // A part's keys and the families that it touches are not there at once, but the posts are.
        var data = Math.Max(16L << 20, ceiling - Overhead - Math.Min(threads * OverheadPerThread, ceiling / 4));
        return new IndexBudget(data / 4, data * PartSixteenths / 16, data * FamiliesSixteenths / 16) { Threads = threads };
    }

    /// <summary>For a process that is to stay below a ceiling while it writes all families: they take what mapped pages leave.</summary>
    /// <param name="ceiling">Bytes.</param>
    /// <param name="threads">Threads that work at once.</param>
    public static IndexBudget ForExport(long ceiling, int threads)
    {
        var budget = OfCeiling(ceiling, threads);
        return (budget with { Part = budget.Part + (budget.Mapped / 2), Mapped = budget.Mapped / 2, Sixteenths = FamiliesSixteenths + 2, IsExport = true }).ForWriting();
    }

    /// <summary>For a process that is to stay below a ceiling while it looks texts up.</summary>
    /// <param name="ceiling">Bytes.</param>
    public static IndexBudget ForQueries(long ceiling) => Unlimited with { Mapped = Math.Max(16L << 20, (ceiling - QueryOverhead - (QueryPerByte << 20)) / 4 * 3) };

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

    /// <summary>The same once the posts being added are worked in: what they took is free for families that are written.</summary>
    internal IndexBudget ForWriting() => this with { Families = Families + Part, Sixteenths = Sixteenths + PartSixteenths };

    /// <summary>Whether gathered families fit.</summary>
    internal bool HasRoomFor(GatheredFamilies families) => Taken(families) <= Families;

    /// <summary>The fault of families that do not fit.</summary>
    /// <param name="what">Which they are.</param>
    /// <param name="gathered">As far as there was room for them.</param>
    /// <param name="all">What they are in all.</param>
    internal SpillException TooLarge(string what, GatheredFamilies gathered, in FamilySize all)
    {
        // What is to come may be longer than what there is so far: posts and authors by post, texts by text. Of families of few posts most is what each takes whatever its posts.
        var (posts, texts) = (gathered.Posts, gathered.Posts.Texts);
        var needed = (Longer * (posts.Bytes - texts.Bytes) * all.Posts / Math.Max(1, posts.Count)) + (all.Posts * PerPost)
            + (Longer * texts.Bytes * all.Texts / Math.Max(1, texts.Count)) + (all.Texts * TextSketches.BytesPerText) + (all.Families * MemoryBudget.ClusteredPerFamily);
        var ceiling = (long)(needed * 16 / Sixteenths) + Overhead + (Threads * OverheadPerThread);
        return new SpillException(string.Create(
            CultureInfo.InvariantCulture,
            $"--memory: {what}: {(long)all.Posts:N0} posts take about {(long)needed >> 20:N0} MiB, and it leaves {Families >> 20:N0} for them; allow at least {MemoryBudget.MiB(ceiling)} MiB{(IsExport ? "" : ". The index is as it was")}"));
    }

    private static long Taken(GatheredFamilies families) =>
        families.Posts.Bytes + (families.Posts.Count * (long)PerPost) + (families.Posts.Texts.Count * (long)TextSketches.BytesPerText) + (families.Count * (long)MemoryBudget.ClusteredPerFamily);
}

/// <summary>How large families are, or may become: no whole numbers where that is an estimate.</summary>
internal readonly record struct FamilySize(double Posts, double Texts, double Families);
