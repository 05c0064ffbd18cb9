using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// The references of <c>--known FILE</c>: texts that people know by heart, such as scripture, lyrics, proverbs and greetings, and the sources and issuers of automated posts. Immutable, safe for concurrent use.
/// </summary>
/// <remarks>
/// UTF-8, one reference a line, columns separated by tabs: the text; optionally its citation; optionally what it is: <c>text</c> (the default), <c>source</c> (an account or client whose posts are an automated
/// feed's) or <c>issuer</c> (an account, client or office that warns the public). Empty lines are passed over. Lines that follow one another and whose citations agree up to their first digit
/// (<c>John 3:16</c>, <c>John 3:17</c>) are one work, whose passages may run over three lines.
/// </remarks>
public sealed class KnownReferences
{
    private const string Option = "--known";

    // A passage may be cut from neighbouring lines; so many shingles lie across its two joints and are in no line's own.
    private const int JointShingles = 8;

    // What may stand about a whole reference beside its citation: "verse of the day", "as grandmother used to say".
    private const int FewWords = 5;
    private const int FewLetters = 30;

    private readonly List<Reference> _texts;
    private readonly Dictionary<string, int> _identical = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sources = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _issuers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _issuerNames;
    private readonly List<string> _sourceNames;

    // Shingle hash << 32 | reference, ascending.
    private readonly ulong[] _postings;

    private KnownReferences(List<Reference> texts, IEnumerable<string> sources, IEnumerable<string> issuers)
    {
        _texts = texts;
        _sources.UnionWith(sources.Select(source => source.TrimStart('@')));
        _issuers.UnionWith(issuers.Select(issuer => issuer.TrimStart('@')));
        _sourceNames = Comparable(sources);
        _issuerNames = Comparable(issuers);

        var postings = new List<ulong>();
        var shingles = new ShingleSet(Shingle.Default);
        for (var i = 0; i < texts.Count; i++)
        {
            _identical.TryAdd(texts[i].Text, i);
            shingles.Load(System.Text.Encoding.UTF8.GetBytes(texts[i].Text));
            foreach (var hash in shingles.Hashes)
            {
                postings.Add(((ulong)hash << 32) | (uint)i);
            }
        }

        _postings = [.. postings];
        Array.Sort(_postings);
    }

