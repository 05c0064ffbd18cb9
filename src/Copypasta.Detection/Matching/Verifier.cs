using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Decides exactly whether two texts reach the threshold. One per thread: it keeps the shingle set of the text it was last asked about, so asking about
/// one text against many loads it once.
/// </summary>
internal sealed class Verifier
{
    private readonly ITextReader _texts;
    private readonly TextSketches _sketches;
    private readonly DifferenceLimits _limits;
    private readonly MatchRule _rule;
    private readonly ShingleSet _set;
    private readonly ShingleSequence _other;
    private int _loaded = -1;

    public Verifier(ITextReader texts, TextSketches sketches, DifferenceLimits limits, MatchRule rule, Shingle shingle)
    {
        (_texts, _sketches, _limits, _rule) = (texts, sketches, limits, rule);
        _set = new ShingleSet(shingle);
        _other = new ShingleSequence(shingle);
    }

    /// <summary>Pairs that the sketches were asked about.</summary>
    public long Candidates { get; private set; }

    /// <summary>Pairs that were compared shingle by shingle.</summary>
    public long Compared { get; private set; }

    /// <summary>Asks memory for a text's sketch.</summary>
    public void Prefetch(int text) => _sketches.Prefetch(text);

    /// <summary>Whether two texts, both long enough for near matching, have exact similarity at or above the threshold.</summary>
    public bool IsMatch(int text, int other)
    {
        Candidates++;
        return _sketches.MayMatch(text, other, _limits) && SharedIfMatch(text, other) >= 0;
    }

    /// <summary>The exact similarity of two texts if it reaches the threshold.</summary>
    public bool TryMatch(int text, int other, out Similarity similarity)
    {
        Candidates++;
        similarity = default;
        if (!_sketches.MayMatch(text, other, _limits))
        {
            return false;
        }

        var shared = SharedIfMatch(text, other);
        if (shared < 0)
        {
            return false;
        }

        similarity = _rule.Similarity(shared, _sketches.Count(text), _sketches.Count(other));
        return true;
    }

    /// <summary>The exact similarity of two texts, whatever it is, and whether it reaches the threshold.</summary>
    public bool Compare(int text, int other, out Similarity similarity)
    {
        Candidates++;
        Compared++;
        Load(text);
        _other.Load(_texts[other]);
        var shared = _set.Shared(_other);
        similarity = _rule.Similarity(shared, _sketches.Count(text), _sketches.Count(other));
        return shared >= _rule.FewestShared(_sketches.Count(text), _sketches.Count(other));
    }

    private int SharedIfMatch(int text, int other)
    {
        Compared++;
        Load(text);
        _other.Load(_texts[other]);
        var fewest = _rule.FewestShared(_sketches.Count(text), _sketches.Count(other));
        var shared = _set.Shared(_other, fewest);
        return shared >= fewest ? shared : -1;
    }

    private void Load(int text)
    {
        if (_loaded != text)
        {
            _set.Load(_texts[text]);
            _loaded = text;
        }
    }
}
