using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>A graph as networkx of Debian reads it, which shares no code with what wrote it.</summary>
internal sealed class NetworkX
{
    private const string Program = "/usr/bin/python3";

    private const string Script =
        """
        import json, sys, networkx
        path = sys.argv[1]
        graph = networkx.read_gexf(path) if path.endswith(".gexf") else networkx.read_graphml(path)
        print(json.dumps({
            "directed": graph.is_directed() or graph.is_multigraph(),
            "nodes": [{"Id": node, **values} for node, values in graph.nodes(data=True)],
            "edges": [{"ends": sorted([a, b]), **values} for a, b, values in graph.edges(data=True)],
        }))
        """;

    private static readonly bool s_isInstalled = File.Exists(Program) && Run("-c", "import networkx").ExitCode == 0;

    private NetworkX(JsonNode graph)
    {
        Assert.False((bool)graph["directed"]!);
        Nodes = graph["nodes"]!.AsArray().ToDictionary(node => (string)node!["Id"]!, node => node!.AsObject());
        Edges = graph["edges"]!.AsArray().ToDictionary(edge => ((string)edge!["ends"]![0]!, (string)edge["ends"]![1]!), edge => edge!.AsObject());
    }

    /// <summary>By id, with all attributes.</summary>
    public Dictionary<string, JsonObject> Nodes { get; }

    /// <summary>By their two ids, the ordinally smaller first.</summary>
    public Dictionary<(string A, string B), JsonObject> Edges { get; }

    /// <summary>Reads a file; skips the test where the machine has no networkx.</summary>
    public static NetworkX Read(string path)
    {
        Assert.SkipUnless(s_isInstalled, "Debian's python3-networkx is not installed");
        var (exitCode, output, error) = Run("-c", Script, path);
        Assert.True(exitCode == 0, error);
        return new NetworkX(JsonNode.Parse(output)!);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
