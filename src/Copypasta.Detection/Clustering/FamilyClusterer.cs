using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// One family to its clusters. The texts are ordered by copies (most first), first time (missing last), digest; the first unassigned text becomes an exemplar and takes
/// every unassigned text whose exact similarity to it reaches the threshold, whether or not the two were ever candidates; and so on until none is left.
/// So no member is below the threshold to its exemplar, which connected components alone do not promise: they chain.
/// </summary>
/// <remarks>Keeps its buffers from family to family; one per thread.</remarks>
internal sealed class FamilyClusterer(PostStore posts, FamilyTexts texts, Verifier verifier) : IDisposable
{
    private readonly List<OrderedText> _ordered = [];
    private readonly List<int> _authors = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>A family with its clusters by id, each with its members in order, before it is known where they stand in the tables; and the digests their ids are cut from.</summary>
    public sealed record Result(Family Family, TextDigest Digest, (Cluster Cluster, TextDigest Digest, Member[] Members)[] Clusters);

    private struct OrderedText
    {
        public int Text;
        public int Copies;
        public int FirstPost;
        public TextDigest Digest;

        /// <summary>Position of the exemplar in the order, or -1 while unassigned.</summary>
        public int Exemplar;

        /// <summary>To the exemplar.</summary>
        public Similarity Similarity;
    }

    /// <summary>Clusters one family.</summary>
    /// <param name="family">Its distinct texts.</param>
    public Result Cluster(ReadOnlySpan<int> family)
    {
        Order(family);
        var clusters = new (Cluster Cluster, TextDigest Digest, Member[] Members)[AssignExemplars(out var lowest)];
        var count = 0;
        for (var position = 0; position < _ordered.Count; position++)
        {
            if (_ordered[position].Exemplar == position)
            {
                clusters[count++] = Describe(position);
            }
        }

        Array.Sort(clusters, static (a, b) => a.Digest.CompareTo(b.Digest));
        var earliest = Earliest();
        return new Result(Describe(clusters, earliest, lowest), earliest, clusters);
    }

    public void Dispose() => _hash.Dispose();

    private void Order(ReadOnlySpan<int> family)
    {
        _ordered.Clear();
        foreach (var text in family)
        {
            _ordered.Add(new OrderedText
            {
                Text = text,
                Copies = texts.Copies(text),
                FirstPost = texts.FirstPost(text),
                Digest = texts.Digest(text, _hash),
                Exemplar = -1,
            });
        }

        if (family.Length > 1)
        {
            _ordered.Sort((a, b) => a.Copies != b.Copies ? b.Copies.CompareTo(a.Copies) : CompareByAge(a, b));
        }
    }

    private int CompareByAge(in OrderedText a, in OrderedText b)
    {
        var order = posts[a.FirstPost].Time.CompareTo(posts[b.FirstPost].Time);
        return order != 0 ? order : a.Digest.CompareTo(b.Digest);
    }

    /// <summary>Gives every text its exemplar; returns how many exemplars there are, and the smallest similarity to the first of them.</summary>
    private int AssignExemplars(out Similarity lowest)
    {
        var ordered = CollectionsMarshal.AsSpan(_ordered);
        var exemplars = 0;
        lowest = Similarity.One;
        for (var position = 0; position < ordered.Length; position++)
        {
            if (ordered[position].Exemplar >= 0)
            {
                continue;
            }

            exemplars++;
            (ordered[position].Exemplar, ordered[position].Similarity) = (position, Similarity.One);
            for (var other = position + 1; other < ordered.Length; other++)
            {
                if (ordered[other].Exemplar >= 0)
                {
                    continue;
                }

                // The first exemplar's similarities are all wanted, the others' only where they match.
                Similarity similarity;
                var matches = position == 0
                    ? verifier.Compare(ordered[position].Text, ordered[other].Text, out similarity)
                    : verifier.TryMatch(ordered[position].Text, ordered[other].Text, out similarity);
                if (position == 0)
                {
                    lowest = Similarity.Min(lowest, similarity);
                }

                if (matches)
                {
                    (ordered[other].Exemplar, ordered[other].Similarity) = (position, similarity);
                }
            }
        }

        return exemplars;
    }

    private (Cluster Cluster, TextDigest Digest, Member[] Members) Describe(int exemplar)
    {
        var ordered = CollectionsMarshal.AsSpan(_ordered);
        var (size, others, sum, least) = (0, 0, 0L, Similarity.One);
        for (var i = exemplar; i < ordered.Length; i++)
        {
            if (ordered[i].Exemplar == exemplar)
            {
                size += ordered[i].Copies;
                if (i != exemplar)
                {
                    others++;
                    sum += ordered[i].Similarity.Millionths;
                    least = Similarity.Min(least, ordered[i].Similarity);
                }
            }
        }

        var members = new Member[size];
        var count = 0;
        for (var i = exemplar; i < ordered.Length; i++)
        {
            if (ordered[i].Exemplar == exemplar)
            {
                foreach (var post in texts.PostsOf(ordered[i].Text))
                {
                    members[count++] = new Member(post, -1, ordered[i].Similarity);
                }
            }
        }

        Array.Sort(members, (a, b) => texts.ComparePosts(a.Post, b.Post));
        _authors.Clear();
        var last = PostRecord.NoTime;
        foreach (var member in members)
        {
            _authors.Add(posts[member.Post].Author);
            last = Later(last, posts[member.Post].Time);
        }

        var cluster = new Cluster
        {
            Id = ordered[exemplar].Digest.ToId('c'),
            Posts = size,
            Texts = others + 1,
            Accounts = CountAccounts(),
            First = posts[members[0].Post].Time,
            Last = last,
            MinSimilarity = least,
            MeanSimilarity = others == 0 ? Similarity.One : new Similarity((int)(((sum * 2) + others) / (others * 2L))),
            ExemplarPost = ordered[exemplar].FirstPost,
        };
        return (cluster, ordered[exemplar].Digest, members);
    }

    private TextDigest Earliest()
    {
        var earliest = _ordered[0];
        foreach (var text in _ordered)
        {
            earliest = CompareByAge(text, earliest) < 0 ? text : earliest;
        }

        return earliest.Digest;
    }

    private Family Describe((Cluster Cluster, TextDigest Digest, Member[] Members)[] clusters, TextDigest earliest, Similarity lowest)
    {
        _authors.Clear();
        var (size, first, last) = (0, PostRecord.NoTime, PostRecord.NoTime);
        foreach (var (cluster, _, members) in clusters)
        {
            size += cluster.Posts;
            first = Math.Min(first, cluster.First);
            last = Later(last, cluster.Last);
            foreach (var member in members)
            {
                _authors.Add(posts[member.Post].Author);
            }
        }

        return new Family
        {
            Id = earliest.ToId('f'),
            Clusters = clusters.Length,
            Posts = size,
            Texts = _ordered.Count,
            Accounts = CountAccounts(),
            First = first,
            Last = last,
            LowestSimilarity = lowest,
        };
    }

    /// <summary>Distinct authors among those collected; a missing one (-1) counts for none.</summary>
    private int CountAccounts()
    {
        _authors.Sort();
        var (count, previous) = (0, -1);
        foreach (var author in _authors)
        {
            count += author != previous ? 1 : 0;
            previous = author;
        }

        return count;
    }

    /// <summary>The later of two times, of which either may be missing.</summary>
    private static long Later(long a, long b) =>
        a == PostRecord.NoTime ? b : b == PostRecord.NoTime ? a : Math.Max(a, b);
}
