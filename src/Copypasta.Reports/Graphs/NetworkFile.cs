using System.Globalization;
using System.Text;
using System.Xml;

namespace Copypasta.Reports;

/// <summary>Writes a network of accounts for programs that draw and measure graphs. XML 1.0 in UTF-8, indented, LF line ends; row by row, so that no graph has to fit into memory a second time.</summary>
public static class NetworkFile
{
    private const string Gexf = "http://www.gexf.net/1.2draft";
    private const string GraphML = "http://graphml.graphdrawing.org/xmlns";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    // Columns that the formats have a place of their own for: Id and Label; Source, Target and Weight.
    private const int NodeHead = 2;
    private const int EdgeHead = 3;

    // Entitize: in an attribute a reader would turn line ends and tabs into spaces.
    private static readonly XmlWriterSettings s_settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, CloseOutput = false };

    /// <summary>Writes GEXF 1.2draft (gexf.net), the latest that every networkx reads: 2.8 knows no 1.3. The stream is left open.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="network">The network.</param>
    /// <param name="zone">Zone of times; null for UTC.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void WriteGexf(Stream output, AccountNetwork network, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (nodes, edges) = Tables(network, zone);
        using var xml = XmlWriter.Create(output, s_settings);
        xml.WriteStartElement("gexf", Gexf);
        xml.WriteAttributeString("version", "1.2");
        xml.WriteAttributeString("xmlns", "xsi", null, SchemaInstance);
        xml.WriteAttributeString("schemaLocation", SchemaInstance, $"{Gexf} {Gexf}/gexf.xsd");
        xml.WriteStartElement("meta");
        xml.WriteElementString("creator", "copypasta");
        xml.WriteElementString("description", network.Description);
        xml.WriteEndElement();
        xml.WriteStartElement("graph");
        xml.WriteAttributeString("defaultedgetype", "undirected");
        xml.WriteAttributeString("mode", "static");
        Declare("node", nodes, NodeHead);
        Declare("edge", edges, EdgeHead);
        xml.WriteStartElement("nodes");
        foreach (var node in nodes.Rows())
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", node[0]);
            xml.WriteAttributeString("label", node[1]);
            Values(nodes, node, NodeHead);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("edges");
        foreach (var (number, edge) in edges.Rows().Index())
        {
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("id", number.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("source", edge[0]);
            xml.WriteAttributeString("target", edge[1]);
            xml.WriteAttributeString("weight", edge[2]);
            Values(edges, edge, EdgeHead);
            xml.WriteEndElement();
        }

        xml.WriteEndDocument();

        void Declare(string of, Table table, int head)
        {
            xml.WriteStartElement("attributes");
            xml.WriteAttributeString("class", of);
            xml.WriteAttributeString("mode", "static");
            foreach (var column in table.Columns.Skip(head))
            {
                xml.WriteStartElement("attribute");
                xml.WriteAttributeString("id", column);
                xml.WriteAttributeString("title", column);
                xml.WriteAttributeString("type", TypeOf(column));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        void Values(Table table, IReadOnlyList<string?> row, int head)
        {
            xml.WriteStartElement("attvalues");
            for (var column = head; column < row.Count; column++)
            {
                if (row[column] is { } value)
                {
                    xml.WriteStartElement("attvalue");
                    xml.WriteAttributeString("for", table.Columns[column]);
                    xml.WriteAttributeString("value", value);
                    xml.WriteEndElement();
                }
            }

            xml.WriteEndElement();
        }
    }

    /// <summary>Writes GraphML 1.0 (graphml.graphdrawing.org). The stream is left open.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="network">The network.</param>
    /// <param name="zone">Zone of times; null for UTC.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void WriteGraphML(Stream output, AccountNetwork network, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (nodes, edges) = Tables(network, zone);
        using var xml = XmlWriter.Create(output, s_settings);
        xml.WriteStartElement("graphml", GraphML);
        xml.WriteAttributeString("xmlns", "xsi", null, SchemaInstance);
        xml.WriteAttributeString("schemaLocation", SchemaInstance, $"{GraphML} {GraphML}/1.0/graphml.xsd");
        xml.WriteElementString("desc", network.Description);
        Declare("node", "label", "string");
        foreach (var column in nodes.Columns.Skip(NodeHead))
        {
            Declare("node", column, TypeOf(column));
        }

        Declare("edge", "weight", "double");
        foreach (var column in edges.Columns.Skip(EdgeHead))
        {
            Declare("edge", column, TypeOf(column));
        }

        xml.WriteStartElement("graph");
        xml.WriteAttributeString("id", "network");
        xml.WriteAttributeString("edgedefault", "undirected");
        foreach (var node in nodes.Rows())
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", node[0]);
            Datum("node", "label", node[1]);
            Data("node", nodes, node, NodeHead);
            xml.WriteEndElement();
        }

        foreach (var edge in edges.Rows())
        {
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("source", edge[0]);
            xml.WriteAttributeString("target", edge[1]);
            Datum("edge", "weight", edge[2]);
            Data("edge", edges, edge, EdgeHead);
            xml.WriteEndElement();
        }

        xml.WriteEndDocument();

        // The ids of keys are of one kind for nodes and edges.
        void Declare(string of, string name, string type)
        {
            xml.WriteStartElement("key");
            xml.WriteAttributeString("id", $"{of}.{name}");
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }

        void Data(string of, Table table, IReadOnlyList<string?> row, int head)
        {
            for (var column = head; column < row.Count; column++)
            {
                Datum(of, table.Columns[column], row[column]);
            }
        }

        void Datum(string of, string name, string? value)
        {
            if (value is not null)
            {
                xml.WriteStartElement("data");
                xml.WriteAttributeString("key", $"{of}.{name}");
                xml.WriteString(value);
                xml.WriteEndElement();
            }
        }
    }

    private static (Table Nodes, Table Edges) Tables(AccountNetwork network, TimeZoneInfo? zone)
    {
        var format = TableFormat.Csv(CsvMode.Raw) with { Zone = zone };
        return (network.NodeTable(format), network.EdgeTable(format));
    }

    /// <summary>What the formats call a column's type, each the same: they have neither decimals nor, where programs agree on them, times.</summary>
    private static string TypeOf(string column) => SchemaJson.TypeOf(column) switch
    {
        "integer" => "long",
        "decimal" or "double" => "double",
        "boolean" => "boolean",
        _ => "string",
    };
}
