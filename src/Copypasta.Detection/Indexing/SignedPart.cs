using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>The new texts' sketches and band keys. No band is discarded: an index's plan is fixed.</summary>
internal sealed class SignedPart
{
    private readonly uint[][] _keys;

    public SignedPart(IndexPart part, DetectionOptions options, BandingPlan plan, CancellationToken cancellation)
    {
        var signing = new TextSigning(part, options, TextSketch.Bytes);
        _keys = signing.Sign([.. Enumerable.Range(0, plan.Bands)], plan, cancellation);
        (Sketches, Eligible) = (signing.Sketches, signing.Eligible);
    }

    public TextSketches Sketches { get; }

    /// <summary>Texts long enough for near matching: the entries of every band.</summary>
    public int Eligible { get; }

    public int Bands => _keys.Length;

    /// <summary>Links the new texts with one another, and writes the section of bands.</summary>
    /// <returns>By text the smallest that it is linked with among the new ones.</returns>
    public int[] LinkAndWrite(SegmentWriter writer, IndexPart part, DetectionOptions options, CancellationToken cancellation)
    {
        var families = new UnionFind(part.Count);
        var matching = new Matching(part, Sketches, options);
        var workers = Enumerable.Range(0, Math.Min(options.Threads, Bands)).Select(_ => (Band: new SortedBand(this), Linker: new FamilyLinker(families, matching.NewVerifier()))).ToArray();
        writer.Begin(SectionId.Bands, sizeof(ulong));
        for (var first = 0; first < Bands; first += workers.Length)
        {
            var count = Math.Min(workers.Length, Bands - first);
            Parallel.For(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                i =>
                {
                    workers[i].Band.Load(first + i);
                    var buckets = BandBuckets.FromSorted(workers[i].Band.Entries);
                    for (var part = 0; part < buckets.Parts; part++)
                    {
                        workers[i].Linker.Link(buckets, part);
                    }
                });
            for (var i = 0; i < count; i++)
            {
                writer.Append(workers[i].Band.Entries);
            }
        }

        writer.End((long)Eligible * Bands);
        return families.ToRoots();
    }

    /// <summary>Room for the entries of one band at a time, in the order of their keys; the bits are those of <see cref="BandEntry"/>.</summary>
    public sealed class SortedBand(SignedPart signed)
    {
        private readonly ulong[] _entries = GC.AllocateUninitializedArray<ulong>(signed.Eligible);
        private readonly ulong[] _spare = GC.AllocateUninitializedArray<ulong>(signed.Eligible);
        private bool _isInSpare;

        public ReadOnlySpan<ulong> Entries => _isInSpare ? _spare : _entries;

        public void Load(int band)
        {
            var keys = signed._keys[band];
            var count = 0;
            for (var text = 0; text < keys.Length; text++)
            {
                if (signed.Sketches.Count(text) > 0)
                {
                    _entries[count++] = KeySort.Entry(keys[text], text);
                }
            }

            var sorted = KeySort.Sort(_entries, _spare);
            _isInSpare = sorted.Overlaps(_spare);
        }
    }
}
