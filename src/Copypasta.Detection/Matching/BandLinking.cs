using System.Collections.Concurrent;

namespace Copypasta.Detection;

/// <summary>
/// Buckets to families. Bands on disk that are certain to be walked are linked one after another as they are drawn; which those are, and the families that they have given, is what an
/// interrupted run keeps of them.
/// </summary>
internal sealed class BandLinking : IDisposable
{
    private readonly UnionFind _families;
    private readonly Matching _matching;
    private readonly ParallelOptions _parallel;
    private readonly ConcurrentBag<FamilyLinker> _idle = [];
    private readonly Dictionary<int, long> _pairs = [];
    private (long Candidates, long Comparisons) _before;
    private BlockFile? _committed;
    private int _committedBands;

    public BandLinking(ITextSource texts, TextSigning signing, DetectionOptions options, CancellationToken cancellation)
    {
        _families = new UnionFind(texts.Count);
        _matching = new Matching(texts, signing.Sketches, options);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
    }

    /// <summary>Pairs that the sketches were asked about.</summary>
    public long Candidates => _before.Candidates + _matching.Candidates;

    /// <summary>Pairs that were compared shingle by shingle.</summary>
    public long Comparisons => _before.Comparisons + _matching.Compared;

    /// <summary>Links the texts of all buckets.</summary>
    /// <param name="bands">The buckets.</param>
    /// <param name="onPart">Told, from any thread, of each part of a band that is done.</param>
    public void Link(IReadOnlyList<IBandBuckets> bands, Action? onPart = null)
    {
        var parts = bands.SelectMany(band => Enumerable.Range(0, band.Parts).Select(part => (Band: band, Part: part)));
        Parallel.ForEach(
            Partitioner.Create(parts, EnumerablePartitionerOptions.NoBuffering),
            _parallel,
            () => _idle.TryTake(out var linker) ? linker : new FamilyLinker(_families, _matching.NewVerifier()),
            (part, _, linker) =>
            {
                linker.Link(part.Band, part.Part);
                onPart?.Invoke();
                return linker;
            },
            _idle.Add);
    }

    /// <summary>The root of every text; nothing can be linked any more.</summary>
    public int[] ToRoots() => _families.ToRoots();

    /// <summary>What is left of a band that is linked; null where it is not.</summary>
    public IBandBuckets? Linked(int number) => _pairs.TryGetValue(number, out var pairs) ? new LinkedBuckets(pairs) : null;

    /// <summary>Notes that a band is linked.</summary>
    public IBandBuckets Note(int number, long pairs)
    {
        _pairs.Add(number, pairs);
        return new LinkedBuckets(pairs);
    }

    /// <summary>Takes over what an interrupted run has linked, if it is whole.</summary>
    public void Resume(RunJournal? journal)
    {
        if (journal?.Find<LinkedStep>(LinkedStep.Name, scan: false) is not var (files, step))
        {
            return;
        }

        try
        {
            // What of a damaged file is whole are links all the same.
            var links = new BucketFile(files[0], 0);
            var buffers = new BucketBuffers();
            for (var part = 0; part < links.Parts; part++)
            {
                var read = links.Read(part, buffers);
                for (var link = 0; link < read.Count; link++)
                {
                    _families.Join(read[link][0], read[link][1]);
                }
            }
        }
        catch (SpillException)
        {
            files[0].Dispose();
            journal.Forget(LinkedStep.Name);
            return;
        }

        foreach (var (number, pairs) in step.Bands)
        {
            _pairs.Add(number, pairs);
        }

        (_before, _committed, _committedBands) = ((step.Candidates, step.Comparisons), files[0], _pairs.Count);
    }

    /// <summary>Puts what is linked so far on disk: of each text that is not its family's root the two, as a bucket.</summary>
    public void Commit(RunJournal? journal)
    {
        if (journal is null || _pairs.Count == _committedBands)
        {
            return;
        }

        var links = new BucketFile(journal.Folder, LinkedStep.FileName(_pairs.Count));
        try
        {
            _families.ForEachLink((root, text) => links.Add([root, text]));
            links.Close();
            journal.Commit(LinkedStep.Name, new LinkedStep([.. _pairs.Select(band => new LinkedBand(band.Key, band.Value))], Candidates, Comparisons), links.File);
        }
        catch
        {
            links.Dispose();
            throw;
        }

        _committed?.Remove();
        (_committed, _committedBands) = (links.File, _pairs.Count);
    }

    public void Dispose() => _committed?.Dispose();

    private sealed class LinkedBuckets(long pairs) : IBandBuckets
    {
        public long Pairs => pairs;

        public int Parts => 0;

        public BucketList Read(int part, BucketBuffers buffers) => throw new ArgumentOutOfRangeException(nameof(part), part, "All are linked.");
    }
}
