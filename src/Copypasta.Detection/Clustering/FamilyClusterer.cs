namespace Copypasta.Detection;

/// <summary>
/// One family to its clusters. The texts are ordered by copies (most first), first time (missing last), digest; the first unassigned text becomes an exemplar and takes
/// every unassigned text whose exact similarity to it reaches the threshold, whether or not the two were ever candidates; and so on until none is left.
/// So no member is below the threshold to its exemplar, which connected components alone do not promise: they chain.
/// </summary>
internal sealed class FamilyClusterer(PostStore posts, FamilyTexts texts, Verifier verifier)
{
    private byte[] _scratch = [];

    private sealed record OrderedText(int Text, int Copies, int FirstPost, byte[] Digest)
    {
        public List<(OrderedText Text, Similarity Similarity)>? Members { get; set; }
    }

    /// <summary>A family with its clusters and members, before it is known where they stand in the tables.</summary>
    public sealed record Result(Family Family, List<(Cluster Cluster, List<Member> Members)> Clusters);

    /// <summary>Clusters one family.</summary>
    /// <param name="family">Its distinct texts.</param>
    public Result Cluster(ReadOnlySpan<int> family)
    {
        var ordered = new List<OrderedText>(family.Length);
        foreach (var text in family)
        {
            ordered.Add(new OrderedText(text, texts.Copies(text), texts.FirstPost(text), texts.Digest(text, ref _scratch)));
        }

        ordered.Sort((a, b) => a.Copies != b.Copies ? b.Copies.CompareTo(a.Copies) : CompareByAge(a, b));
        var lowest = LowestSimilarity(ordered);
        var clusters = Exemplars(ordered).Select(Describe).ToList();
        clusters.Sort((a, b) => string.CompareOrdinal(a.Cluster.Id, b.Cluster.Id));

        var earliest = ordered.Aggregate((a, b) => CompareByAge(a, b) <= 0 ? a : b);
        return new Result(
            new Family
            {
                Id = Id('f', earliest.Digest),
                Clusters = clusters.Count,
                Posts = clusters.Sum(c => c.Cluster.Posts),
                Texts = ordered.Count,
                Accounts = CountAccounts(clusters.SelectMany(c => c.Members)),
                First = clusters.Min(c => c.Cluster.First),
                Last = Latest(clusters.Select(c => c.Cluster.Last)),
                LowestSimilarity = lowest,
            },
            clusters);
    }

    private static string Id(char kind, byte[] digest) => kind + Convert.ToHexStringLower(digest.AsSpan(0, 12));

    private int CompareByAge(OrderedText a, OrderedText b)
    {
        var order = posts[a.FirstPost].Time.CompareTo(posts[b.FirstPost].Time);
        return order != 0 ? order : a.Digest.AsSpan().SequenceCompareTo(b.Digest);
    }

    private Similarity LowestSimilarity(List<OrderedText> ordered)
    {
        var lowest = Similarity.One;
        foreach (var text in ordered.Skip(1))
        {
            lowest = Similarity.Min(lowest, verifier.SimilarityOf(ordered[0].Text, text.Text));
        }

        return lowest;
    }

    private List<OrderedText> Exemplars(List<OrderedText> ordered)
    {
        var exemplars = new List<OrderedText>();
        var unassigned = ordered;
        while (unassigned.Count > 0)
        {
            var exemplar = unassigned[0];
            exemplar.Members = [(exemplar, Similarity.One)];
            exemplars.Add(exemplar);
            var rest = new List<OrderedText>();
            foreach (var text in unassigned.Skip(1))
            {
                if (verifier.TryMatch(exemplar.Text, text.Text, out var similarity))
                {
                    exemplar.Members.Add((text, similarity));
                }
                else
                {
                    rest.Add(text);
                }
            }

            unassigned = rest;
        }

        return exemplars;
    }

    private (Cluster Cluster, List<Member> Members) Describe(OrderedText exemplar)
    {
        var members = new List<Member>();
        var (sum, least) = (0L, Similarity.One);
        foreach (var (text, similarity) in exemplar.Members!)
        {
            foreach (var post in texts.PostsOf(text.Text))
            {
                members.Add(new Member(post, -1, similarity));
            }

            if (!ReferenceEquals(text, exemplar))
            {
                sum += similarity.Millionths;
                least = Similarity.Min(least, similarity);
            }
        }

        members.Sort((a, b) => texts.ComparePosts(a.Post, b.Post));
        var others = exemplar.Members.Count - 1;
        var cluster = new Cluster
        {
            Id = Id('c', exemplar.Digest),
            Family = -1,
            Posts = members.Count,
            Texts = exemplar.Members.Count,
            Accounts = CountAccounts(members),
            First = posts[members[0].Post].Time,
            Last = Latest(members.Select(m => posts[m.Post].Time)),
            MinSimilarity = least,
            MeanSimilarity = others == 0 ? Similarity.One : new Similarity((int)(((sum * 2) + others) / (others * 2L))),
            ExemplarPost = exemplar.FirstPost,
            MemberStart = -1,
        };
        return (cluster, members);
    }

    private int CountAccounts(IEnumerable<Member> members) =>
        members.Select(m => posts[m.Post].Author).Where(a => a >= 0).Distinct().Count();

    private static long Latest(IEnumerable<long> times) =>
        times.Where(t => t != Archives.PostRecord.NoTime).DefaultIfEmpty(Archives.PostRecord.NoTime).Max();
}
