using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>Raw post to comparable text, by profile; times are per post.</summary>
[MemoryDiagnoser]
public class NormalizerBenchmarks
{
    private readonly TextNormalizer _exact = new(TextProfile.Exact);
    private readonly TextNormalizer _web = new(TextProfile.Web);
    private readonly TextNormalizer _social = new(TextProfile.Social);
    private readonly OffsetMap _offsets = new();
    private byte[][] _posts = [];

    /// <summary>Script of the posts.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw post.</summary>
    [Params(20, 70, 280, 1000, 10_000)]
    public int Length { get; set; }

    /// <summary>Makes the posts.</summary>
    [GlobalSetup]
    public void Setup() => _posts = Posts.Raw(Script, Length);

    /// <summary>Profile <c>exact</c>: validation only.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int Exact() => Normalize(_exact);

    /// <summary>Profile <c>web</c>.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int Web() => Normalize(_web);

    /// <summary>Profile <c>social</c>.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public int Social() => Normalize(_social);

    /// <summary>Profile <c>social</c> with the map back to the raw text.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int SocialWithOffsets()
    {
        var sum = 0;
        foreach (var post in _posts)
        {
            sum += _social.Normalize(post, _offsets, out _).Length;
        }

        return sum;
    }

    private int Normalize(TextNormalizer normalizer)
    {
        var sum = 0;
        foreach (var post in _posts)
        {
            sum += normalizer.Normalize(post, out _).Length;
        }

        return sum;
    }
}
