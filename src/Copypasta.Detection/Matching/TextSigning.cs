using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Distinct texts to sketches and band keys. A text with fewer distinct shingles than near matching needs gets an empty sketch and takes no further part.
/// </summary>
internal sealed class TextSigning
{
    private const int TextsPerTask = 2048;

    /// <summary>Texts on which a plan's cost is estimated: those with the smallest hashes, a sample that depends on nothing but the texts.</summary>
    private const int SampleTexts = 65_536;

    private readonly ByteStringTable _texts;
    private readonly DetectionOptions _options;

    public TextSigning(ByteStringTable texts, DetectionOptions options)
    {
        (_texts, _options) = (texts, options);
        Sketches = new TextSketches(texts.Count);
    }

    public TextSketches Sketches { get; }

    /// <summary>Texts that are long enough for near matching, once <see cref="Sign"/> has run.</summary>
    public int Eligible { get; private set; }

    /// <summary>Distinct shingles of them all, once <see cref="Sign"/> has run.</summary>
    public long Shingles { get; private set; }

    /// <summary>The plan asked for, or the cheapest for the recall asked for.</summary>
    public BandingPlan Plan(CancellationToken cancellation)
    {
        if (_options.Plan is var (bands, rows))
        {
            return new BandingPlan(bands, rows, _options.LeastJaccard);
        }

        var texts = SmallestHashes();
        var sample = new CollisionSample(texts.Length, BandingPlan.MostRows(_options.LeastJaccard, _options.Recall));
        Parallel.For(
            0,
            texts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellation },
            () => new ShingleSet(_options.Shingle),
            (place, _, set) =>
            {
                set.Load(_texts[texts[place]]);
                if (set.IsLongEnough(_options.MinLength))
                {
                    sample.Add(place, set.Hashes);
                }

                return set;
            },
            _ => { });
        return BandingPlan.For(_options.LeastJaccard, _options.Recall, Math.Max(1, _texts.Count), sample.ToRates(_options.Threads));
    }

    /// <summary>Fills the sketches and returns the keys of the plan's first bands: an array per band, a key per text; that of a text with an empty sketch means nothing.</summary>
    public uint[][] Sign(BandingPlan plan, CancellationToken cancellation)
    {
        var keys = NewKeys(plan.Bands);
        var signer = new BandSigner([.. Enumerable.Range(0, plan.Bands)], plan.Rows, _options.Seed);
        var gate = new Lock();
        ForEachRange(signer, (worker, from, to) =>
        {
            var (eligible, shingles) = (0, 0L);
            for (var text = from; text < to; text++)
            {
                worker.Set.Load(_texts[text]);
                if (worker.Set.IsLongEnough(_options.MinLength))
                {
                    eligible++;
                    shingles += worker.Set.Count;
                    Sketches.Set(text, worker.Set.Hashes);
                    worker.Sign(text, keys);
                }
                else
                {
                    Sketches.SetTooShort(text);
                }
            }

            lock (gate)
            {
                Eligible += eligible;
                Shingles += shingles;
            }
        }, cancellation);
        return keys;
    }

    /// <summary>The keys of further bands, by their numbers in the plan's stream of bands.</summary>
    public uint[][] SignBands(int[] numbers, BandingPlan plan, CancellationToken cancellation)
    {
        var keys = NewKeys(numbers.Length);
        var signer = new BandSigner(numbers, plan.Rows, _options.Seed);
        ForEachRange(signer, (worker, from, to) =>
        {
            for (var text = from; text < to; text++)
            {
                if (Sketches.Count(text) > 0)
                {
                    worker.Set.Load(_texts[text]);
                    worker.Sign(text, keys);
                }
            }
        }, cancellation);
        return keys;
    }

    private uint[][] NewKeys(int bands)
    {
        var keys = new uint[bands][];
        for (var band = 0; band < bands; band++)
        {
            keys[band] = GC.AllocateUninitializedArray<uint>(_texts.Count);
        }

        return keys;
    }

    /// <summary>The texts of the sample.</summary>
    private int[] SmallestHashes()
    {
        if (_texts.Count <= SampleTexts)
        {
            return [.. Enumerable.Range(0, _texts.Count)];
        }

        // Hashes are spread evenly: what lies below a bound with room to spare holds the sample, and only that need be sorted.
        var bound = (ulong)(SampleTexts * 0.6 / _texts.Count * ulong.MaxValue);
        var hashes = new List<ulong>();
        var texts = new List<int>();
        do
        {
            hashes.Clear();
            texts.Clear();
            bound = bound > ulong.MaxValue / 2 ? ulong.MaxValue : bound * 2;
            for (var text = 0; text < _texts.Count; text++)
            {
                if (_texts.HashOf(text) <= bound)
                {
                    hashes.Add(_texts.HashOf(text));
                    texts.Add(text);
                }
            }
        }
        while (hashes.Count < SampleTexts);

        var sample = texts.ToArray();
        Array.Sort(hashes.ToArray(), sample);
        return sample[..SampleTexts];
    }

    private void ForEachRange(BandSigner signer, Action<Worker, int, int> sign, CancellationToken cancellation)
    {
        var ranges = (_texts.Count + TextsPerTask - 1) / TextsPerTask;
        Parallel.For(
            0,
            ranges,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellation },
            () => new Worker(signer, _options.Shingle),
            (range, _, worker) =>
            {
                sign(worker, range * TextsPerTask, Math.Min(_texts.Count, (range + 1) * TextsPerTask));
                return worker;
            },
            _ => { });
    }

    private sealed class Worker(BandSigner signer, Shingle shingle)
    {
        private readonly uint[] _minima = new uint[signer.Lanes];
        private readonly uint[] _keys = new uint[signer.Bands];

        public ShingleSet Set { get; } = new(shingle);

        public void Sign(int text, uint[][] keys)
        {
            signer.Sign(Set.Hashes, _minima, _keys);
            for (var band = 0; band < _keys.Length; band++)
            {
                keys[band][text] = _keys[band];
            }
        }
    }
}
