using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// Makes an index or adds to one. Holds it against other writers; readers go on with what was published before. Nothing counts until <see cref="Publish"/>: whenever the process ends before, the index is as it was.
/// </summary>
public sealed class IndexWriter : IDisposable
{
    /// <summary>Bytes a new text takes in memory while a part is worked on, its own and its posts' not counted: sketch, families, hashes; and per band.</summary>
    private const int WorkPerText = 120;
    private const int WorkPerBand = 20;

    private readonly IndexFolder _folder;
    private readonly FileStream _lock;
    private readonly List<IndexSegment> _open = [];
    private readonly List<IndexSegment> _merged = [];
    private IndexManifest _manifest;
    private IndexSegments _published;
    private IndexSegments _segments;
    private IntakeCounts? _counts;
    private volatile bool _isAdding;
    private string[] _sources = [];

    private IndexWriter(IndexFolder folder, FileStream @lock, IndexManifest manifest)
    {
        (_folder, _lock, _manifest, Settings) = (folder, @lock, manifest, manifest.ToSettings(folder.Path));
        try
        {
            _open.AddRange(OpenAll(folder, manifest));
        }
        catch
        {
            @lock.Dispose();
            throw;
        }

        _segments = _published = new IndexSegments([.. _open]);
    }

    /// <summary>What is fixed for good.</summary>
    public IndexSettings Settings { get; }

    // Tests make merges frequent here.
    internal int MergeFactor { get; set; } = SegmentMerge.Factor;

    /// <summary>Makes an index. It is there once <see cref="Publish"/> has returned.</summary>
    /// <exception cref="IndexException">There is something at the path already, or it cannot be written.</exception>
    public static IndexWriter Create(string path, IndexSettings settings) => Create(new IndexFolder(path), settings);

    /// <summary>Opens an index to add to it.</summary>
    /// <exception cref="IndexException">It is none, is damaged, or another process adds to it.</exception>
    public static IndexWriter Open(string path) => Open(new IndexFolder(path));

    internal static IndexWriter Create(IndexFolder folder, IndexSettings settings)
    {
        folder.Make();
        var held = folder.Lock();
        if (folder.HasManifest)
        {
            held.Dispose();
            folder.Make();
        }

        folder.RemoveStrays(null);
        return new IndexWriter(folder, held, IndexManifest.Of(settings));
    }

