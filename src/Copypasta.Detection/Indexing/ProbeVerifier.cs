using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Decides exactly whether one text, asked about again and again, and texts of an index reach the threshold. One per thread.</summary>
internal sealed class ProbeVerifier(IndexSegments segments, DetectionOptions options)
{
    /// <summary>Blocks of texts that are kept, over all segments: 2 MiB.</summary>
    private const int MostCachedBlocks = 512;

    private readonly MatchRule _rule = new(options.Threshold, options.Similarity);
    private readonly IndexReading _texts = segments.NewReading(Math.Clamp(MostCachedBlocks / Math.Max(1, segments.All.Count), 2, 64));
    private readonly ShingleSequence _other = new(options.Shingle);

    /// <summary>The shingles of the text.</summary>
    public ShingleSet Set { get; } = new(options.Shingle);

    public void Load(ReadOnlySpan<byte> text) => Set.Load(text);

    /// <param name="known">Number of a text of the index, long enough for near matching.</param>
    /// <param name="shingles">Its distinct shingles.</param>
    /// <param name="similarity">Exact, where the two match.</param>
    public bool IsMatch(int known, int shingles, out Similarity similarity)
    {
        _other.Load(_texts.Text(known));
        var fewest = _rule.FewestShared(Set.Count, shingles);
        var shared = Set.Shared(_other, fewest);
        var matches = shared >= fewest && shared >= 0;
        similarity = matches ? _rule.Similarity(shared, Set.Count, shingles) : default;
        return matches;
    }
}
