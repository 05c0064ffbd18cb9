using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Copypasta.Archives.Tests;

/// <summary>A small input of a JSON format, invented for the tests.</summary>
/// <param name="Name">Format and variant.</param>
/// <param name="Content">The bytes of the file.</param>
/// <param name="Format">What it must be taken for.</param>
internal sealed record JsonFixture(string Name, byte[] Content, string Format)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.Default };

    public override string ToString() => Name;

    /// <summary>
    /// The same records in another dress: properties in reverse, properties that nobody knows, indented, escaped wherever JSON allows it, an array instead of lines or lines
    /// instead of an array, with a byte order mark, compressed.
    /// </summary>
    public static IEnumerable<JsonFixture> Variants(string name, string content, string format)
    {
        var isLines = content.TrimEnd('\n').Split('\n').All(line => line.StartsWith('{') && line.EndsWith('}'));
        JsonNode[] values = isLines ? [.. content.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)] : [JsonNode.Parse(content)!];
        yield return Of("", content);
        // A chat's id stands before its messages in every export, and is needed when they are read.
        if (format != "telegram-desktop")
        {
            yield return Of("reversed", Write(values.Select(Reverse), s_compact));
        }

        yield return Of("extra", Write(values.Select(AddExtra), s_compact));
        yield return Of("indented", Write(values, s_indented));
        if (isLines)
        {
            yield return Of("array", "[" + string.Join(",\n", values.Select(value => value.ToJsonString(s_compact))) + "]\n");
            yield return Of("indented-array", new JsonArray([.. values.Select(value => value.DeepClone())]).ToJsonString(s_indented));
            yield return Of("joined", string.Concat(values.Select(value => value.ToJsonString(s_compact))));
            yield return Of("crlf", Write(values, s_compact).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        yield return new JsonFixture($"{name}/bom", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(content)], format);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        yield return new JsonFixture($"{name}/gzip", compressed.ToArray(), format);

        JsonFixture Of(string variant, string text) => new(variant.Length == 0 ? name : $"{name}/{variant}", Encoding.UTF8.GetBytes(text), format);
    }

    private static string Write(IEnumerable<JsonNode> values, JsonSerializerOptions options) => string.Concat(values.Select(value => value.ToJsonString(options) + "\n"));

    private static JsonNode Reverse(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Reverse().Select(entry => KeyValuePair.Create(entry.Key, entry.Value is null ? null : Reverse(entry.Value)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Reverse(item))]),
        _ => node.DeepClone(),
    };

    private static JsonNode AddExtra(JsonNode node)
    {
        switch (node)
        {
            case JsonObject o:
                var extended = new JsonObject { ["zz \"new\""] = new JsonObject { ["a"] = new JsonArray(1.5e300, null, true, new JsonObject { ["text}]"] = "{[" }) } };
                foreach ((var key, var value) in o)
                {
                    extended[key] = value is null ? null : AddExtra(value);
                }

                return extended;
            case JsonArray a:
                return new JsonArray([.. a.Select(item => item is null ? null : AddExtra(item))]);
            default:
                return node.DeepClone();
        }
    }
}
