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

/// <summary>Ready shingle hashes to fingerprints; times are per text.</summary>
[MemoryDiagnoser]
public class SimHashBenchmarks
{
    private uint[][] _texts = [];
    private int[][] _weights = [];

    /// <summary>Script of the texts.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw text.</summary>
    [Params(20, 70, 280, 1000, 10_000)]
    public int Length { get; set; }

    /// <summary>Makes the hashes.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _texts = Posts.Hashes(Script, Length);
        _weights = Array.ConvertAll(_texts, hashes => Enumerable.Repeat(3, hashes.Length).ToArray());
    }

    /// <summary>64 bits.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public ulong Sign64()
    {
        var sum = 0ul;
        foreach (var text in _texts)
        {
            SimHash.TrySign(text, out ulong fingerprint);
            sum += fingerprint;
        }

        return sum;
    }

    /// <summary>128 bits.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public UInt128 Sign128()
    {
        var sum = UInt128.Zero;
        foreach (var text in _texts)
        {
            SimHash.TrySign(text, out UInt128 fingerprint);
            sum += fingerprint;
        }

        return sum;
    }

    /// <summary>64 bits with weights.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public ulong SignWeighted64()
    {
        var sum = 0ul;
        for (var i = 0; i < _texts.Length; i++)
        {
            SimHash.TrySign(_texts[i], _weights[i], out ulong fingerprint);
            sum += fingerprint;
        }

        return sum;
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
