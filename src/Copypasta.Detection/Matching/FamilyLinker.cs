namespace Copypasta.Detection;

/// <summary>
/// Candidate pairs to families: every pair of texts that share a bucket is verified exactly, unless the two are in one family already. Nothing is
/// truncated; a bucket whose texts are alike costs one check per text, however large it is.
/// </summary>
internal sealed class FamilyLinker(UnionFind families, Verifier verifier)
{
    /// <summary>Texts that are asked from memory before they are compared: that many lie far apart there, and one waits for each otherwise.</summary>
    private const int TextsAhead = 64;

    private readonly List<Group> _groups = [];
    private readonly BucketBuffers _buffers = new();
    private int[] _next = new int[64];

    /// <summary>Texts of the bucket that are known to be in one family: a list linked through <see cref="_next"/>.</summary>
    private struct Group
    {
        public int Root;
        public int First;
        public int Last;
    }

    /// <summary>Links the families of the buckets of a part of a band.</summary>
    public void Link(IBandBuckets band, int part)
    {
        var buckets = band.Read(part, _buffers);
        var asked = 0;
        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            var near = buckets.From(bucket, TextsAhead);
            for (; asked < near.Length; asked++)
            {
                families.Prefetch(near[asked]);
                verifier.Prefetch(near[asked]);
            }

            var texts = buckets[bucket];
            Link(texts);
            asked = Math.Max(0, asked - texts.Length);
        }
    }

    /// <summary>Links the families of one bucket.</summary>
    public void Link(ReadOnlySpan<int> texts)
    {
        if (texts.Length == 2)
        {
            var (a, b) = (texts[0], texts[1]);
            if (families.Find(a) != families.Find(b) && verifier.IsMatch(a, b))
            {
                families.Join(a, b);
            }

            return;
        }

        if (_next.Length < texts.Length)
        {
            _next = new int[texts.Length * 2];
        }

        _groups.Clear();
        for (var i = 0; i < texts.Length; i++)
        {
            Place(texts, i);
        }
    }

    /// <summary>Puts a text into the group of its family, after checking it against every text of every other group.</summary>
    private void Place(ReadOnlySpan<int> texts, int index)
    {
        var text = texts[index];
        var own = -1;
        for (var g = 0; g < _groups.Count; g++)
        {
            var group = _groups[g];
            group.Root = families.Find(group.Root);
            if (group.Root != families.Find(text) && !MatchesAny(texts, text, group))
            {
                _groups[g] = group;
                continue;
            }

            if (own < 0)
            {
                own = g;
                _groups[g] = group;
            }
            else
            {
                // Two groups turned out to be one family: append the one to the other.
                var into = _groups[own];
                _next[into.Last] = group.First;
                into.Last = group.Last;
                _groups[own] = into;
                _groups[g] = _groups[^1];
                _groups.RemoveAt(_groups.Count - 1);
                g--;
            }
        }

        _next[index] = -1;
        if (own < 0)
        {
            _groups.Add(new Group { Root = text, First = index, Last = index });
        }
        else
        {
            var group = _groups[own];
            _next[group.Last] = index;
            group.Last = index;
            _groups[own] = group;
        }
    }

    private bool MatchesAny(ReadOnlySpan<int> texts, int text, in Group group)
    {
        for (var member = group.First; member >= 0; member = _next[member])
        {
            if (verifier.IsMatch(text, texts[member]))
            {
                families.Join(text, texts[member]);
                return true;
            }
        }

        return false;
    }
}
