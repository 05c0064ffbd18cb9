using System.Runtime.CompilerServices;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// Makes an index or adds to one. Holds it against other writers; readers go on with what was published before. Nothing counts until <see cref="Publish"/>: whenever the process ends before, the index is as it was.
/// </summary>
public sealed class IndexWriter : IDisposable
{
    private readonly IndexFolder _folder;
    private readonly FileStream _lock;
    private readonly IndexBudget _budget;
    private readonly MappedPages _pages;
    private readonly List<IndexSegment> _open = [];
    private readonly List<IndexSegment> _merged = [];
    private IndexManifest _manifest;
    private IndexSegments _published;
    private IndexSegments _segments;
    private IntakeCounts? _counts;
    private volatile bool _isAdding;
    private bool _isBeingMade;
    private string[] _sources = [];

    private IndexWriter(IndexFolder folder, FileStream @lock, IndexManifest manifest, IndexBudget budget)
    {
        (_folder, _lock, _budget, _manifest, Settings) = (folder, @lock, budget, manifest, manifest.ToSettings(folder.Path));
        _pages = new MappedPages(budget.Mapped);
        try
        {
            _open.AddRange(OpenAll(folder, manifest, _pages));
        }
        catch
        {
            @lock.Dispose();
            throw;
        }

        _segments = _published = Opened();
    }

    /// <summary>What is fixed for good.</summary>
    public IndexSettings Settings { get; }

    // Tests make merges frequent here.
    internal int MergeFactor { get; set; } = SegmentMerge.Factor;

    /// <summary>Makes an index. It is there once <see cref="Publish"/> has returned.</summary>
    /// <exception cref="IndexException">There is something at the path already, or it cannot be written.</exception>
    public static IndexWriter Create(string path, IndexSettings settings, IndexBudget budget) => Create(new IndexFolder(path), settings, budget);

    /// <summary>Opens an index to add to it.</summary>
    /// <exception cref="IndexException">It is none, is damaged, or another process adds to it.</exception>
    public static IndexWriter Open(string path, IndexBudget budget) => Open(new IndexFolder(path), budget);

