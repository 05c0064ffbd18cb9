using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>A folder of a test's own, gone with the test.</summary>
public sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

    /// <summary>The path of a file or folder in it.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>Writes a labelled corpus and returns its path.</summary>
    public string Synthesise(int posts, int seed)
    {
        var path = this[$"synth-{posts}-{seed}.csv"];
        CopypastaProcess.Run("synth", "-o", path, "--posts", $"{posts}", "--seed", $"{seed}").Succeeded();
        return path;
    }

    /// <summary>Runs detect with an output folder of that name; the run must succeed.</summary>
    public Run Detect(string name, params string[] arguments) => DetectIn([], name, arguments);

    public Run DetectIn((string Name, string Value)[] environment, string name, params string[] arguments)
    {
        var result = CopypastaProcess.Run(["detect", "-o", this[name], .. arguments], null, environment).Succeeded();
        Assert.Empty(result.Bytes);
        return new Run(this[name], result.Error);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
