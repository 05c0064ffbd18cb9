namespace Copypasta.EndToEnd;

/// <summary>What the tables promise, derived again from the posts by the definitions alone.</summary>
public sealed class ClusterLawTests : IClassFixture<ClusterLawTests.Corpus>
{
    private readonly Corpus _corpus;

    public ClusterLawTests(Corpus corpus) => _corpus = corpus;

    public sealed class Corpus : IDisposable
    {
        private readonly Workspace _work = new();

        public Run Run { get; }

        public Dictionary<int, string> Texts { get; }

        /// <summary>posts.csv, with the posts of no family.</summary>
        public List<Dictionary<string, string>> All { get; }

        public List<Dictionary<string, string>> Posts { get; }

        public List<Dictionary<string, string>> Clusters { get; }

        public List<Dictionary<string, string>> Families { get; }

        public List<Dictionary<string, string>> Pairs { get; }

        public Corpus()
        {
            var input = _work.Synthesise(2000, 11);
            Run = _work.Detect("run", input, "--pairs", "--all-posts", "--reposts", "include", "--csv", "raw");
            Texts = ComparableText.Read(input);
            (All, Clusters, Families, Pairs) = (Run.Table("posts.csv"), Run.Table("clusters.csv"), Run.Table("families.csv"), Run.Table("pairs.csv"));
            Posts = [.. All.Where(post => post["cluster"] != "")];
        }

        public string TextOf(Dictionary<string, string> post) => Texts[Number(post["row"])];

        /// <summary>The distinct texts of some posts: most copies first, then earliest, then by digest.</summary>
        public List<string> Order(IEnumerable<Dictionary<string, string>> posts) =>
        [
            .. posts.GroupBy(TextOf).OrderByDescending(text => text.Count()).ThenBy(text => text.Select(p => p["time"]).Min(StringComparer.Ordinal), StringComparer.Ordinal)
                .ThenBy(text => ComparableText.Digest(text.Key), StringComparer.Ordinal).Select(text => text.Key),
        ];

        public void Dispose() => _work.Dispose();
    }

    private static int Number(string cell) => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void EveryMemberReachesTheThresholdAndItsSimilarityIsExact()
    {
        var exemplars = _corpus.Clusters.ToDictionary(c => c["cluster"], c => _corpus.Texts[Number(c["exemplar_row"])]);
        foreach (var post in _corpus.Posts)
        {
            var similarity = ComparableText.Similarity(_corpus.TextOf(post), exemplars[post["cluster"]]);
            Assert.True(similarity.Shared * 10 >= similarity.Union * 7);
            Assert.Equal(ComparableText.SixDecimals(ComparableText.Millionths(similarity)), post["similarity"]);
        }
    }

    [Fact]
    public void ClustersAreThoseOfTheDefinition()
    {
        foreach (var family in _corpus.Posts.GroupBy(p => p["family"]))
        {
            var expected = new Dictionary<string, string>();
            var unassigned = _corpus.Order(family);
            while (unassigned.Count > 0)
            {
                var exemplar = unassigned[0];
                var members = unassigned.Where(text => ComparableText.Similarity(exemplar, text) is var (shared, union) && shared * 10 >= union * 7).ToList();
                members.ForEach(text => expected.Add(text, "c" + ComparableText.Digest(exemplar)[..24]));
                unassigned = [.. unassigned.Except(members)];
            }

            Assert.All(family, post => Assert.Equal(expected[_corpus.TextOf(post)], post["cluster"]));
            var earliest = family.GroupBy(_corpus.TextOf).OrderBy(text => text.Select(p => p["time"]).Min(StringComparer.Ordinal), StringComparer.Ordinal)
                .ThenBy(text => ComparableText.Digest(text.Key), StringComparer.Ordinal).First().Key;
            Assert.Equal("f" + ComparableText.Digest(earliest)[..24], family.Key);
        }
    }

