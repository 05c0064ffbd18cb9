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
    private readonly ShingleSequence _other;
    private readonly int[] _counts;
    private int _loaded = -1;

    /// <summary>Makes a comparer for one thread.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="counts">Of each text the number of its distinct shingles, 0 where it is not known yet; comparers of the same texts share it, and fill it with what is the same whichever of them does.</param>
    /// <param name="threshold">The run's threshold.</param>
    /// <param name="shingle">The run's shingle.</param>
    /// <param name="measure">The run's measure.</param>
    public ShingleSimilarity(NormalizedText texts, int[] counts, Threshold threshold, Shingle shingle, SimilarityMeasure measure = SimilarityMeasure.Jaccard)
    {
        (_texts, _counts, _threshold, _measure) = (texts, counts, threshold, measure);
        (_set, _other) = (new ShingleSet(shingle), new ShingleSequence(shingle));
    }

    /// <inheritdoc/>
    public Similarity? Compare(int text, int other)
    {
        var b = CountOf(other);
        Load(text);
        var a = _set.Count;
        if (_measure == SimilarityMeasure.Containment && !Containment.IsComparable(a, b))
        {
            return null;
        }

        var fewest = _measure == SimilarityMeasure.Jaccard ? _threshold.FewestShared(a, b) : Containment.FewestShared(_threshold, a, b);
        if (fewest > Math.Min(a, b))
        {
            return null;
        }

        _other.Load(_texts(other));
        var shared = _set.Shared(_other, fewest);
        return shared < fewest ? null
            : Similarity.FromFraction(shared, _measure == SimilarityMeasure.Jaccard ? (long)a + b - shared : Math.Min(a, b));
    }

    // A text is compared with many: its distinct shingles are put into a table once.
    private int CountOf(int text)
    {
        if (_counts[text] == 0)
        {
            Load(text);
            _counts[text] = _set.Count;
        }

        return _counts[text];
    }

    private void Load(int text)
    {
        if (_loaded != text)
        {
            _set.Load(_texts(text));
            _loaded = text;
        }
    }
}
