using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>Comparable text to shingle hashes; times are per post.</summary>
[MemoryDiagnoser]
public class ShingleBenchmarks
{
    private readonly ShingleSequence _chars = new(Shingle.Default);
    private readonly ShingleSequence _words = new(new Shingle(ShingleUnit.Words, 3));
    private byte[][] _posts = [];
    private int[] _codePoints = [];
    private int[][] _decoded = [];
    private uint[] _hashes = [];

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
        _codePoints = new int[_posts.Max(post => post.Length) + 16];
        _hashes = new uint[_codePoints.Length];
        _decoded = [.. _posts.Select(post => _codePoints[..Utf8CodePoints.Decode(post, _codePoints)]).Select(points => points.Length >= 5 ? points : new int[5])];
    }

    /// <summary>UTF-8 to code points.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int Decode()
    {
        var sum = 0;
        foreach (var post in _posts)
        {
            sum += Utf8CodePoints.Decode(post, _codePoints);
        }

        return sum;
    }

    /// <summary>Hashes of all windows of five code points.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public uint Hash()
    {
        foreach (var points in _decoded)
        {
            ShingleKernel.Hash(points, 5, _hashes);
        }

        return _hashes[0];
    }

    /// <summary>Both: chars:5.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public int LoadChars5() => Load(_chars);

    /// <summary>Both, with words found: words:3.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int LoadWords3() => Load(_words);

    private int Load(ShingleSequence sequence)
    {
        var sum = 0;
        foreach (var post in _posts)
        {
            sequence.Load(post);
            sum += sequence.Count;
        }

        return sum;
    }
}
