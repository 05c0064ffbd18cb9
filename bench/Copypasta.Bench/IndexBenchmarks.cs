using System.Text;
using BenchmarkDotNet.Attributes;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>An index of 32,768 posts at threshold 0.7 and recall 0.999; times are per post. Plan and recall are printed with the set-up.</summary>
[MemoryDiagnoser]
public class IndexBenchmarks
{
    private const int Rounds = 128;

    private readonly List<LshMatch> _matches = new(1024);
    private LshIndex _index = new();
    private LshIndex _growing = new();
    private byte[][] _posts = [];
    private byte[][] _others = [];

    /// <summary>Script of the posts.</summary>
    [ParamsAllValues]
    public Script Script { get; set; }

    /// <summary>Code points of a raw post.</summary>
    [Params(20, 70, 280)]
    public int Length { get; set; }

    /// <summary>Fills the index: the posts, and others of which each is two of them, half and half, and a number that makes it unlike the rest.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _posts = Posts.Raw(Script, Length);
        _others = [.. Enumerable.Range(0, Posts.Count * Rounds).Select(i => Mixed(i % Posts.Count, i / Posts.Count))];
        _index = NewIndex();
        foreach (var post in _posts.Concat(_others))
        {
            _index.Add(post);
        }

        Console.WriteLine($"// {_index.Plan.Bands} x {_index.Plan.Rows}, recall {_index.Plan.Recall:F5} at {_index.Plan.Threshold}, {_index.DistinctTexts} texts");
    }

    /// <summary>An empty index to add to.</summary>
    [IterationSetup(Target = nameof(Add))]
    public void Empty() => _growing = NewIndex();

    /// <summary>Posts that are not there yet.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count * Rounds)]
    public int Add()
    {
        var id = 0;
        foreach (var post in _others)
        {
            id = _growing.Add(post);
        }

        return id;
    }

    /// <summary>Near-copies at or above the threshold, verified.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Posts.Count)]
    public int Query()
    {
        var found = 0;
        foreach (var post in _posts)
        {
            _index.Query(post, _matches);
            found += _matches.Count;
        }

        return found;
    }

    /// <summary>The ten most similar, verified.</summary>
    [Benchmark(OperationsPerInvoke = Posts.Count)]
    public int TopTen()
    {
        var found = 0;
        foreach (var post in _posts)
        {
            _index.TopK(post, 10, _matches);
            found += _matches.Count;
        }

        return found;
    }

    private static LshIndex NewIndex() => new(new LshIndexOptions { ExpectedTexts = Posts.Count * Rounds });

    private byte[] Mixed(int post, int round)
    {
        var (first, second) = (_posts[post], _posts[(post + round + 1) % _posts.Length]);
        return [.. first.AsSpan(0, Middle(first)), .. second.AsSpan(Middle(second)), .. Encoding.UTF8.GetBytes($" {(post * Rounds) + round}")];
    }

    private static int Middle(byte[] post)
    {
        var at = post.Length / 2;
        while ((post[at] & 0xC0) == 0x80)
        {
            at++;
        }

        return at;
    }
}
