using System.Text.Json;

namespace Copypasta.Reports;

/// <summary>What <c>run.json</c> of a complete run says, as far as it is published: nothing of the machine, and of paths the file names alone, as folders are named after people.</summary>
public sealed class RecordedRun
{
    private readonly JsonElement _json;

    private RecordedRun(JsonElement json, string sha256) => (_json, Sha256) = (json, sha256);

    /// <summary>The SHA-256 of <c>run.json</c> itself.</summary>
    public string Sha256 { get; }

    /// <summary>The version of the program that wrote it.</summary>
    public string Version => Text(_json, "version");

    /// <summary>When the run was finished, in ISO 8601; empty where it does not say.</summary>
    public string Finished => _json.TryGetProperty("environment", out var environment) ? Text(environment, "finished") : "";

    /// <summary>The profile that made texts comparable.</summary>
    public string Profile => Text(_json, "profile");

    /// <summary>Every parameter.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters => Values("parameters");

    /// <summary>How near-identical texts were looked for.</summary>
    public IReadOnlyList<(string Name, string Value)> Plan => Values("plan");

    /// <summary>The versioned ids of the algorithms.</summary>
    public IReadOnlyList<(string Name, string Value)> Algorithms => Values("algorithms");

    /// <summary>What became of the records.</summary>
    public IReadOnlyList<(string Name, string Value)> Counts => Values("counts");

    /// <summary>Why records were set aside, and how many.</summary>
    public IReadOnlyList<(string Name, string Value)> SetAside => Values(_json.GetProperty("counts").GetProperty("set_aside"));

    /// <summary>Whether account pairs were looked for.</summary>
    public bool HasAccountPairs => _json.TryGetProperty("account_pairs", out _);

    /// <summary>Whether it was written to be passed on, without what its posts and inputs are.</summary>
    public bool IsShared => _json.TryGetProperty("sharing", out _);

    /// <summary>The inputs, in order.</summary>
    public IReadOnlyList<RecordedInput> Inputs { get; private init; } = [];

    /// <summary>Files that were in a folder given as input and were not read, and why.</summary>
    public IReadOnlyList<(string Name, string Value)> Skipped =>
        _json.TryGetProperty("skipped", out var skipped) ? [.. skipped.EnumerateArray().Select(file => (RecordedInput.NameOf(Text(file, "path")), Text(file, "reason")))] : [];

    /// <summary>Reads the <c>run.json</c> of a folder.</summary>
    /// <exception cref="RunFolderException">There is none, or it is not one.</exception>
    public static RecordedRun Read(string folder)
    {
        var path = Path.Combine(folder, RunFolder.LastFile);
        if (!File.Exists(path))
        {
            throw new RunFolderException($"{folder}: {(Directory.Exists(folder) ? $"no {RunFolder.LastFile} in it: not a complete run" : "no such folder")}; name the folder of a run");
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            using var document = JsonDocument.Parse(bytes);
            var json = document.RootElement.Clone();
            var containers = json.TryGetProperty("containers", out var listed) ? listed.EnumerateArray().Select(item => (Path: Text(item, "path"), Sha256: Text(item, "sha256"))).ToArray() : [];
            var inputs = json.GetProperty("inputs").EnumerateArray().Select((input, number) =>
            {
                var inputPath = Text(input, "path");

                // Of containers within one another the outermost is the file.
                var file = containers.Where(container => inputPath.StartsWith(container.Path + "/", StringComparison.Ordinal)).OrderBy(container => container.Path.Length).FirstOrDefault();
                return new RecordedInput
                {
                    Number = number + 1,
                    Path = inputPath,
                    File = file.Path ?? inputPath,
                    FileSha256 = file.Sha256 ?? Text(input, "sha256"),
                    Bytes = input.TryGetProperty("bytes", out var stored) ? stored.GetInt64() : 0,
                    Sha256 = Text(input, "sha256"),
                    Compression = Text(input, "compression"),
                    Encoding = Text(input, "encoding"),
                    Format = Text(input, "format"),
                    Platform = Text(input, "platform"),
                    Records = input.GetProperty("records").GetInt64(),
                    IsBackground = input.TryGetProperty("background", out var background) && background.ValueKind == JsonValueKind.True,
                    Mapping = input.TryGetProperty("mapping", out var mapping) ? Values(mapping) : [],
                };
            }).ToArray();
            _ = json.GetProperty("counts").GetProperty("set_aside");
            return new RecordedRun(json, DigestList.Digest(bytes)) { Inputs = inputs };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RunFolderException($"{path}: not as a run writes it; the run has to be made again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{path}: cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Makes sure of a file of the run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="name">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RunFolderException">It is not as the run has written it.</exception>
    public void Check(string folder, string name, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, name);
        var written = _json.TryGetProperty("files", out var files) ? Text(files, name) : "";
        if (written.Length == 0)
        {
            throw new RunFolderException($"{path}: its digest is not in {RunFolder.LastFile}, so that whether the run has written it is not known; make the run again");
        }

        try
        {
            var found = DigestList.DigestOf(path, cancellation);
            if (found != written)
            {
                throw new RunFolderException($"{path}: changed since the run has written it (SHA-256 {found}, in {RunFolder.LastFile} {written}); make the run again");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{path}: cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>A parameter as it stands; null where it is missing or null.</summary>
    public JsonElement? Parameter(string name) =>
        _json.GetProperty("parameters").TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>One of some values by its name; empty where it is not there.</summary>
    public static string Of(IReadOnlyList<(string Name, string Value)> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.FirstOrDefault(value => value.Name == name).Value ?? "";
    }

    private (string Name, string Value)[] Values(string part) => _json.TryGetProperty(part, out var values) ? Values(values) : [];

    private static (string Name, string Value)[] Values(JsonElement values) =>
        [.. values.EnumerateObject().Where(value => value.Value.ValueKind != JsonValueKind.Object).Select(value => (value.Name, Words(value.Name, value.Value)))];

    private static string Words(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "none",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(item => Words(name, item))),
        JsonValueKind.String => name == "background" ? RecordedInput.NameOf(value.GetString()!) : value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

/// <summary>An input as <c>run.json</c> has it.</summary>
public sealed record RecordedInput
{
    /// <summary>Its number in the run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its path as given; of a container's member within the container.</summary>
    public required string Path { get; init; }

    /// <summary>The path of the file: of a container's member that of the container.</summary>
    public required string File { get; init; }

    /// <summary>That file's SHA-256; empty where it is not told.</summary>
    public required string FileSha256 { get; init; }

    /// <summary>Bytes as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>The SHA-256 of those bytes; empty where neither they nor their number are told.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The layers around it; "none" where it is plain.</summary>
    public required string Compression { get; init; }

    /// <summary>"utf-8", or another encoding that it was decoded from.</summary>
    public required string Encoding { get; init; }

    /// <summary>What it was taken for.</summary>
    public required string Format { get; init; }

    /// <summary>Where its posts live.</summary>
    public required string Platform { get; init; }

    /// <summary>Records read.</summary>
    public required long Records { get; init; }

    /// <summary>Whether it was given as background.</summary>
    public required bool IsBackground { get; init; }

    /// <summary>Field and the column it was read from.</summary>
    public required IReadOnlyList<(string Name, string Value)> Mapping { get; init; }

    /// <summary>Whether it is a member of a container.</summary>
    public bool IsMember => File != Path;

    /// <summary>Its file's name without folders; of a container's member with the path within.</summary>
    public string Name => NameOf(File) + Path[File.Length..];

    internal static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
