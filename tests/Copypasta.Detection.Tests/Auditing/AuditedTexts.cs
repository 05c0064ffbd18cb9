using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

/// <summary>Distinct texts as a run holds them when it audits.</summary>
internal sealed class AuditedTexts
{
    private readonly ByteStringTable _texts = new();
    private readonly TextSketches _sketches;
    private readonly MatchRule _rule;

    public AuditedTexts(IReadOnlyList<string> texts, Threshold threshold)
    {
        _rule = new MatchRule(threshold, SimilarityMeasure.Jaccard);
        _sketches = new TextSketches(texts.Count);
        var set = new ShingleSet(Shingle.Default);
        for (var i = 0; i < texts.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(texts[i]);
            if (_texts.Intern(bytes, ByteStringTable.Hash(bytes)) != i)
            {
                throw new ArgumentException($"'{texts[i]}' is there twice");
            }

            set.Load(bytes);
            if (set.IsLongEnough(null))
            {
                _sketches.Set(i, set.Hashes);
            }
            else
            {
                _sketches.SetTooShort(i);
            }
        }
    }

    public AuditTexts Seeded(ulong seed) => new(_texts, _sketches, seed);

    public AuditResult Audit(int[] roots, int texts, ulong seed) =>
        RecallAudit.Run(Seeded(seed), roots, _rule, Options(texts), NewVerifier, CancellationToken.None);

    public int[] Draw(int[] samples, ulong seed, int maxEntries = SampleIndex.MaxEntries) =>
        NeighbourDraw.Draw(Seeded(seed), samples, _rule, Options(samples.Length), NewVerifier, CancellationToken.None, maxEntries);

    private static DetectionOptions Options(int texts) => new() { Audit = texts, Threads = 2 };

    private Verifier NewVerifier() => new(_texts, _sketches, new DifferenceLimits(_rule), _rule, Shingle.Default);
}