    /// <summary>Number of texts.</summary>
    public int Texts => _texts.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ArchiveException">The file cannot be read, or a line is not as it must be.</exception>
    public static KnownReferences Read(string path) => Parse(path, ReferenceLines.ReadFile(Option, path));

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="name">The file's name, for messages and for citations of lines that have none.</param>
    /// <param name="bytes">UTF-8.</param>
    /// <exception cref="ArchiveException">A line is not as it must be.</exception>
    public static KnownReferences Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        var texts = new List<Reference>();
        var sources = new List<string>();
        var issuers = new List<string>();
        var normalizer = new TextNormalizer(TextProfile.Social);
        foreach ((var number, var line) in ReferenceLines.Of(Option, name, bytes))
        {
            var columns = line.Split('\t');
            var text = columns[0].Trim();
            var citation = columns.Length > 1 ? columns[1].Trim() : "";
            if (columns.Length > 3)
            {
                throw new ArchiveException($"{Option}: {name}:{number}: {columns.Length} columns; allowed are text, citation and kind, separated by tabs");
            }

            if (text.Length == 0)
            {
                throw new ArchiveException($"{Option}: {name}:{number}: the first column, the text, is empty");
            }

            switch (columns.Length > 2 ? columns[2].Trim() : "")
            {
                case "" or "text":
                    var normalized = normalizer.Normalize(text, out _).ToString();
                    if (normalized.Length == 0)
                    {
                        throw new ArchiveException($"{Option}: {name}:{number}: no letters or digits in the text");
                    }

                    texts.Add(new Reference(normalized, citation.Length > 0 ? citation : $"{name}:{number}", normalizer.Normalize(citation, out _).ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries), citation.Length > 0 ? WorkOf(citation) : ""));
                    break;
                case "source":
                    sources.Add(text);
                    break;
                case "issuer":
                    issuers.Add(text);
                    break;
                case var kind:
                    throw new ArchiveException($"{Option}: {name}:{number}: kind '{kind}'; allowed are text, source and issuer");
            }
        }

        return new KnownReferences(texts, sources, issuers);
    }

    /// <summary>Whether an account or client is named as a source of automated posts.</summary>
    internal bool IsSource(string? name) => name is not null && (_sources.Contains(name) || _issuers.Contains(name));

    /// <summary>Whether an account or client is named as one that warns the public.</summary>
    internal bool IsIssuer(string? name) => name is not null && _issuers.Contains(name);

    /// <summary>Whether a comparable text names an issuer.</summary>
    internal bool NamesIssuer(string normalized) => _issuerNames.Exists(name => ContainsWords(normalized, name));

    /// <summary>Whether a comparable text names a source of automated posts.</summary>
    internal bool NamesSource(string normalized) => _sourceNames.Exists(name => ContainsWords(normalized, name));

    /// <summary>
    /// The reference, or passage of one work, that holds most of a text: exact shingles of the text in it, at least 80% of the text's; else the reference that the text is but for its citation and a few words. A text too
    /// short for near matching must be a whole reference.
    /// </summary>
    /// <param name="normalized">Comparable text of the profile <c>social</c>.</param>
    /// <param name="scratch">Buffers, one a thread.</param>
    internal KnownMatch? Find(string normalized, KnownScratch scratch)
    {
        if (_identical.TryGetValue(normalized, out var same))
        {
            return new KnownMatch(_texts[same].Citation, 1);
        }

        var query = scratch.Load(normalized);
        if (normalized.Length == 0 || !query.IsLongEnough(null))
        {
            return null;
        }

        return Contained(query, scratch) ?? Framed(normalized, query, scratch);
    }

    private KnownMatch? Contained(ShingleSet query, KnownScratch scratch)
    {
        var needed = ((query.Count * KnownMatch.Percent) + 99) / 100;
        var best = (Reference: -1, Shared: 0, Passage: 0);
        foreach (var candidate in Candidates(query, query.Count - needed + JointShingles, scratch).Distinct())
        {
            var shared = query.Shared(scratch.Cut(_texts[candidate].Text));
            var passage = shared >= needed ? shared : query.Shared(scratch.Cut(Passage(candidate)), needed);
            if (passage >= needed && (passage, shared, -candidate).CompareTo((best.Passage, best.Shared, -best.Reference)) > 0)
            {
                best = (candidate, shared, passage);
            }
        }

        return best.Reference < 0 ? null : new KnownMatch(_texts[best.Reference].Citation, (double)best.Passage / query.Count);
    }

    // The whole reference in a frame: its citation and a few words, no more than one for two of the reference's.
    private KnownMatch? Framed(string normalized, ShingleSet query, KnownScratch scratch)
    {
        var needed = (query.Count + 1) / 2;
        var best = (Reference: -1, Shared: 0);
        foreach (var candidate in Candidates(query, query.Count - needed + JointShingles, scratch).Distinct())
        {
            var reference = scratch.Cut(_texts[candidate].Text);
            var shared = query.Shared(reference, needed);
            if (shared >= needed && shared > best.Shared && shared * 100L >= (long)KnownMatch.Percent * scratch.Distinct(_texts[candidate].Text) && IsFrame(normalized, _texts[candidate]))
            {
                best = (candidate, shared);
            }
        }

        return best.Reference < 0 ? null : new KnownMatch(_texts[best.Reference].Citation, (double)best.Shared / query.Count);
    }

    private static bool IsFrame(string text, Reference reference)
    {
        var words = reference.Text.Split(' ').ToList();
        var most = Math.Min(FewWords, words.Count / 2);
        var cited = reference.CitationWords.ToList();
        var (own, letters) = (0, 0);
        foreach (var word in text.Split(' '))
        {
            if (!words.Remove(word) && !cited.Remove(word))
            {
                own++;
                letters += word.Length;
            }
        }

        return own <= most && letters <= FewLetters;
    }

    // Prefix filtering with counts: a passage that lacks at most m of the text's shingles has at least k of any m + k of them, so also of the m + k rarest.
    private List<int> Candidates(ShingleSet query, int lacking, KnownScratch scratch)
    {
        var needed = Math.Max(1, (query.Count - lacking) / 3);
        scratch.Begin(_texts.Count);
        foreach (var hash in query.Hashes)
        {
            var start = LowerBound((ulong)hash << 32);
            var end = hash == uint.MaxValue ? _postings.Length : LowerBound(((ulong)hash + 1) << 32);
            scratch.Ranges.Add((end - start, start));
        }

        scratch.Ranges.Sort();
        foreach ((var count, var start) in CollectionsMarshal.AsSpan(scratch.Ranges)[..Math.Min(query.Count, lacking + needed)])
        {
            for (var i = start; i < start + count; i++)
            {
                scratch.Count((int)(uint)_postings[i]);
            }
        }

        return scratch.WithNeighbours(needed);
    }

    private static List<string> Comparable(IEnumerable<string> names)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        return [.. names.Select(name => normalizer.Normalize(name, out _).ToString()).Where(name => name.Length > 0)];
    }

    private int LowerBound(ulong key)
    {
        var at = Array.BinarySearch(_postings, key);
        if (at < 0)
        {
            return ~at;
        }

        // A reference's shingles are distinct, but two may share a hash.
        while (at > 0 && _postings[at - 1] == key)
        {
            at--;
        }

        return at;
    }

    private string Passage(int reference)
    {
        var work = _texts[reference].Work;
        if (work.Length == 0)
        {
            return _texts[reference].Text;
        }

        var from = reference > 0 && _texts[reference - 1].Work == work ? reference - 1 : reference;
        var to = reference + 1 < _texts.Count && _texts[reference + 1].Work == work ? reference + 1 : reference;
        return string.Join(' ', _texts.Skip(from).Take(to - from + 1).Select(t => t.Text));
    }

    private static string WorkOf(string citation)
    {
        var digit = citation.AsSpan(1).IndexOfAnyInRange('0', '9');
        return digit < 0 ? "" : citation[..(digit + 1)].Trim();
    }

    private static bool ContainsWords(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            if ((at == 0 || text[at - 1] == ' ') && (end == text.Length || text[end] == ' '))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Reference(string Text, string Citation, string[] CitationWords, string Work);
}

