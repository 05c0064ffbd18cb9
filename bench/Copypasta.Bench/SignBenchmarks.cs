using System.Text;
using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>Raw post to signature, all steps; times are per post.</summary>
[MemoryDiagnoser]
public class SignBenchmarks
{
    private MinHasher _hasher = new();
    private uint[] _signature = [];
    private byte[][] _posts = [];
    private string[] _texts = [];

    /// <summary>Script of the posts.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw post.</summary>
    [Params(20, 70, 280, 1000, 10_000)]
    public int Length { get; set; }

    /// <summary>Minima of a signature; the standard error at J = 0.7 is 0.0405 with 128 and 0.0286 with 256.</summary>
    [Params(128, 256)]
    public int Lanes { get; set; }

    /// <summary>Makes the posts.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _hasher = new MinHasher(new MinHashOptions { Lanes = Lanes });
        _signature = new uint[Lanes];
        _posts = Posts.Raw(Script, Length);
        _texts = [.. _posts.Select(Encoding.UTF8.GetString)];
    }

    /// <summary>From UTF-8, as archives are read.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public int SignUtf8()
    {
        var signed = 0;
        foreach (var post in _posts)
        {
            signed += _hasher.TrySign(post, TextProfile.Social, _signature) ? 1 : 0;
        }

        return signed;
    }

    /// <summary>From UTF-8 as it stands: what signing costs without the steps of a profile.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int SignExact()
    {
        var signed = 0;
        foreach (var post in _posts)
        {
            signed += _hasher.TrySign(post, TextProfile.Exact, _signature) ? 1 : 0;
        }

        return signed;
    }

    /// <summary>From text that is comparable already: the bytes are checked once, as <see cref="SignExact"/> does.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int SignComparable()
    {
        var signed = 0;
        foreach (var post in _posts)
        {
            signed += _hasher.TrySignComparable(post, _signature) ? 1 : 0;
        }

        return signed;
    }

    /// <summary>From strings, as .NET programs hold text.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int SignString()
    {
        var signed = 0;
        foreach (var text in _texts)
        {
            signed += _hasher.TrySign(text, TextProfile.Social, _signature) ? 1 : 0;
        }

        return signed;
    }
}
