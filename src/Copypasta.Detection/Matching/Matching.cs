using System.Collections.Concurrent;

namespace Copypasta.Detection;

/// <summary>Makes the verifiers of a run, one per thread, and sums what they did.</summary>
internal sealed class Matching(ITextSource texts, TextSketches sketches, DetectionOptions options)
{
    private readonly MatchRule _rule = new(options.Threshold, options.Similarity);
    private readonly DifferenceLimits _limits = new(new MatchRule(options.Threshold, options.Similarity));
    private readonly ConcurrentBag<Verifier> _verifiers = [];

    /// <summary>Pairs that the sketches were asked about.</summary>
    public long Candidates => _verifiers.Sum(verifier => verifier.Candidates);

    /// <summary>Pairs that were compared shingle by shingle.</summary>
    public long Compared => _verifiers.Sum(verifier => verifier.Compared);

    public Verifier NewVerifier()
    {
        var verifier = new Verifier(texts.NewReader(), sketches, _limits, _rule, options.Shingle);
        _verifiers.Add(verifier);
        return verifier;
    }
}
