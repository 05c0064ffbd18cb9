using System.Text;
using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;
using F23.StringSimilarity;

namespace Copypasta.Bench;

/// <summary>
/// Jaccard similarity of two comparable texts, beside the one .NET package for it that restores; times are per pair. What each is worth is printed by
/// <c>accuracy</c> (see <see cref="PeerAccuracy"/>). F23.StringSimilarity counts UTF-16 units and takes strings, this library code points and UTF-8.
/// </summary>
[MemoryDiagnoser]
public class PeerBenchmarks
{
    private readonly ShingleSet _set = new(Shingle.Default);
    private readonly ShingleSet _other = new(Shingle.Default);
    private readonly MinHasher _hasher = new();
    private readonly Jaccard _f23 = new(5);
    private byte[][] _posts = [];
    private string[] _texts = [];
    private uint[][] _signatures = [];

    /// <summary>Script of the posts.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw post.</summary>
    [Params(20, 70, 280, 1000, 10_000)]
    public int Length { get; set; }

    /// <summary>Makes the posts.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _posts = Posts.Comparable(Script, Length);
        _texts = Array.ConvertAll(_posts, Encoding.UTF8.GetString);
        _signatures = Array.ConvertAll(_posts, post =>
        {
            var signature = new uint[_hasher.Lanes];
            _hasher.TrySignComparable(post, signature);
            return signature;
        });
    }

    /// <summary>F23.StringSimilarity, from both texts.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count - 1)]
    public double F23()
    {
        var sum = 0.0;
        for (var i = 1; i < _texts.Length; i++)
        {
            sum += _f23.Similarity(_texts[i - 1], _texts[i]);
        }

        return sum;
    }

    /// <summary>This library's exact similarity, from both texts.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count - 1)]
    public double Exact()
    {
        var sum = 0.0;
        for (var i = 1; i < _posts.Length; i++)
        {
            sum += PeerAccuracy.Exact(_set, _other, _posts[i - 1], _posts[i]);
        }

        return sum;
    }

    /// <summary>This library's estimate, from two signatures.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count - 1)]
    public double Estimate()
    {
        var sum = 0.0;
        for (var i = 1; i < _signatures.Length; i++)
        {
            sum += MinHash.EstimateJaccard(_signatures[i - 1], _signatures[i]);
        }

        return sum;
    }
}
