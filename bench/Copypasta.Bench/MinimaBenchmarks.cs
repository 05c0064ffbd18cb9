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
    [Params(16, 66, 276, 996, 9996)]
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

/// <summary>Two signatures to an estimate: whole lanes, and packed ones.</summary>
[MemoryDiagnoser]
public class EstimateBenchmarks
{
    private uint[] _a = [];
    private uint[] _b = [];
    private ulong[] _packedA = [];
    private ulong[] _packedB = [];

    /// <summary>Lanes of a signature.</summary>
    [Params(128, 256)]
    public int Lanes { get; set; }

    /// <summary>Bits kept of a lane by the packed ones.</summary>
    [Params(1, 2, 4, 8, 16)]
    public int Bits { get; set; }

    /// <summary>Draws two signatures that agree in half of their lanes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        (_a, _b) = (new uint[Lanes], new uint[Lanes]);
        random.NextBytes(MemoryMarshal.AsBytes(_a.AsSpan()));
        random.NextBytes(MemoryMarshal.AsBytes(_b.AsSpan()));
        _a.AsSpan(0, Lanes / 2).CopyTo(_b);
        (_packedA, _packedB) = (new ulong[BBitMinHash.WordCount(Lanes, Bits)], new ulong[BBitMinHash.WordCount(Lanes, Bits)]);
        BBitMinHash.Pack(_b, Bits, _packedB);
        Pack();
    }

    /// <summary>Lanes of 32 bits.</summary>
    [Benchmark(Baseline = true)]
    public double Whole() => MinHash.EstimateJaccard(_a, _b);

    /// <summary>Lanes of a few bits.</summary>
    [Benchmark]
    public double Packed() => BBitMinHash.Estimate(_packedA, _packedB, Lanes, Bits).Value;

    /// <summary>What packing costs, once per signature.</summary>
    [Benchmark]
    public void Pack() => BBitMinHash.Pack(_a, Bits, _packedA);
}