/// <summary>The reference that holds a text.</summary>
/// <param name="Citation">Its citation, or the file and line.</param>
/// <param name="Containment">Share of the text's shingles that it holds: 0.8 to 1, or from 0.5 where the text is the whole reference in a frame.</param>
internal sealed record KnownMatch(string Citation, double Containment)
{
    /// <summary>Share of a text's shingles, in percent, that a reference must hold.</summary>
    public const int Percent = 80;
}

/// <summary>Buffers for <see cref="KnownReferences.Find"/>; one a thread.</summary>
internal sealed class KnownScratch
{
    private readonly ShingleSet _query = new(Shingle.Default);
    private readonly ShingleSet _distinct = new(Shingle.Default);
    private readonly ShingleSequence _reference = new(Shingle.Default);

    private readonly List<int> _counted = [];
    private readonly List<int> _candidates = [];
    private int[] _counts = [];

    /// <summary>How many references have a shingle of the query, and where their list starts.</summary>
    public List<(int Count, int Start)> Ranges { get; } = [];

    public void Begin(int references)
    {
        Ranges.Clear();
        foreach (var reference in _counted)
        {
            _counts[reference] = 0;
        }

        _counted.Clear();
        if (_counts.Length < references)
        {
            _counts = new int[references];
        }
    }

    public void Count(int reference)
    {
        if (_counts[reference]++ == 0)
        {
            _counted.Add(reference);
        }
    }

    /// <summary>References that have at least so many shingles together with the lines before and behind, ascending.</summary>
    public List<int> WithNeighbours(int needed)
    {
        _candidates.Clear();
        foreach (var counted in _counted)
        {
            for (var reference = Math.Max(0, counted - 1); reference <= Math.Min(_counts.Length - 1, counted + 1); reference++)
            {
                var before = reference > 0 ? _counts[reference - 1] : 0;
                var behind = reference + 1 < _counts.Length ? _counts[reference + 1] : 0;
                if (before + _counts[reference] + behind >= needed)
                {
                    _candidates.Add(reference);
                }
            }
        }

        _candidates.Sort();
        return _candidates;
    }

    public ShingleSet Load(string normalized)
    {
        _query.Load(System.Text.Encoding.UTF8.GetBytes(normalized));
        return _query;
    }

    /// <summary>How many different shingles a text has.</summary>
    public int Distinct(string normalized)
    {
        _distinct.Load(System.Text.Encoding.UTF8.GetBytes(normalized));
        return _distinct.Count;
    }

    public ShingleSequence Cut(string normalized)
    {
        _reference.Load(System.Text.Encoding.UTF8.GetBytes(normalized));
        return _reference;
    }
}
