using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>Exact Jaccard similarity of a candidate pair, from text; times are per text or pair.</summary>
[MemoryDiagnoser]
public class VerifyBenchmarks
{
    private static readonly Threshold s_threshold = new(0.7m);

    private readonly ShingleSet _set = new(Shingle.Default);
    private readonly ShingleSequence _sequence = new(Shingle.Default);
    private byte[][] _posts = [];
    private byte[][] _edited = [];
    private int[] _editedCounts = [];

    /// <summary>Script of the posts.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw post.</summary>
    [Params(20, 70, 280, 1000, 10_000)]
    public int Length { get; set; }

    /// <summary>Makes the posts, and near-copies with a few words at the end.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _posts = Posts.Comparable(Script, Length);
        _edited = [.. _posts.Select((post, i) => (byte[])[.. post, .. " and so on"u8[..(i % 10)]])];
        _editedCounts = [.. _edited.Select(post =>
        {
            _set.Load(post);
            return _set.Count;
        })];
    }

    /// <summary>The set of one text, once per text that is compared with others.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int LoadSet()
    {
        var sum = 0;
        foreach (var post in _posts)
        {
            _set.Load(post);
            sum += _set.Count;
        }

        return sum;
    }

    /// <summary>A pair from text to verdict, near-copies: counted to the end.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public int VerifyNearCopies()
    {
        var met = 0;
        for (var i = 0; i < _posts.Length; i++)
        {
            met += Verify(_posts[i], i);
        }

        return met;
    }

    /// <summary>A pair from text to verdict, unlike texts: given up as soon as the threshold is out of reach.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int VerifyUnlikeTexts()
    {
        var met = 0;
        for (var i = 0; i < _posts.Length; i++)
        {
            met += Verify(_posts[i], (i + 1) % _edited.Length);
        }

        return met;
    }

    // The other text's number of distinct shingles is known from when it was first read, as it is in a run.
    private int Verify(byte[] post, int edited)
    {
        _set.Load(post);
        _sequence.Load(_edited[edited]);
        return _set.Shared(_sequence, s_threshold.FewestShared(_set.Count, _editedCounts[edited])) >= 0 ? 1 : 0;
    }
}
