using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Copypasta.Campaigns;

namespace Copypasta.Reports.Tests;

/// <summary>The files, read by the element and attribute rules that gexf.net (1.2draft) and graphml.graphdrawing.org publish.</summary>
public sealed class NetworkFileTests : IAsyncLifetime
{
    private static readonly string[] s_planted = ["qu\u0001ill", "=ru<sh>&\"", "\u202Esedge\uFFFE", "tho\nrn", "umber"];
    private static readonly XNamespace s_gexf = "http://www.gexf.net/1.2draft";
    private static readonly XNamespace s_graphML = "http://graphml.graphdrawing.org/xmlns";

    private static readonly string[] s_types = ["boolean", "int", "long", "float", "double", "string"];

    private EvidenceSample _sample = null!;

    public async ValueTask InitializeAsync() => _sample = await EvidenceSample.OfAsync(Posts());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void GexfIsAsItsSchemaHasIt()
    {
        var network = Network();
        var root = Read(NetworkFile.WriteGexf, network).Root!;
        Assert.Equal(s_gexf + "gexf", root.Name);
        Assert.Equal("1.2", root.Attribute("version")!.Value);
        Assert.Equal([s_gexf + "meta", s_gexf + "graph"], root.Elements().Select(element => element.Name));
        Assert.Equal(["creator", "description"], root.Element(s_gexf + "meta")!.Elements().Select(element => element.Name.LocalName));
        var graph = root.Element(s_gexf + "graph")!;
        Assert.Equal(["attributes", "attributes", "nodes", "edges"], graph.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("undirected", graph.Attribute("defaultedgetype")!.Value);
        var types = graph.Elements(s_gexf + "attributes").ToDictionary(
            of => of.Attribute("class")!.Value, of => of.Elements().ToDictionary(attribute => attribute.Attribute("id")!.Value, attribute => attribute.Attribute("type")!.Value));
        CheckElements(
            graph.Element(s_gexf + "nodes")!.Elements(), "node", ["id", "label"], types["node"], element => element.Element(s_gexf + "attvalues")!.Elements(), "for", value => value.Attribute("value")!.Value);
        CheckElements(
            graph.Element(s_gexf + "edges")!.Elements(), "edge", ["id", "source", "target", "weight"], types["edge"], element => element.Element(s_gexf + "attvalues")!.Elements(), "for", value => value.Attribute("value")!.Value);
        CheckEnds(graph.Element(s_gexf + "nodes")!.Elements(), graph.Element(s_gexf + "edges")!.Elements(), network);
    }

    [Fact]
    public void GraphMLIsAsItsSchemaHasIt()
    {
        var network = Network();
        var root = Read(NetworkFile.WriteGraphML, network).Root!;
        Assert.Equal(s_graphML + "graphml", root.Name);
        var keys = root.Elements(s_graphML + "key").ToList();
        Assert.Equal(["desc", .. keys.Select(_ => "key"), "graph"], root.Elements().Select(element => element.Name.LocalName));
        Assert.All(keys, key => Assert.Equal(["id", "for", "attr.name", "attr.type"], key.Attributes().Select(attribute => attribute.Name.LocalName)));
        Assert.Equal(keys.Count, keys.Select(key => key.Attribute("id")!.Value).Distinct().Count());
        Assert.All(keys, key => Assert.Contains(key.Attribute("attr.type")!.Value, s_types));
        var graph = root.Element(s_graphML + "graph")!;
        Assert.Equal("undirected", graph.Attribute("edgedefault")!.Value);
        var types = keys.ToLookup(key => key.Attribute("for")!.Value).ToDictionary(of => of.Key, of => of.ToDictionary(key => key.Attribute("id")!.Value, key => key.Attribute("attr.type")!.Value));
        CheckElements(graph.Elements(s_graphML + "node"), "node", ["id"], types["node"], element => element.Elements(s_graphML + "data"), "key", value => value.Value);
        CheckElements(graph.Elements(s_graphML + "edge"), "edge", ["source", "target"], types["edge"], element => element.Elements(s_graphML + "data"), "key", value => value.Value);
        CheckEnds(graph.Elements(s_graphML + "node"), graph.Elements(s_graphML + "edge"), network);
    }

    [Fact]
    public void HostileNamesAreShownAndNothingElse()
    {
        foreach (var written in new[] { Written(NetworkFile.WriteGexf, Network()), Written(NetworkFile.WriteGraphML, Network()) })
        {
            Assert.DoesNotContain("\u202E", written, StringComparison.Ordinal);
            Assert.DoesNotContain("<sh>", written, StringComparison.Ordinal);
            Assert.Contains("qu[U+0001]ill", written, StringComparison.Ordinal);
            Assert.Contains("[U+202E]sedge[U+FFFE]", written, StringComparison.Ordinal);
            Assert.Contains("_x202E_sedge_xFFFE_", written, StringComparison.Ordinal);
        }

        var labels = Read(NetworkFile.WriteGexf, Network()).Descendants(s_gexf + "node").Select(node => node.Attribute("label")!.Value).ToHashSet();
        Assert.All(["=ru<sh>&\"", "tho\nrn"], name => Assert.Contains(name, labels));
    }

    [Fact]
    public void TheStrongestPairsStayAndWhatIsLeftOutIsSaid()
    {
        var all = _sample.Evidence.Pairs!.Pairs;
        Assert.True(all.Count > 4);
        var network = new AccountNetwork(_sample.Result, _sample.Evidence, 3);
        Assert.Equal((3, all.Count - 3), (network.Edges, network.EdgesLeftOut));
        Assert.Equal(all.Take(3).SelectMany(pair => new[] { pair.A, pair.B }).Distinct().Count(), network.Nodes);
        Assert.Equal(
            Rows(EvidenceTables.Pairs(_sample.Result, _sample.Evidence.Pairs!, TableFormat.JsonLines)).Take(3).Select(row => row[1..]),
            Rows(network.EdgeTable(TableFormat.JsonLines)).Select(row => row[row.IndexOf("\"a\":", StringComparison.Ordinal)..]));
        var said = string.Create(CultureInfo.InvariantCulture, $"The network has the first 3 of {all.Count} account pairs, those hard to explain by chance before others and then by p; {all.Count - 3} are left out.");
        Assert.StartsWith(said, network.LeftOut, StringComparison.Ordinal);
        Assert.Contains(said, Read(NetworkFile.WriteGexf, network).Descendants(s_gexf + "description").Single().Value, StringComparison.Ordinal);
        Assert.Contains(said, Read(NetworkFile.WriteGraphML, network).Descendants(s_graphML + "desc").Single().Value, StringComparison.Ordinal);
        Assert.Equal(3, Read(NetworkFile.WriteGexf, network).Descendants(s_gexf + "edge").Count());
        Assert.Null(Network().LeftOut);
        Assert.Contains($"All {all.Count} account pairs are here.", Network().Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetworkOfNoneIsAFileAllTheSame()
    {
        var none = new AccountNetwork(_sample.Result, _sample.Evidence with { Pairs = _sample.Evidence.Pairs! with { Pairs = [] } });
        Assert.Equal((0, 0, 0), (none.Nodes, none.Edges, none.EdgesLeftOut));
        Assert.Empty(Read(NetworkFile.WriteGexf, none).Descendants(s_gexf + "node"));
        Assert.Empty(Read(NetworkFile.WriteGraphML, none).Descendants(s_graphML + "node"));
    }

    [Fact]
    public void NothingWrittenPassesAVerdict() => Assert.All(
        WordingTests.Verdicts,
        word => Assert.DoesNotContain(word, Written(NetworkFile.WriteGexf, Network()) + Written(NetworkFile.WriteGraphML, Network()), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void EveryColumnHasAMeaning() =>
        Assert.All([.. Network().NodeTable(TableFormat.JsonLines).Columns, .. Network().EdgeTable(TableFormat.JsonLines).Columns], column => Assert.True(SchemaJson.Knows(column), column));

    private AccountNetwork Network() => new(_sample.Result, _sample.Evidence);

    private static string Written(Action<Stream, AccountNetwork, TimeZoneInfo?> write, AccountNetwork network) => Sample.Written(stream => write(stream, network, null));

    private static XDocument Read(Action<Stream, AccountNetwork, TimeZoneInfo?> write, AccountNetwork network) => XDocument.Parse(Written(write, network));

    private static string[] Rows(Table table) => Sample.Written(table.Write).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All are of one name and have these attributes, and of each declared value at most one, which is of its type.</summary>
    private static void CheckElements(
        IEnumerable<XElement> elements, string name, string[] attributes, Dictionary<string, string> types, Func<XElement, IEnumerable<XElement>> values, string key, Func<XElement, string> valueOf)
    {
        Assert.NotEmpty(elements);
        Assert.All(elements, element =>
        {
            Assert.Equal(name, element.Name.LocalName);
            Assert.Equal(attributes, element.Attributes().Select(attribute => attribute.Name.LocalName));
            var keys = values(element).Select(value => value.Attribute(key)!.Value).ToList();
            Assert.NotEmpty(keys);
            Assert.Equal(keys.Count, keys.Distinct().Count());
            Assert.All(values(element), value => Assert.True(IsOf(types[value.Attribute(key)!.Value], valueOf(value)), value.ToString()));
        });
    }

    private static bool IsOf(string type, string value) => type switch
    {
        "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "double" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
        "boolean" => value is "true" or "false",
        _ => type == "string",
    };

    /// <summary>Nodes have ids of their own that are name tokens, and every edge ends at two of them.</summary>
    private static void CheckEnds(IEnumerable<XElement> nodes, IEnumerable<XElement> edges, AccountNetwork network)
    {
        var ids = nodes.Select(node => System.Xml.XmlConvert.VerifyNMTOKEN(node.Attribute("id")!.Value)).ToHashSet();
        Assert.Equal(network.Nodes, ids.Count);
        Assert.Equal(network.Edges, edges.Count());
        var ends = edges.SelectMany(edge => new[] { edge.Attribute("source")!.Value, edge.Attribute("target")!.Value }).ToHashSet();
        Assert.True(ids.SetEquals(ends));
    }

    /// <summary>A hundred accounts that take up one of eighty sayings now and then, and five with hostile names that post the same within minutes, every other day.</summary>
    private static string Posts()
    {
        var csv = new StringBuilder("id,author,created_at,text\n");
        var start = new DateTime(2021, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        var random = new Random(3);
        var id = 0;
        void Add(DateTime time, string author, string text) => csv.Append(CultureInfo.InvariantCulture, $"{++id},\"{author.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{time:yyyy-MM-ddTHH:mm:ss}Z,\"{text}\"\n");
        for (var i = 0; i < 4_000; i++)
        {
            var saying = random.Next(80);
            Add(start.AddSeconds(random.Next(40 * 86_400)), $"account {random.Next(100)}", $"saying {saying}: the lantern of the {saying * 37} keeps the harvest of the {saying * 91} from the river");
        }

        for (var day = 0; day < 20; day++)
        {
            foreach (var author in s_planted)
            {
                Add(start.AddDays(day * 2).AddSeconds(random.Next(200)), author, $"one text {day} for the fair of the {day * 53} and the race of the {day * 71}, be there at noon sharp");
            }
        }

        return csv.ToString();
    }
}
