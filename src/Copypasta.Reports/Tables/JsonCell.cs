using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Copypasta.Reports;

/// <summary>A list within a cell, as JSON: it can be read back whatever its values hold.</summary>
internal static class JsonCell
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>[["value",count],...]; ill-formed UTF-8 becomes U+FFFD.</summary>
    public static byte[] Pairs(IEnumerable<(ReadOnlyMemory<byte> Value, long Count)> pairs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_options);
        json.WriteStartArray();
        foreach (var (value, count) in pairs)
        {
            json.WriteStartArray();
            json.WriteStringValue(System.Text.Encoding.UTF8.GetString(value.Span));
            json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
