using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>Counting the bits of one text's words, by kernel; mixing hashes to words comes on top (see <see cref="SimHashBenchmarks"/>).</summary>
[MemoryDiagnoser]
public class SimHashKernelBenchmarks
{
    private readonly ulong[] _words = new ulong[SimHashKernel.MaxWords];
    private readonly ulong[] _planes = new ulong[SimHashKernel.Planes];

    /// <summary>Shingles of a text.</summary>
    [Params(16, 66, 256)]
    public int Shingles { get; set; }

    /// <summary>Draws the words.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Array.Clear(_words);
        new Random(1).NextBytes(MemoryMarshal.AsBytes(_words.AsSpan(0, Shingles)));
    }

    /// <summary>One word at a time, bit-sliced too.</summary>
    [Benchmark(Baseline = true)]
    public ulong Scalar() => Majority(SimHashKernel.AddScalar);

    /// <summary>Two words at a time.</summary>
    [Benchmark]
    public ulong Vector128() => Majority(SimHashKernel.AddVector128);

    /// <summary>Four words at a time.</summary>
    [Benchmark]
    public ulong Vector256() => Majority(SimHashKernel.AddVector256);

    /// <summary>Eight words at a time.</summary>
    [Benchmark]
    public ulong Vector512() => Majority(SimHashKernel.AddVector512);

    private ulong Majority(Kernel kernel)
    {
        Array.Clear(_planes);
        kernel(_words, Shingles, _planes);
        return SimHashKernel.Majority(_planes, (ulong)Shingles);
    }

    private delegate void Kernel(ReadOnlySpan<ulong> words, int count, Span<ulong> planes);
}

/// <summary>Ready shingle hashes to fingerprints.</summary>
[MemoryDiagnoser]
public class SimHashBenchmarks
{
    private uint[] _hashes = [];
    private int[] _weights = [];

    /// <summary>Shingles of a text.</summary>
    [Params(16, 66, 276, 996, 9996)]
    public int Shingles { get; set; }

    /// <summary>Draws the hashes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _hashes = new uint[Shingles];
        _weights = new int[Shingles];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(_hashes.AsSpan()));
        Array.Fill(_weights, 3);
    }

    /// <summary>64 bits.</summary>
    [Benchmark(Baseline = true)]
    public ulong Sign64()
    {
        SimHash.TrySign(_hashes, out ulong fingerprint);
        return fingerprint;
    }

    /// <summary>128 bits.</summary>
    [Benchmark]
    public UInt128 Sign128()
    {
        SimHash.TrySign(_hashes, out UInt128 fingerprint);
        return fingerprint;
    }

    /// <summary>64 bits with weights.</summary>
    [Benchmark]
    public ulong SignWeighted64()
    {
        SimHash.TrySign(_hashes, _weights, out ulong fingerprint);
        return fingerprint;
    }
}

/// <summary>All fingerprints within a distance, among random ones.</summary>
[MemoryDiagnoser]
public class HammingIndexBenchmarks
{
    private readonly HammingMatch[] _matches = new HammingMatch[100];
    private HammingIndex<ulong> _index = new("bench");
    private ulong[] _fingerprints = [];
    private int _next;

    /// <summary>Fingerprints in the index.</summary>
    [Params(10_000, 200_000, 1_000_000)]
    public int Entries { get; set; }

    /// <summary>Bits that may differ.</summary>
    [Params(3, 7, 10)]
    public int Distance { get; set; }

    /// <summary>Fills the index.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _fingerprints = new ulong[Entries];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(_fingerprints.AsSpan()));
        _index = new HammingIndex<ulong>("bench");
        foreach (var fingerprint in _fingerprints)
        {
            _index.Add(fingerprint);
        }
    }

    /// <summary>One query, one bit off a fingerprint of the index.</summary>
    [Benchmark]
    public int Query()
    {
        _next = (_next + 7919) % Entries;
        return _index.Query(_fingerprints[_next] ^ 1, Distance, _matches);
    }
}
