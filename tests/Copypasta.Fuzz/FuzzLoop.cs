using System.Security.Cryptography;

namespace Copypasta.Fuzz;

/// <summary>Mutates inputs, keeps those that take branches no earlier one took, and writes down those that break something.</summary>
internal sealed class FuzzLoop
{
    private const int MostFaults = 20;

    /// <summary>Two counts of a branch are the same to us if they have the same power of two, as in AFL.</summary>
    private readonly byte[] _seen = new byte[Instrumentation.Counters];

    private readonly FuzzTarget _target;
    private readonly string _folder;
    private readonly List<byte[]> _corpus = [];
    private readonly HashSet<string> _faults = [];
    private readonly Mutator _mutator;
    private int _branches;

    public FuzzLoop(FuzzTarget target, string seeds, string corpus, int seed)
    {
        _target = target;
        _folder = Directory.CreateDirectory(Path.Combine(corpus, target.Name)).FullName;
        _mutator = new Mutator(new Random(seed));
        foreach (var file in Directory.EnumerateFiles(seeds).Concat(Directory.EnumerateFiles(_folder)).Order(StringComparer.Ordinal))
        {
            _corpus.Add(File.ReadAllBytes(file));
        }

        if (_corpus.Count == 0)
        {
            _corpus.Add("text\na\n"u8.ToArray());
        }
    }

    /// <summary>What this process has computed, which other work on the machine does not change.</summary>
    private static TimeSpan Elapsed => Environment.CpuUsage.TotalTime;

    /// <summary>Computes for so long; true if nothing broke.</summary>
    public bool Run(TimeSpan time)
    {
        foreach (var input in _corpus.ToArray())
        {
            Try(input, keep: false);
        }

        var (runs, lastNew, nextWords) = (0L, TimeSpan.Zero, TimeSpan.Zero);
        while (Elapsed < time && _faults.Count < MostFaults)
        {
            if (Elapsed >= nextWords)
            {
                Console.WriteLine($"{_target.Name}: {Elapsed.TotalSeconds:F0} CPU s, {runs} runs, {_corpus.Count} inputs, {_branches} branches, last new after {lastNew.TotalSeconds:F0} s, {_faults.Count} faults");
                nextWords += TimeSpan.FromSeconds(30);
            }

            runs++;
            if (Try(_mutator.Mutate(_corpus), keep: true))
            {
                lastNew = Elapsed;
            }
        }

        Console.WriteLine($"{_target.Name}: done, {Elapsed.TotalSeconds:F0} CPU s, {runs} runs, {_corpus.Count} inputs, {_branches} branches, last new after {lastNew.TotalSeconds:F0} s, {_faults.Count} faults");
        return _faults.Count == 0;
    }

    /// <summary>Runs an input; true if it took a new branch.</summary>
    private bool Try(byte[] input, bool keep)
    {
        Instrumentation.Clear();
        // A library that loops cannot be ended from outside; what it loops on can be kept.
        using var watch = new CpuWatch(FuzzTarget.Patience * 4, () => Abandon(input));
        var fault = _target.Run(input);
        if (fault is not null && _faults.Add(PlaceOf(fault)))
        {
            Console.WriteLine($"FAULT {Write("fault-", input)}: {fault}");
        }

        if (!TookNewBranch())
        {
            return false;
        }

        if (keep)
        {
            _corpus.Add(input);
            Write("input-", input);
        }

        return true;
    }

    private void Abandon(byte[] input)
    {
        Console.WriteLine($"FAULT {Write("fault-", input)}: does not end");
        Environment.Exit(1);
    }

    private bool TookNewBranch()
    {
        var found = false;
        var map = Instrumentation.Map;
        for (var i = map.IndexOfAnyExcept((byte)0); i >= 0 && i < map.Length;)
        {
            var magnitude = (byte)(1 << int.Log2(map[i]));
            if ((_seen[i] & magnitude) == 0)
            {
                _branches += _seen[i] == 0 ? 1 : 0;
                _seen[i] |= magnitude;
                found = true;
            }

            var next = map[(i + 1)..].IndexOfAnyExcept((byte)0);
            i = next < 0 ? map.Length : i + 1 + next;
        }

        return found;
    }

    private string Write(string prefix, byte[] input)
    {
        var path = Path.Combine(_folder, prefix + Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>Faults of one kind at one place of the library are one.</summary>
    private static string PlaceOf(string fault)
    {
        var lines = fault.Split('\n');
        var kind = lines[0].Split(' ', ':')[0];
        return kind + Array.Find(lines, line => line.Contains(" at Copypasta.Archives.", StringComparison.Ordinal));
    }
}
