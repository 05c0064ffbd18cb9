using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>An index by brute force over sets of strings, for the <c>exact</c> profile.</summary>
internal sealed class LshIndexModel(Shingle shingle, int minShingles)
{
    private readonly SortedDictionary<int, string> _texts = [];
    private readonly Dictionary<string, HashSet<string>> _shingles = [];
    private int _nextId;

    public IReadOnlyDictionary<int, string> Texts => _texts;

    public int Add(string text)
    {
        _texts.Add(_nextId, text);
        return _nextId++;
    }

    public bool Remove(int id) => _texts.Remove(id);

    public void Clear() => _texts.Clear();

    /// <summary>All texts that share a shingle with the query, best first; a short one only where it is identical.</summary>
    public List<LshMatch> Neighbours(string query)
    {
        var own = ShinglesOf(query);
        var matches = new List<LshMatch>();
        foreach (var (id, text) in _texts)
        {
            var set = ShinglesOf(text);
            var shared = set.Count(own.Contains);
            if (shared > 0 && (text == query || Math.Min(own.Count, set.Count) >= minShingles))
            {
                matches.Add(new LshMatch(id, shared, own.Count, set.Count));
            }
        }

        return [.. matches.OrderByDescending(match => (decimal)match.Shared / match.Union).ThenBy(match => match.Id)];
    }

    public List<LshMatch> Query(string query, decimal threshold) =>
        [.. Neighbours(query).Where(match => match.Shared >= threshold * match.Union)];

    public List<LshMatch> Containment(string query, decimal containment) =>
        [.. Neighbours(query)
            .Where(match => Math.Max(match.QueryShingles, match.TextShingles) <= 4 * Smaller(match) && match.Shared >= containment * Smaller(match))
            .OrderByDescending(match => (decimal)match.Shared / Smaller(match))
            .ThenByDescending(match => (decimal)match.Shared / match.Union)
            .ThenBy(match => match.Id)];

    /// <summary>Connected components of two or more ids.</summary>
    public List<int[]> Families(decimal threshold)
    {
        var families = _texts.Keys.ToDictionary(id => id, id => id);
        foreach (var id in _texts.Keys)
        {
            foreach (var match in Query(_texts[id], threshold))
            {
                var (a, b) = (Math.Min(families[id], families[match.Id]), Math.Max(families[id], families[match.Id]));
                foreach (var member in families.Where(pair => pair.Value == b).Select(pair => pair.Key).ToArray())
                {
                    families[member] = a;
                }
            }
        }

        return [.. families.GroupBy(pair => pair.Value, pair => pair.Key).Select(group => group.Order().ToArray()).Where(ids => ids.Length > 1).OrderBy(ids => ids[0])];
    }

    private HashSet<string> ShinglesOf(string text)
    {
        if (!_shingles.TryGetValue(text, out var shingles))
        {
            _shingles[text] = shingles = ShingleOracle.Shingles(text, shingle);
        }

        return shingles;
    }

    private static int Smaller(LshMatch match) => Math.Min(match.QueryShingles, match.TextShingles);
}

/// <summary>Indexes and texts to try them on.</summary>
internal static class LshIndexes
{
    /// <summary>An index that misses a pair with probability (1 - s)^bands: at s >= 0.4 never, as far as tests go.</summary>
    public static LshIndexOptions Complete(decimal threshold, Shingle shingle, int minShingles = 1, ulong seed = 1) => new()
    {
        Threshold = new Threshold(threshold),
        Plan = new BandingPlan(64, 1, new Threshold(threshold)),
        Profile = TextProfile.Exact,
        Shingle = shingle,
        MinShingles = minShingles,
        Seed = seed,
    };

    /// <summary>Random texts and near-copies of them in many scripts, short and empty ones too.</summary>
    public static string[] Texts(Random random, int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = i > 0 && random.Next(3) > 0 ? ShingleOracle.Edit(random, texts[random.Next(i)]) : ShingleOracle.RandomText(random);
        }

        return texts;
    }

    /// <summary>
    /// Two texts of distinct Han characters with <paramref name="count"/> shingles of five each, of which they share so many: their similarity is shared / (2 count - shared).
    /// </summary>
    public static (string A, string B) PlantedPair(Random random, int shared, int count)
    {
        var letters = new HashSet<char>();
        while (letters.Count < (2 * (count + 4)) - (shared + 4))
        {
            letters.Add((char)random.Next(0x4E00, 0x9FFF));
        }

        var all = new string([.. letters]);
        return (all[..(count + 4)], all[..(shared + 4)] + all[(count + 4)..]);
    }

    public static LshMatch[] Ask(this LshIndex index, string text, Threshold? threshold = null)
    {
        var matches = new List<LshMatch>();
        index.Query(text, matches, threshold ?? index.Options.Threshold);
        var bytes = new List<LshMatch> { default };
        index.Query(Encoding.UTF8.GetBytes(text), bytes, threshold ?? index.Options.Threshold);
        Assert.Equal(matches, bytes);
        if (threshold is null)
        {
            index.Query(text, bytes);
            Assert.Equal(matches, bytes);
            Assert.Equal(matches, index.Query(text));
        }

        return [.. matches];
    }

    public static byte[] Saved(this LshIndex index)
    {
        var stream = new MemoryStream();
        index.Save(stream);
        return stream.ToArray();
    }
}
