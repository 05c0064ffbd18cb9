namespace Copypasta.Archives.Tests;

public sealed class InputsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inputs").FullName;

    public InputsTests()
    {
        foreach (var file in (string[])["b.csv", "a.csv.gz", "B.tsv", "note.pdf", ".hidden.csv", "sub/c.ndjson.lz4", "sub/deep/d.txt", ".git/e.csv", "notes.md.gz"])
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Contains("ndjson", StringComparison.Ordinal) ? "{\"text\":\"a\"}\n" : "text\na\n");
        }

        Directory.CreateDirectory(Path.Combine(_folder, "none"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void FolderGivesItsArchivesInOrder()
        => Assert.Equal(["B.tsv", "a.csv.gz", "b.csv", "sub/c.ndjson.lz4", "sub/deep/d.txt"], Resolve(""));

    [Fact]
    public void GlobsMatch()
    {
        Assert.Equal(["B.tsv", "b.csv"], Resolve("?.?sv"));
        Assert.Equal(["a.csv.gz", "b.csv"], Resolve("*.csv*"));
        Assert.Equal(["sub/c.ndjson.lz4"], Resolve("s*/*.lz4"));
        Assert.Equal(["sub/deep/d.txt"], Resolve("**/*.txt"));
        Assert.Equal(["note.pdf"], Resolve("*.pdf"));
    }

    [Fact]
    public void OrderOfArgumentsIsKept()
        => Assert.Equal(["-", "b.csv", "a.csv.gz"], Inputs.Resolve(["-", Path.Combine(_folder, "b.csv"), Path.Combine(_folder, "a.*")]).Select(input => Path.GetFileName(input.Path)));

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Contains("no such file", Error("x.csv"), StringComparison.Ordinal);
        Assert.Contains("no archives", Error("none"), StringComparison.Ordinal);
        Assert.Contains("no file matches", Error("*.xyz"), StringComparison.Ordinal);
        Assert.Contains("given twice", Error("", "b.csv"), StringComparison.Ordinal);
        Assert.Throws<ArchiveException>(() => Inputs.Resolve([]));
    }

    [Fact]
    public void FilesAreReadInOrder()
    {
        var reader = new PostReader(Inputs.Resolve([_folder]), new ReaderOptions(), _ => { });
        var sources = new List<int>();
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            sources.Add(batch.Source);
            batch.Return();
        }

        Assert.Equal([0, 1, 2, 3, 4], sources);
        Assert.Equal(5, reader.Summaries.Count);
    }

    private string[] Resolve(string argument)
        => [.. Inputs.Resolve([Path.Combine(_folder, argument)]).Select(input => Path.GetRelativePath(_folder, input.Path))];

    private string Error(params string[] arguments)
        => Assert.Throws<ArchiveException>(() => Inputs.Resolve(arguments.Select(argument => Path.Combine(_folder, argument)))).Message;
}
