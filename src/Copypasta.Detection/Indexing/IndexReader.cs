using System.Globalization;
using System.IO.Hashing;

namespace Copypasta.Detection;

/// <summary>An index as it was published when it was opened; what is added later is not seen. Never blocks a writer, nor is blocked by one. Safe for concurrent use.</summary>
public sealed class IndexReader : IDisposable
{
    private const int Attempts = 5;

    private readonly IndexManifest _manifest;
    private readonly IndexBudget _budget;
    private readonly MappedPages _pages;

    private IndexReader(IndexManifest manifest, IndexSettings settings, IReadOnlyList<IndexSegment> segments, IndexBudget budget, MappedPages pages) =>
        (_manifest, Settings, Segments, _budget, _pages) = (manifest, settings, new IndexSegments(segments, settings.Keep.Count), budget, pages);

    /// <summary>What is fixed for good.</summary>
    public IndexSettings Settings { get; }

    /// <summary>The file format's name and version.</summary>
    public string Format => _manifest.Format;

    /// <summary>What became of the records of each addition that was published.</summary>
    public IReadOnlyList<IndexCounts> Additions => _manifest.Additions;

    /// <summary>What became of all records.</summary>
    public IndexCounts Counts => _manifest.Additions.Aggregate(new IndexCounts(), (sum, addition) => sum.Plus(addition));

    /// <summary>All inputs in the order in which they were added.</summary>
    public IReadOnlyList<IndexInput> Inputs => _manifest.Inputs;

    /// <summary>Distinct normalised texts.</summary>
    public int Texts => Segments.Texts;

    /// <summary>Of these, long enough for near matching.</summary>
    public long EligibleTexts => _manifest.Segments.Sum(segment => (long)segment.EligibleTexts);

    /// <summary>Files of posts, one or more an addition.</summary>
    public int SegmentCount => _manifest.Segments.Count;

    /// <summary>Bytes of them all.</summary>
    public long Bytes => _manifest.Segments.Sum(segment => segment.Bytes);

    internal IndexSegments Segments { get; }

    /// <summary>Bytes of the segments that may be mapped now.</summary>
    internal long MappedBytes => _pages.Bytes;

    /// <summary>Opens an index.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="budget">How much of its files may be mapped, and how much families may take that are read.</param>
    /// <exception cref="IndexException">It is none, is damaged, or of another version.</exception>
    public static IndexReader Open(string path, IndexBudget budget) => Open(new IndexFolder(path), budget);

    internal static IndexReader Open(IndexFolder folder, IndexBudget budget)
    {
        for (var attempt = 1; ; attempt++)
        {
            var manifest = folder.Read();
            var settings = manifest.ToSettings(folder.PathOf("index.json"));
            var pages = new MappedPages(budget.Mapped);
            try
            {
                return new IndexReader(manifest, settings, IndexWriter.OpenAll(folder, manifest, pages), budget, pages);
            }
            catch (IndexException e) when (e.InnerException is FileNotFoundException && attempt < Attempts && folder.Read().NextSegment != manifest.NextSegment)
            {
                // Segments were replaced between the two steps: what counts now has others.
            }
        }
    }

    /// <summary>Reads everything and compares it with the checksums.</summary>
    /// <exception cref="IndexException">Something does not match.</exception>
    public void Verify()
    {
        foreach (var segment in Segments.All)
        {
            if (segment.File.Checksum().ToString("x16", CultureInfo.InvariantCulture) != segment.Entry.Xxh3)
            {
                throw segment.File.Damaged("its checksum does not match");
            }
        }
    }

    /// <summary>All families with their posts, byte for byte what <see cref="Detector"/> finds over all posts in the order of their addition by <see cref="IndexSettings.ToOptions"/>, if it discards no band.</summary>
    /// <param name="threads">Threads to work with.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="SpillException">They do not fit into memory.</exception>
    public DetectionResult ReadFamilies(int threads, CancellationToken cancellation) =>
        FamilyWalk.Gather(Segments, 0, _manifest.Sources, Settings.ToOptions(threads), _budget, cancellation);

    /// <summary>Distinct accounts, for which all posts are read; posts without an author count for none.</summary>
    /// <remarks>128 bits of hash stand for an account: that two of a billion share them has a probability of 1e-21. Some 40 bytes of memory an account.</remarks>
    /// <param name="cancellation">Stops the reading.</param>
    public long CountAccounts(CancellationToken cancellation)
    {
        var accounts = new HashSet<UInt128>();
        var reading = Segments.NewReading(1);
        for (var segment = 0; segment < Segments.All.Count; segment++)
        {
            for (var place = 0; place < Segments.All[segment].Entry.Posts; place++)
            {
                if ((place & 0xFFFF) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                var post = reading.Post(segment, place);
                if (!post.Author.IsEmpty)
                {
                    accounts.Add(XxHash128.HashToUInt128(post.Author, (long)post.Post.Platform));
                }
            }
        }

        return accounts.Count;
    }

    /// <summary>A way to look up texts, for one thread.</summary>
    public IndexQuery NewQuery() => new(Segments, Settings);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var segment in Segments.All)
        {
            segment.Dispose();
        }
    }
}
