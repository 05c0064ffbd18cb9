using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>k minima of one text, by kernel. A kernel wider than the hardware works in software and is far slower: that is why each is gated.</summary>
[MemoryDiagnoser]
public class MinimaBenchmarks
{
    private uint[] _hashes = [];
    private uint[] _minima = [];
    private LaneParameters _parameters = LaneParameters.First(1, 1);

    /// <summary>Minima per text: 25 x 5 bands, the library's default, and a longer signature.</summary>
    [Params(125, 128, 256)]
    public int Lanes { get; set; }

    /// <summary>Shingles of a text.</summary>
    [Params(16, 66, 276, 996)]
    public int Shingles { get; set; }

    /// <summary>Draws the hashes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _hashes = new uint[Shingles];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(_hashes.AsSpan()));
        _minima = new uint[Lanes];
        _parameters = LaneParameters.First(1, Lanes);
    }

    /// <summary>The oracle.</summary>
    [Benchmark(Baseline = true)]
    public void Scalar() => MinHashKernel.MinimaScalar(_hashes, _parameters.Multipliers, _parameters.Increments, _minima);

    /// <summary>Four lanes at a time.</summary>
    [Benchmark]
    public void Vector128() => MinHashKernel.MinimaVector128(_hashes, _parameters.Multipliers, _parameters.Increments, _minima);

    /// <summary>Eight lanes at a time.</summary>
    [Benchmark]
    public void Vector256() => MinHashKernel.MinimaVector256(_hashes, _parameters.Multipliers, _parameters.Increments, _minima);

    /// <summary>Sixteen lanes at a time.</summary>
    [Benchmark]
    public void Vector512() => MinHashKernel.MinimaVector512(_hashes, _parameters.Multipliers, _parameters.Increments, _minima);
}
