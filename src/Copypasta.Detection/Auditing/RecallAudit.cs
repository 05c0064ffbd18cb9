namespace Copypasta.Detection;

/// <summary>
/// Measures what a run has found against an oracle that shares none of its search: a sample of texts compared with all texts by brute force
/// (<see cref="NeighbourDraw"/>). The result depends on the texts, the families and the seed, never on order, threads or memory.
/// </summary>
internal static class RecallAudit
{
    /// <summary>Audits the families of a run.</summary>
    /// <param name="texts">The distinct texts.</param>
    /// <param name="roots">The family of each text.</param>
    /// <param name="rule">When two texts match.</param>
    /// <param name="options">How many texts to sample, the shingle and the threads.</param>
    /// <param name="newVerifier">Makes a verifier for a thread.</param>
    /// <param name="cancellation">Stops it between pieces of work.</param>
    public static AuditResult Run(
        AuditTexts texts, int[] roots, MatchRule rule, DetectionOptions options, Func<Verifier> newVerifier, CancellationToken cancellation)
    {
        var samples = AuditSample.Draw(texts, options.Audit, cancellation);
        var neighbours = NeighbourDraw.Draw(texts, samples, rule, options, newVerifier, cancellation);
        var (withNeighbours, found) = (0, 0);
        for (var i = 0; i < samples.Length; i++)
        {
            if (neighbours[i] != NeighbourDraw.None)
            {
                withNeighbours++;
                found += roots[samples[i]] == roots[neighbours[i]] ? 1 : 0;
            }
        }

        return new AuditResult { Requested = options.Audit, Sampled = samples.Length, WithNeighbours = withNeighbours, Found = found };
    }
}