    [Fact]
    public void ClusterRowsAgreeWithTheirPosts()
    {
        var posts = _corpus.Posts.ToLookup(p => p["cluster"]);
        Assert.Equal(posts.Count, _corpus.Clusters.Count);
        foreach (var cluster in _corpus.Clusters)
        {
            var members = posts[cluster["cluster"]].ToList();
            AssertCounts(members, cluster);
            Assert.All(members, m => Assert.Equal(cluster["family"], m["family"]));
            var exemplar = members.Single(m => m["row"] == cluster["exemplar_row"] && m["source"] == cluster["exemplar_source"]);
            Assert.Equal(exemplar["text"], cluster["exemplar"]);
            var others = members.DistinctBy(_corpus.TextOf).Where(m => _corpus.TextOf(m) != _corpus.TextOf(exemplar))
                .Select(m => ComparableText.Millionths(ComparableText.Similarity(_corpus.TextOf(m), _corpus.TextOf(exemplar)))).ToList();
            Assert.Equal(ComparableText.SixDecimals(others.DefaultIfEmpty(1_000_000).Min()), cluster["min_similarity"]);
            var mean = others.Count == 0 ? 1_000_000 : ((others.Sum() * 2) + others.Count) / (others.Count * 2);
            Assert.Equal(ComparableText.SixDecimals(mean), cluster["mean_similarity"]);
        }
    }

    [Fact]
    public void FamilyRowsAgreeWithTheirPosts()
    {
        var posts = _corpus.Posts.ToLookup(p => p["family"]);
        Assert.Equal(posts.Count, _corpus.Families.Count);
        foreach (var family in _corpus.Families)
        {
            var members = posts[family["family"]].ToList();
            AssertCounts(members, family);
            Assert.Equal($"{members.Select(m => m["cluster"]).Distinct().Count()}", family["clusters"]);
            var texts = _corpus.Order(members);
            var lowest = texts.Min(text => ComparableText.Millionths(ComparableText.Similarity(texts[0], text)));
            Assert.Equal(ComparableText.SixDecimals(lowest), family["lowest_similarity"]);
        }
    }

    [Fact]
    public void FamiliesAreTheComponentsOfThePairs()
    {
        var parent = _corpus.Texts.Values.Distinct().ToDictionary(text => text);
        string Find(string text)
        {
            while (parent[text] != text)
            {
                text = parent[text];
            }

            return text;
        }

        foreach (var pair in _corpus.Pairs)
        {
            parent[Find(_corpus.Texts[Number(pair["a_row"])])] = Find(_corpus.Texts[Number(pair["b_row"])]);
        }

        var components = _corpus.All.GroupBy(post => Find(_corpus.TextOf(post))).ToList();
        foreach (var component in components)
        {
            var family = Assert.Single(component.Select(post => post["family"]).Distinct());
            Assert.Equal(component.Count() == 1, family == "");
        }

        Assert.Equal(_corpus.Families.Count, components.Count(c => c.Count() > 1));
    }

    [Fact]
    public void EveryPostStandsInOneRow()
    {
        Assert.Equal(2000, _corpus.Run.Count("kept"));
        Assert.Equal(2000, _corpus.All.Select(p => p["row"]).Distinct().Count());
        Assert.Equal(2000, _corpus.All.Count);
    }

    [Fact]
    public void RowsAreSorted()
    {
        AssertSorted(_corpus.Posts, ("family", false), ("cluster", false), ("time", false), ("id", false), ("source", false), ("row", true));
        AssertSorted(_corpus.Clusters, ("-posts", true), ("cluster", false));
        AssertSorted(_corpus.Families, ("-posts", true), ("family", false));
        AssertSorted(_corpus.Pairs, ("a_source", false), ("a_row", true), ("b_source", false), ("b_row", true));
    }

    private void AssertCounts(List<Dictionary<string, string>> posts, Dictionary<string, string> row)
    {
        Assert.Equal($"{posts.Count}", row["posts"]);
        Assert.Equal($"{posts.Select(_corpus.TextOf).Distinct().Count()}", row["texts"]);
        Assert.Equal($"{posts.Select(p => p["author"]).Distinct().Count()}", row["accounts"]);
        Assert.Equal(posts.Select(p => p["time"]).Min(StringComparer.Ordinal), row["first"]);
        Assert.Equal(posts.Select(p => p["time"]).Max(StringComparer.Ordinal), row["last"]);
    }

    private static void AssertSorted(List<Dictionary<string, string>> rows, params (string Column, bool Numeric)[] keys)
    {
        int Compare(Dictionary<string, string> a, Dictionary<string, string> b)
        {
            foreach (var (column, numeric) in keys)
            {
                var name = column.TrimStart('-');
                var order = numeric ? Number(a[name]).CompareTo(Number(b[name])) : string.CompareOrdinal(a[name], b[name]);
                if (order != 0)
                {
                    return name == column ? order : -order;
                }
            }

            return 0;
        }

        Assert.NotEmpty(rows);
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(Compare(pair.First, pair.Second) < 0));
    }
}
