using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>A normalised text by its number: well-formed UTF-8. Called from several threads at once.</summary>
/// <param name="text">The number.</param>
public delegate ReadOnlySpan<byte> NormalizedText(int text);

/// <summary>The similarity of two texts as sets of shingles, decided exactly as the run decided it.</summary>
public sealed class ShingleSimilarity : ITextSimilarity
{
    private readonly NormalizedText _texts;
    private readonly Threshold _threshold;
    private readonly SimilarityMeasure _measure;
    private readonly ShingleSet _set;
    private readonly ShingleSet _other;
    private int _loaded = -1;

    /// <summary>Makes a comparer for one thread.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="threshold">The run's threshold.</param>
    /// <param name="shingle">The run's shingle.</param>
    /// <param name="measure">The run's measure.</param>
    public ShingleSimilarity(NormalizedText texts, Threshold threshold, Shingle shingle, SimilarityMeasure measure = SimilarityMeasure.Jaccard)
    {
        (_texts, _threshold, _measure) = (texts, threshold, measure);
        (_set, _other) = (new ShingleSet(shingle), new ShingleSet(shingle));
    }

    /// <inheritdoc/>
    public Similarity? Compare(int text, int other)
    {
        if (_loaded != text)
        {
            _set.Load(_texts(text));
            _loaded = text;
        }

        _other.Load(_texts(other));
        var (a, b) = (_set.Count, _other.Count);
        if (_measure == SimilarityMeasure.Containment && !Containment.IsComparable(a, b))
        {
            return null;
        }

        var fewest = _measure == SimilarityMeasure.Jaccard ? _threshold.FewestShared(a, b) : Containment.FewestShared(_threshold, a, b);
        if (fewest > Math.Min(a, b))
        {
            return null;
        }

        var shared = _set.Shared(_other);
        return shared < fewest ? null
            : Similarity.FromFraction(shared, _measure == SimilarityMeasure.Jaccard ? (long)a + b - shared : Math.Min(a, b));
    }
}
