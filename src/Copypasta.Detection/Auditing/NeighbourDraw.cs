using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// For each sampled text one of its neighbours, every neighbour as likely as any other, found by comparing all texts with all sampled ones: no signature, band or bucket is asked.
/// What cannot match is passed over by bounds that are exact, by shared shingles (<see cref="SampleIndex"/>), size and sketch; the rest is compared shingle by shingle.
/// </summary>
/// <remarks>
/// The neighbour drawn is the one with the smallest <see cref="AuditTexts.DrawHash"/>, so a pair is compared only where its hash is below that of a neighbour found before: of the
/// m neighbours of a text about ln m are. 16 bytes a text of an index and thread.
/// </remarks>
internal static class NeighbourDraw
{
    private const int TextsPerTask = 2048;

    /// <summary>A sampled text without a neighbour.</summary>
    public const int None = -1;

    private readonly record struct Sampled(int Text, int LeastSize, int MostSize);

    /// <summary>The neighbour drawn for each sampled text, or <see cref="None"/>. Reads all texts once for each <see cref="SampleIndex"/> that the sample fills.</summary>
    public static int[] Draw(
        AuditTexts texts,
        int[] samples,
        MatchRule rule,
        DetectionOptions options,
        Func<Verifier> newVerifier,
        CancellationToken cancellation,
        int maxEntries = SampleIndex.MaxEntries)
    {
        var drawn = new int[samples.Length];
        for (var from = 0; from < samples.Length;)
        {
            var indexed = samples.AsSpan(from, SampleIndex.Fitting(texts, samples.AsSpan(from), rule, maxEntries));
            var batch = new Sampled[indexed.Length];
            for (var place = 0; place < batch.Length; place++)
            {
                var (least, most) = rule.SizesThatMatch(texts.Shingles(indexed[place]));
                batch[place] = new Sampled(indexed[place], least, most);
            }

            var index = SampleIndex.Build(texts, indexed, rule, options.Shingle);
            Draw(texts, batch, index, options, newVerifier, cancellation).CopyTo(drawn, from);
            from += batch.Length;
        }

        return drawn;
    }

    private static int[] Draw(
        AuditTexts texts, Sampled[] samples, SampleIndex index, DetectionOptions options, Func<Verifier> newVerifier, CancellationToken cancellation)
    {
        var all = new Draws(texts, samples.Length);
        var gate = new Lock();
        Parallel.For(
            0,
            (texts.Count + TextsPerTask - 1) / TextsPerTask,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => new Search(texts, samples, index, options.Shingle, newVerifier()),
            (range, _, search) =>
            {
                for (var text = range * TextsPerTask; text < Math.Min(texts.Count, (range + 1) * TextsPerTask); text++)
                {
                    if (texts.Shingles(text) > 0)
                    {
                        search.Compare(text);
                    }
                }

                return search;
            },
            search =>
            {
                lock (gate)
                {
                    all.Take(search.Draws);
                }
            });
        return all.Texts;
    }

    /// <summary>The neighbours drawn so far.</summary>
    private sealed class Draws(AuditTexts texts, int samples)
    {
        private readonly ulong[] _hashes = new ulong[samples];

        public int[] Texts { get; } = [.. Enumerable.Repeat(None, samples)];

        /// <summary>Whether a text, if it is a neighbour, takes the place of the one drawn so far.</summary>
        public bool Beats(int place, int text, ulong hash) => Texts[place] == None || texts.Compare(hash, text, _hashes[place], Texts[place]) < 0;

        public void Set(int place, int text, ulong hash) => (_hashes[place], Texts[place]) = (hash, text);

        public void Take(Draws others)
        {
            for (var place = 0; place < Texts.Length; place++)
            {
                if (others.Texts[place] != None && Beats(place, others.Texts[place], others._hashes[place]))
                {
                    Set(place, others.Texts[place], others._hashes[place]);
                }
            }
        }
    }

    /// <summary>One thread's comparisons.</summary>
    private sealed class Search(AuditTexts texts, Sampled[] samples, SampleIndex index, Shingle shingle, Verifier verifier)
    {
        private readonly ShingleSequence _shingles = new(shingle);

        // The text + 1 that each sampled text was looked at for last.
        private readonly int[] _seen = new int[samples.Length];

        public Draws Draws { get; } = new(texts, samples.Length);

        public void Compare(int text)
        {
            var size = texts.Shingles(text);
            _shingles.Load(texts[text]);
            foreach (var hash in _shingles.Hashes)
            {
                foreach (var entry in index.Near(hash))
                {
                    var place = (int)(uint)entry;
                    if ((uint)(entry >> 32) == hash && _seen[place] != text + 1)
                    {
                        _seen[place] = text + 1;
                        if (size >= samples[place].LeastSize && size <= samples[place].MostSize)
                        {
                            Compare(text, place);
                        }
                    }
                }
            }
        }

        private void Compare(int text, int place)
        {
            var sample = samples[place].Text;
            if (sample == text || (Draws.Texts[place] != None && !Draws.Beats(place, text, texts.DrawHash(sample, text))))
            {
                return;
            }

            if (verifier.IsMatch(text, sample))
            {
                Draws.Set(place, text, texts.DrawHash(sample, text));
            }
        }
    }
}
