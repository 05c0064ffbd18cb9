using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>A run folder as a reader of files sees it.</summary>
public sealed record Run(string Folder, string Error)
{
    public JsonNode Json => JsonNode.Parse(File.ReadAllText(this["run.json"]))!;

    public string this[string name] => Path.Combine(Folder, name);

    public List<Dictionary<string, string>> Table(string name) => Csv.Read(File.ReadAllText(this[name]));

    public long Count(string name) => (long)Json["counts"]![name]!;

    public long SetAside(string reason) => (long)Json["counts"]!["set_aside"]![reason]!;

    /// <summary>read = kept + rejected + set aside, and rejects.jsonl has a located line for every reject.</summary>
    public Run CountsAddUp()
    {
        var setAside = Json["counts"]!["set_aside"]!.AsObject().Sum(reason => (long)reason.Value!);
        Assert.Equal(Count("read"), Count("kept") + Count("rejected") + setAside);
        Assert.Equal(Count("rejected"), Rejects.Count);
        Assert.All(Rejects, reject => Assert.True((long)reject["row"]! > 0 && (long)reject["line"]! > 0 && (long)reject["offset"]! >= 0 && (string)reject["reason"]! != ""));
        return this;
    }

    public List<JsonNode> Rejects => [.. File.ReadLines(this["rejects.jsonl"]).Select(line => JsonNode.Parse(line)!)];
}
