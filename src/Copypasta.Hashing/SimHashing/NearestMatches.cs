namespace Copypasta.Hashing;

/// <summary>Keeps the nearest of many matches in a span that may be too short for all, and counts all.</summary>
internal ref struct NearestMatches(Span<HammingMatch> matches)
{
    private readonly Span<HammingMatch> _matches = matches;
    private int _written;

    public int Total { get; set; }

    /// <summary>Whether a match at this distance would be kept.</summary>
    public readonly bool Accepts(int distance) =>
        _written < _matches.Length || (_written > 0 && distance < _matches[0].Distance);

    /// <summary>Keeps a match that is accepted.</summary>
    public void Add(HammingMatch match)
    {
        if (_written < _matches.Length)
        {
            _matches[_written++] = match;
            if (_written == _matches.Length)
            {
                // In falling order the span is a heap with the farthest match on top.
                _matches.Sort(static (a, b) => b.Distance.CompareTo(a.Distance));
            }

            return;
        }

        var at = 0;
        for (var child = 1; child < _matches.Length; child = (2 * at) + 1)
        {
            if (child + 1 < _matches.Length && _matches[child + 1].Distance > _matches[child].Distance)
            {
                child++;
            }

            if (_matches[child].Distance <= match.Distance)
            {
                break;
            }

            _matches[at] = _matches[child];
            at = child;
        }

        _matches[at] = match;
    }

    /// <summary>Puts what was kept into order: nearest first, then by number.</summary>
    public readonly void Order() =>
        _matches[.._written].Sort(static (a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : a.Entry.CompareTo(b.Entry));
}
