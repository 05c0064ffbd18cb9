using System.Text;
using Copypasta.Archives;

namespace Copypasta.EndToEnd;

/// <summary>The same posts give the same clusters, families and posts, byte for byte, whatever kind of archive they come in.</summary>
public sealed class SamePostsTests(SamePostsTests.References references) : IClassFixture<SamePostsTests.References>
{
    public static TheoryData<string> Names => [.. Archive.All.Select(archive => archive.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheResultIsThatOfThePlainTable(string name)
    {
        var archive = Archive.All.Single(archive => archive.Name == name);
        var expected = references.Of(archive.Lacking, archive.Identities);
        var actual = references.Detect(archive.Content, archive.Options, archive.Member);
        Assert.Equal(archive.Format, actual.Format);
        Assert.Equal(expected.Counts, actual.Counts);
        Assert.Equal(expected.Posts, actual.Posts);
        Assert.Equal(expected.Clusters, actual.Clusters);
        Assert.Equal(expected.Families, actual.Families);
    }

    /// <summary>What the table has in it: without this, equal results could be equally empty.</summary>
    [Fact]
    public void ThePlainTableHasWhatWasPlanted()
    {
        var run = references.Of(Lacking.Nothing, Identities.Numbers);
        Assert.Equal("kept 29, reposts 3, duplicate_ids 1", run.Counts);
        Assert.Equal(11, Csv.Read(run.Clusters).Count);
        Assert.Equal(26, Csv.Read(run.Posts).Count);
    }

    /// <summary>Our own tables are an archive too, of the posts that were kept.</summary>
    [Fact]
    public void OurOwnTableIsReadAgain()
    {
        var expected = references.Detect(TableArchives.Reference(Lacking.Nothing, Identities.Numbers), ["--all-posts"], "");
        var actual = references.Detect(Encoding.UTF8.GetBytes(expected.Posts), ["--all-posts"], "");
        Assert.Equal("copypasta-posts", actual.Format);
        Assert.Equal(Cells(expected.Posts, "row"), Cells(actual.Posts, "row"));
        Assert.Equal(Cells(expected.Clusters, "exemplar_row"), Cells(actual.Clusters, "exemplar_row"));
        Assert.Equal(expected.Families, actual.Families);
    }

    /// <summary>No format is left out.</summary>
    [Fact]
    public void EveryFormatIsThere() => Assert.Equal(ArchiveFormats.Names.Where(name => name != "copypasta-posts"), Archive.All.Select(archive => archive.Format).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Cells(string table, string without)
        => Csv.Read(table).Select(row => string.Join('|', row.Where(cell => cell.Key != without).Select(cell => cell.Value)));

    public sealed record Result(string Format, string Counts, string Posts, string Clusters, string Families);

    /// <summary>Runs over archives, and what the plain table gives, once for each thing that archives lack and each platform's names.</summary>
    public sealed class References : IDisposable
    {
        private readonly Workspace _work = new();
        private readonly Dictionary<(Lacking, Identities), Result> _known = [];

        internal Result Of(Lacking lacking, Identities identities)
        {
            if (!_known.TryGetValue((lacking, identities), out var result))
            {
                _known[(lacking, identities)] = result = Detect(TableArchives.Reference(lacking, identities), [], "");
            }

            return result;
        }

        /// <summary>Every archive lies at the same place, so that even the paths in the tables are the same.</summary>
        internal Result Detect(byte[] content, string[] options, string member)
        {
            var path = _work.Write("posts.dat", content);
            var run = _work.Detect("run", [path, "--quiet", "--force", "--outputs", "csv", "--threads", "1", .. options]).CountsAddUp();
            var setAside = run.Json["counts"]!["set_aside"]!.AsObject().Where(reason => (long)reason.Value! > 0).Select(reason => $", {reason.Key} {reason.Value}");
            Assert.Empty(run.Rejects);
            return new Result(
                (string)Assert.Single(run.Json["inputs"]!.AsArray())!["format"]!, $"kept {run.Count("kept")}{string.Concat(setAside)}", Read("posts.csv"), Read("clusters.csv"), Read("families.csv"));

            string Read(string name)
            {
                var table = Encoding.UTF8.GetString(File.ReadAllBytes(run[name]));
                return member.Length == 0 ? table : table.Replace(path + member, path, StringComparison.Ordinal);
            }
        }

        public void Dispose() => _work.Dispose();
    }
}