    internal static IndexWriter Create(IndexFolder folder, IndexSettings settings, IndexBudget budget)
    {
        folder.Make();
        var held = folder.Lock();
        try
        {
            // It may have come to be, or have been lost, before the folder was held.
            folder.Make();
            folder.Mark(held);
            folder.RemoveStrays(null);
            return new IndexWriter(folder, held, IndexManifest.Of(settings), budget) { _isBeingMade = true };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    internal static IndexWriter Open(IndexFolder folder, IndexBudget budget)
    {
        if (!folder.HasManifest)
        {
            folder.Read();
        }

        var held = folder.Lock();
        try
        {
            var manifest = folder.Read();
            folder.RemoveStrays(manifest);
            return new IndexWriter(folder, held, manifest, budget);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Reads posts and works them in, on disk but not yet published. To be called once.</summary>
    /// <param name="batches">The posts.</param>
    /// <param name="sources">The paths of what posts come from; a batch's source is an index into them. Grows while batches are read.</param>
    /// <param name="threads">Threads to work with.</param>
    /// <param name="clock">Times the stages.</param>
    /// <param name="onPosts">Told the number of posts read so far.</param>
    /// <param name="cancellation">Stops the work between its pieces.</param>
    /// <param name="shareRead">About which share of the posts has been read, 0 to 1: where families do not fit into memory, how much they would take. Null where that is not known.</param>
    /// <returns>What became of the posts.</returns>
    /// <exception cref="IndexException">The index is damaged or cannot be written.</exception>
    /// <exception cref="SpillException">A family that is touched does not fit into memory, or a text is too long to be compared in it.</exception>
    public async Task<IntakeCounts> AddAsync(
        IAsyncEnumerable<PostBatch> batches,
        IReadOnlyList<string> sources,
        int threads,
        StageClock clock,
        Action<long>? onPosts,
        CancellationToken cancellation,
        Func<double>? shareRead = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _isAdding = true;
        try
        {
            (_counts, _sources) = (await AddPartsAsync(batches, sources, threads, clock, onPosts, shareRead, cancellation).ConfigureAwait(false), [.. sources]);
            return _counts;
        }
        finally
        {
            _isAdding = false;
        }
    }

    /// <summary>What the posts that were added make of the clusters, by new id, then old.</summary>
    public ClusterChange[] Changes() => ClusterChange.Between(_published, _segments);

    /// <summary>The families that the posts that were added have touched, with all their posts.</summary>
    /// <param name="threads">Threads to work with.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="SpillException">They do not fit into memory.</exception>
    public DetectionResult TouchedFamilies(int threads, CancellationToken cancellation) =>
        FamilyWalk.Gather(_segments, _published.All.Count, [.. _manifest.Sources, .. _sources], Settings.ToOptions(threads), _budget.ForWriting(), cancellation);

    /// <summary>Merges segments where there have come to be many of a size. To be called last before <see cref="Publish"/>: changes can be told no more.</summary>
    /// <param name="cancellation">Stops the work; nothing is published.</param>
    public void Merge(CancellationToken cancellation)
    {
        while (SegmentMerge.Count(_open, MergeFactor, _budget.Part) is > 0 and var count)
        {
            AddSegment(writer => SegmentMerge.Run(writer, _segments, count, cancellation), replaced: count);
        }
    }

    /// <summary>From here on the posts that were added count.</summary>
    /// <param name="inputs">What they came from.</param>
    /// <exception cref="IndexException">The manifest cannot be written.</exception>
    public void Publish(IReadOnlyCollection<IndexInput> inputs)
    {
        var manifest = _manifest with
        {
            Additions = _counts is null ? _manifest.Additions : [.. _manifest.Additions, IndexCounts.Of(inputs, _counts)],
            Sources = [.. _manifest.Sources, .. _sources],
            Inputs = [.. _manifest.Inputs, .. inputs],
            Segments = [.. _open.Select(segment => segment.Entry)],
        };
        _folder.Publish(manifest);
        (_manifest, _published, _counts, _sources) = (manifest, _segments, null, []);
        _isBeingMade = false;
        IndexFolder.Unmark(_lock);
        if (_merged.Count > 0)
        {
            // Readers that have opened what was merged keep it, though its name is gone.
            _merged.ForEach(segment => segment.Dispose());
            _merged.Clear();
            _folder.RemoveStrays();
        }
    }

    /// <summary>Lets others write. What was not published is removed. If an addition that was left behind (it may wait for standard input for ever) is still under way, files stay open and others out until the process ends.</summary>
    public void Dispose()
    {
        if (_isAdding)
        {
            return;
        }

        foreach (var segment in _open.Concat(_merged))
        {
            segment.Dispose();
        }

        if (_isBeingMade && !_folder.HasManifest)
        {
            _folder.RemoveStrays(null);
            _lock.Dispose();
            _folder.RemoveEmpty();
            return;
        }

        // Not by what this writer knows: another may have come to write where locks are not kept.
        _folder.RemoveStrays();
        _lock.Dispose();
    }

    internal static List<IndexSegment> OpenAll(IndexFolder folder, IndexManifest manifest, MappedPages pages)
    {
        var segments = new List<IndexSegment>();
        try
        {
            foreach (var entry in manifest.Segments)
            {
                segments.Add(new IndexSegment(folder, entry, pages));
            }

            return segments;
        }
        catch
        {
            segments.ForEach(segment => segment.Dispose());
            throw;
        }
    }

    private async Task<IntakeCounts> AddPartsAsync(
        IAsyncEnumerable<PostBatch> batches, IReadOnlyList<string> sources, int threads, StageClock clock, Action<long>? onPosts, Func<double>? shareRead, CancellationToken cancellation)
    {
        var options = Settings.ToOptions(threads);
        var counts = new IntakeCounts();
        var intake = new IndexIntake(options, _segments);
        clock.Begin("read and normalise");
        await PostIntake.ReadAsync(
            batches,
            options,
            batch =>
            {
                batch.MergeInto(intake, counts);
                onPosts?.Invoke(counts.Posts);
                if (IndexBudget.OfPart(intake.Bytes, intake.Store.Texts.Count, Settings.Bands, threads) > _budget.Part)
                {
                    // What only the intake needs makes room.
                    var posts = intake.Store;
                    intake = null!;
                    AddPart(posts, sources, shareRead?.Invoke() is > 0 and var share ? share : 1, options, clock, cancellation);
                    intake = new IndexIntake(options, _segments);
                    clock.Begin("read and normalise");
                }
            },
            cancellation).ConfigureAwait(false);
        AddPart(intake.Store, sources, 1, options, clock, cancellation);
        clock.End();
        return counts;
    }

    private void AddPart(PostStore store, IReadOnlyList<string> sources, double shareRead, DetectionOptions options, StageClock clock, CancellationToken cancellation)
    {
        if (store.Count == 0)
        {
            return;
        }

        // The addition's sources as they are now: those of the part are among them, and more may be read meanwhile.
        string[] known = [.. _manifest.Sources, .. sources.ToArray()];
        options = options with { Threads = _budget.ThreadsFor(store.Texts.Longest, options.Threads) };
        clock.Begin("collapse");
        var part = new IndexPart(store, _segments);
        var firstSource = _manifest.Sources.Count;
        AddSegment(
            writer =>
            {
                var (eligible, joins) = LinkPart(writer, part, firstSource, options, clock, cancellation);
                clock.Begin("cluster");
                var families = SegmentContent.WriteFamilies(
                    writer, FamilyUpdate.Cluster(part, joins, _segments, known, firstSource, options, _budget, new AdditionGrowth(_published.All.Count, shareRead), cancellation));
                return writer.Close(part.FirstText, part.Count, eligible, store.Count, families);
            },
            replaced: 0);
    }

    /// <summary>Signs the new texts, writes all but families, and finds which belong together; a method of its own, so that the keys are not there any more while families are gathered.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (int Eligible, FamilyJoins Joins) LinkPart(SegmentWriter writer, IndexPart part, int firstSource, DetectionOptions options, StageClock clock, CancellationToken cancellation)
    {
        clock.Begin("sign");
        var signed = new SignedPart(part, options, Settings.Plan, cancellation);
        clock.Begin("write");
        SegmentContent.WritePosts(writer, part, signed.Sketches, firstSource, options);
        clock.Begin("bucket and verify");
        var roots = signed.LinkAndWrite(writer, part, options, cancellation);
        return (signed.Eligible, FamilyUpdate.Link(part, signed, roots, _segments, options, cancellation));
    }

    private void AddSegment(Func<SegmentWriter, IndexManifest.ManifestSegment> write, int replaced)
    {
        using var writer = new SegmentWriter(_folder, IndexFolder.SegmentName(_manifest.NextSegment));
        _manifest = _manifest with { NextSegment = _manifest.NextSegment + 1 };
        var segment = new IndexSegment(_folder, write(writer), _pages);
        _merged.AddRange(_open[^replaced..]);
        _open.RemoveRange(_open.Count - replaced, replaced);
        _open.Add(segment);
        _segments = Opened();
    }

    private IndexSegments Opened() => new([.. _open], Settings.Keep.Count);
}