    internal static IndexWriter Open(IndexFolder folder)
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
            return new IndexWriter(folder, held, manifest);
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
    /// <param name="memory">Bytes that the posts being added may take, with what is needed to work them in; what does not fit is worked in by parts, for the same result.</param>
    /// <param name="clock">Times the stages.</param>
    /// <param name="onPosts">Told the number of posts read so far.</param>
    /// <param name="cancellation">Stops the work between its pieces.</param>
    /// <returns>What became of the posts.</returns>
    /// <exception cref="IndexException">The index is damaged or cannot be written.</exception>
    public async Task<IntakeCounts> AddAsync(
        IAsyncEnumerable<PostBatch> batches, IReadOnlyList<string> sources, int threads, long memory, StageClock clock, Action<long>? onPosts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _isAdding = true;
        try
        {
            (_counts, _sources) = (await AddPartsAsync(batches, sources, threads, memory, clock, onPosts, cancellation).ConfigureAwait(false), [.. sources]);
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
    public DetectionResult TouchedFamilies(int threads, CancellationToken cancellation) =>
        FamilyWalk.Gather(_segments, _published.All.Count, [.. _manifest.Sources, .. _sources], Settings.ToOptions(threads), cancellation);

    /// <summary>Merges segments where there have come to be many of a size. To be called last before <see cref="Publish"/>: changes can be told no more.</summary>
    /// <param name="cancellation">Stops the work; nothing is published.</param>
    public void Merge(CancellationToken cancellation)
    {
        while (SegmentMerge.Count(_open, MergeFactor) is > 0 and var count)
        {
            AddSegment(writer => SegmentMerge.Run(writer, _segments, count, cancellation), replaced: count);
        }
    }

    /// <summary>From here on the posts that were added count.</summary>
    /// <param name="inputs">What they came from.</param>
    /// <exception cref="IndexException">The manifest cannot be written.</exception>
    public void Publish(IEnumerable<IndexInput> inputs)
    {
        var manifest = _manifest with
        {
            Additions = _manifest.Additions + (_counts is null ? 0 : 1),
            Counts = _counts is null ? _manifest.Counts : _manifest.Counts.Plus(_counts),
            Sources = [.. _manifest.Sources, .. _sources],
            Inputs = [.. _manifest.Inputs, .. inputs],
            Segments = [.. _open.Select(segment => segment.Entry)],
        };
        _folder.Publish(manifest);
        (_manifest, _published, _counts, _sources) = (manifest, _segments, null, []);
        if (_merged.Count > 0)
        {
            // Readers that have opened what was merged keep it, though its name is gone.
            _merged.ForEach(segment => segment.Dispose());
            _merged.Clear();
            _folder.RemoveStrays(manifest);
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

        var isIndex = _folder.HasManifest;
        _folder.RemoveStrays(isIndex ? _manifest : null);
        _lock.Dispose();
        if (!isIndex)
        {
            _folder.RemoveEmpty();
        }
    }

    internal static List<IndexSegment> OpenAll(IndexFolder folder, IndexManifest manifest)
    {
        var segments = new List<IndexSegment>();
        try
        {
            foreach (var entry in manifest.Segments)
            {
                segments.Add(new IndexSegment(folder, entry));
            }

            return segments;
        }
        catch (Exception e)
        {
            segments.ForEach(segment => segment.Dispose());
            throw e is IOException or UnauthorizedAccessException ? IndexException.CannotRead(folder.Path, e) : e;
        }
    }

    private async Task<IntakeCounts> AddPartsAsync(
        IAsyncEnumerable<PostBatch> batches, IReadOnlyList<string> sources, int threads, long memory, StageClock clock, Action<long>? onPosts, CancellationToken cancellation)
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
                if (intake.Store.Bytes + (intake.Store.Texts.Count * (WorkPerText + ((long)Settings.Bands * WorkPerBand))) > memory)
                {
                    AddPart(intake.Store, sources, options, clock, cancellation);
                    intake = new IndexIntake(options, _segments);
                    clock.Begin("read and normalise");
                }
            },
            cancellation).ConfigureAwait(false);
        AddPart(intake.Store, sources, options, clock, cancellation);
        clock.End();
        return counts;
    }

    private void AddPart(PostStore store, IReadOnlyList<string> sources, DetectionOptions options, StageClock clock, CancellationToken cancellation)
    {
        if (store.Count == 0)
        {
            return;
        }

        clock.Begin("collapse");
        var part = new IndexPart(store, _segments);
        clock.Begin("sign and bucket");
        var signed = SignedPart.Sign(part, options, Settings.Plan, cancellation);
        clock.Begin("verify and cluster");
        var firstSource = _manifest.Sources.Count;
        var families = FamilyUpdate.Run(part, signed, _segments, [.. _manifest.Sources, .. sources], firstSource, options, cancellation);
        clock.Begin("write");
        AddSegment(writer => SegmentContent.Write(writer, part, signed, families, firstSource, options), replaced: 0);
    }

    private void AddSegment(Func<SegmentWriter, IndexManifest.ManifestSegment> write, int replaced)
    {
        using var writer = new SegmentWriter(_folder, IndexFolder.SegmentName(_manifest.NextSegment));
        _manifest = _manifest with { NextSegment = _manifest.NextSegment + 1 };
        var segment = new IndexSegment(_folder, write(writer));
        _merged.AddRange(_open[^replaced..]);
        _open.RemoveRange(_open.Count - replaced, replaced);
        _open.Add(segment);
        _segments = new IndexSegments([.. _open]);
    }
}
