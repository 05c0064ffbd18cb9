using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>
/// Ready shingle hashes to MinHash signature or Fast Similarity Sketch; times are per text. Beside them their standard errors at J = 0.7 and 128 lanes: 0.0405 for MinHash at any length, for the sketch
/// 0.029 at 70 code points, 0.032 at 280, 0.037 at 1,000 and 0.040 from 10,000 on (half as much variance at 70); 256 lanes have 0.71 of each or less.
/// </summary>
[MemoryDiagnoser]
public class SketchBenchmarks
{
    private readonly uint[] _lanes = new uint[256];
    private MinHasher _hasher = new();
    private FastSimilaritySketcher _sketcher = new();
    private uint[][] _texts = [];

    /// <summary>Script of the texts: how often shingles recur depends on it.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw text.</summary>
    [Params(20, 70, 280, 1000, 10_000, 100_000)]
    public int Length { get; set; }

    /// <summary>Lanes of a signature or sketch.</summary>
    [Params(128, 256)]
    public int Lanes { get; set; }

    /// <summary>Makes the hashes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _hasher = new MinHasher(new MinHashOptions { Lanes = Lanes });
        _sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = Lanes });
        _texts = Posts.Hashes(Script, Length);
    }

    /// <summary>k independent minima.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public int MinHash()
    {
        var signed = 0;
        foreach (var text in _texts)
        {
            signed += _hasher.TrySign(text, _lanes) ? 1 : 0;
        }

        return signed;
    }

    /// <summary>Rounds of throws into k bins.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int FastSimilarity()
    {
        var sketched = 0;
        foreach (var text in _texts)
        {
            sketched += _sketcher.TrySketch(text, _lanes) ? 1 : 0;
        }

        return sketched;
    }
}

/// <summary>One round's permutation of the Fast Similarity Sketch, by kernel.</summary>
[MemoryDiagnoser]
public class PermutationBenchmarks
{
    private const uint Multiplier = 0x9E3779B1, Increment = 0x7F4A7C15;

    private uint[] _hashes = [];
    private uint[] _permuted = [];

    /// <summary>Shingles of a text: whole vectors of every kernel.</summary>
    [Params(64, 1024, 9984)]
    public int Shingles { get; set; }

    /// <summary>Draws the hashes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (_hashes, _permuted) = (new uint[Shingles], new uint[Shingles]);
        new Random(1).NextBytes(MemoryMarshal.AsBytes(_hashes.AsSpan()));
    }

    /// <summary>The oracle.</summary>
    [Benchmark(Baseline = true)]
    public void Scalar() => PermutationKernel.PermuteScalar(_hashes, Multiplier, Increment, _permuted);

    /// <summary>Four hashes at a time.</summary>
    [Benchmark]
    public int Vector128() => PermutationKernel.PermuteVector128(_hashes, Multiplier, Increment, _permuted);

    /// <summary>Eight hashes at a time.</summary>
    [Benchmark]
    public int Vector256() => PermutationKernel.PermuteVector256(_hashes, Multiplier, Increment, _permuted);

    /// <summary>Sixteen hashes at a time.</summary>
    [Benchmark]
    public int Vector512() => PermutationKernel.PermuteVector512(_hashes, Multiplier, Increment, _permuted);
}
