using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Distinct texts to sketches and band keys. A text with fewer distinct shingles than near matching needs gets an empty sketch and takes no further part.
/// </summary>
internal sealed class TextSigning
{
    private const int TextsPerTask = 2048;

    /// <summary>Texts on which a plan's cost is estimated: those with the smallest hashes, a sample that depends on nothing but the texts.</summary>
    public const int SampleTexts = 65_536;

    private readonly ITextSource _texts;
    private readonly DetectionOptions _options;
    private readonly Lock _gate = new();
    private bool _isSketched;
    private long _signed;

    /// <param name="texts">The texts.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="sketchBytes">Bytes of a text's sketch.</param>
    public TextSigning(ITextSource texts, DetectionOptions options, int sketchBytes = TextSketches.BytesPerText)
    {
        (_texts, _options) = (texts, options);
        Sketches = new TextSketches(texts.Count, sketchBytes);
    }

    public TextSketches Sketches { get; private set; }

    /// <summary>Texts that are long enough for near matching, once the sketches are filled.</summary>
    public int Eligible { get; private set; }

    /// <summary>Texts that were signed so far, summed over all calls.</summary>
    public long Signed => Interlocked.Read(ref _signed);

    /// <summary>Distinct shingles of them all, once the sketches are filled.</summary>
    public long Shingles { get; private set; }

    /// <summary>The plan asked for, or the cheapest for the recall asked for.</summary>
    public BandingPlan Plan(CancellationToken cancellation)
    {
        if (_options.Plan is var (bands, rows))
        {
            return new BandingPlan(bands, rows, _options.LeastJaccard);
        }

        // Read in their order: texts on disk stand many to a block. Sorted by a comparison, since a sort of plain numbers cannot be compiled ahead of time.
        var texts = _texts.SmallestHashes(SampleTexts);
        Array.Sort(texts, (a, b) => a.CompareTo(b));
        var sample = new CollisionSample(texts.Length, BandingPlan.MostRows(_options.LeastJaccard, _options.Recall));
        Parallel.For(
            0,
            texts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellation },
            () => (Texts: _texts.NewReader(ascending: true), Set: new ShingleSet(_options.Shingle)),
            (place, _, worker) =>
            {
                worker.Set.Load(worker.Texts[texts[place]]);
                if (worker.Set.IsLongEnough(_options.MinLength))
                {
                    sample.Add(place, worker.Set.Hashes);
                }

                return worker;
            },
            _ => { });
        return BandingPlan.For(_options.LeastJaccard, _options.Recall, Math.Max(1, _texts.Count), sample.ToRates(_options.Threads));
    }

    /// <summary>
    /// The keys of bands, by their numbers in the plan's stream of bands: an array per band, a key per text; that of a text with an empty sketch means nothing. The first call fills the
    /// sketches.
    /// </summary>
    public uint[][] Sign(int[] numbers, BandingPlan plan, CancellationToken cancellation)
    {
        uint[][] signed = [];
        Sign(numbers, plan, _texts.Count, (keys, _) => signed = keys, cancellation);
        return signed;
    }

    /// <summary>The same for some texts at a time.</summary>
    /// <param name="numbers">Which bands.</param>
    /// <param name="plan">Rows.</param>
    /// <param name="textsAtOnce">How many.</param>
    /// <param name="take">Given the keys of the next texts, in arrays that are used again, and how many texts they are of.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Sign(int[] numbers, BandingPlan plan, int textsAtOnce, Action<uint[][], int> take, CancellationToken cancellation)
    {
        var keys = NewKeys(numbers.Length, Math.Min(textsAtOnce, _texts.Count));
        var signer = new BandSigner(numbers, plan.Rows, _options.Seed);
        var first = 0;
        do
        {
            var count = Math.Min(textsAtOnce, _texts.Count - first);
            ForEachRange(first, count, signer, _isSketched ? SignRange : SketchAndSignRange, cancellation);
            take(keys, count);
            first += count;
        }
        while (first < _texts.Count);

        _isSketched = true;

        void SignRange(Worker worker, int from, int to)
        {
            for (var text = from; text < to; text++)
            {
                if (Sketches.Count(text) > 0)
                {
                    worker.Sequence.Load(worker.Texts[text]);
                    worker.Sign(worker.Sequence.Hashes, text - first, keys);
                }
            }
        }

        void SketchAndSignRange(Worker worker, int from, int to)
        {
            var (eligible, shingles) = (0, 0L);
            for (var text = from; text < to; text++)
            {
                worker.Set.Load(worker.Texts[text]);
                if (worker.Set.IsLongEnough(_options.MinLength))
                {
                    eligible++;
                    shingles += worker.Set.Count;
                    Sketches.Set(text, worker.Set.Hashes);
                    worker.Sign(worker.Set.Hashes, text - first, keys);
                }
                else
                {
                    Sketches.SetTooShort(text);
                }
            }

            lock (_gate)
            {
                Eligible += eligible;
                Shingles += shingles;
            }
        }
    }

    /// <summary>Fills the sketches alone, unless they are.</summary>
    public void Sketch(CancellationToken cancellation)
    {
        if (!_isSketched)
        {
            Sign([], new BandingPlan(1, 1, _options.LeastJaccard), cancellation);
        }
    }

    /// <summary>Lets the sketches' memory go; nothing can be signed any more.</summary>
    public void Forget() => Sketches = new TextSketches(0);

    private static uint[][] NewKeys(int bands, int texts)
    {
        var keys = new uint[bands][];
        for (var band = 0; band < bands; band++)
        {
            keys[band] = GC.AllocateUninitializedArray<uint>(texts);
        }

        return keys;
    }

    private void ForEachRange(int first, int count, BandSigner signer, Action<Worker, int, int> sign, CancellationToken cancellation) => Parallel.For(
        0,
        (count + TextsPerTask - 1) / TextsPerTask,
        new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellation },
        () => new Worker(_texts.NewReader(ascending: true), signer, _options.Shingle),
        (range, _, worker) =>
        {
            var (from, to) = (range * TextsPerTask, Math.Min(count, (range + 1) * TextsPerTask));
            sign(worker, first + from, first + to);
            Interlocked.Add(ref _signed, to - from);
            return worker;
        },
        _ => { });

    private sealed class Worker(ITextReader texts, BandSigner signer, Shingle shingle)
    {
        private readonly uint[] _minima = new uint[signer.Lanes];
        private readonly uint[] _keys = new uint[signer.Bands];

        public ITextReader Texts => texts;

        public ShingleSet Set { get; } = new(shingle);

        // The minima of all windows are those of the distinct ones, and telling these apart costs more than hashing them.
        public ShingleSequence Sequence { get; } = new(shingle);

        public void Sign(ReadOnlySpan<uint> hashes, int text, uint[][] keys)
        {
            signer.Sign(hashes, _minima, _keys);
            for (var band = 0; band < _keys.Length; band++)
            {
                keys[band][text] = _keys[band];
            }
        }
    }
}
