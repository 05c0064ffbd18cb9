using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Copypasta.Archives;

namespace Copypasta.Reports;

/// <summary>
/// Writes the page's data: script elements of compact JSON in which &lt;, &gt;, &amp;, quotes, U+2028 and U+2029 are escaped, so that no text can end the element it stands in. Nothing is held back but
/// what <see cref="Flush"/> has not yet been asked to give away.
/// </summary>
internal sealed class ReportWriter(Stream output) : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private long _earlier;

    /// <summary>The current element's JSON.</summary>
    public Utf8JsonWriter Json { get; } = new(output, s_options);

    /// <summary>Texts that were cut.</summary>
    public long CutTexts { get; private set; }

    /// <summary>Bytes of JSON in all elements so far.</summary>
    public long Bytes => _earlier + ElementBytes;

    /// <summary>Bytes of JSON in this element so far.</summary>
    public long ElementBytes => Json.BytesCommitted + Json.BytesPending;

    /// <summary>Begins a script element.</summary>
    /// <param name="id">Its id.</param>
    public void Begin(string id) => output.Write(System.Text.Encoding.ASCII.GetBytes($"<script type=\"application/json\" id=\"{id}\">"));

    /// <summary>Ends it.</summary>
    public void End()
    {
        Json.Flush();
        output.Write("</script>\n"u8);
        _earlier += Json.BytesCommitted;
        Json.Reset();
    }

    /// <summary>Gives away what is pending, if it is much.</summary>
    public void Flush()
    {
        if (Json.BytesPending > 1 << 16)
        {
            Json.Flush();
        }
    }

    /// <summary>A text as the page shows it, cut after <paramref name="length"/> code points.</summary>
    public string Text(ReadOnlySpan<byte> utf8, int length)
    {
        var text = VisibleText.Show(utf8, length, out var isCut);
        CutTexts += isCut ? 1 : 0;
        return text;
    }

    /// <summary>The page of a cluster.</summary>
    public void Detail(in DetailObject detail)
    {
        Json.WriteRawValue(detail.Json, skipInputValidation: true);
        CutTexts += detail.CutTexts;
    }

    /// <summary>A name, id or value as the page shows it.</summary>
    public static string Name(ReadOnlySpan<byte> utf8) => VisibleText.Show(utf8, ReportLimits.NameLength, out _);

    /// <inheritdoc cref="Name(ReadOnlySpan{byte})"/>
    public static string Name(string value) => Name(System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>A time in Unix milliseconds; null where there is none.</summary>
    public void Time(long time)
    {
        if (time == PostRecord.NoTime)
        {
            Json.WriteNullValue();
        }
        else
        {
            Json.WriteNumberValue(time);
        }
    }

    /// <summary>Six significant digits, as the tables have them; null for what is not finite.</summary>
    public void Real(double value)
    {
        if (double.IsFinite(value))
        {
            Json.WriteRawValue(value.ToString("G6", CultureInfo.InvariantCulture));
        }
        else
        {
            Json.WriteNullValue();
        }
    }

    /// <inheritdoc cref="Real(double)"/>
    public void Real(ReadOnlySpan<byte> name, double value)
    {
        Json.WritePropertyName(name);
        Real(value);
    }

    /// <summary>A list of whole numbers.</summary>
    public void Numbers(ReadOnlySpan<byte> name, IEnumerable<long> values)
    {
        Json.WriteStartArray(name);
        foreach (var value in values)
        {
            Json.WriteNumberValue(value);
            Flush();
        }

        Json.WriteEndArray();
    }

    /// <summary>A list of times.</summary>
    public void Times(ReadOnlySpan<byte> name, IEnumerable<long> values)
    {
        Json.WriteStartArray(name);
        foreach (var value in values)
        {
            Time(value);
            Flush();
        }

        Json.WriteEndArray();
    }

    /// <summary>A list of strings that can be shown.</summary>
    public void Strings(ReadOnlySpan<byte> name, IEnumerable<string> values)
    {
        Json.WriteStartArray(name);
        foreach (var value in values)
        {
            Json.WriteStringValue(value);
            Flush();
        }

        Json.WriteEndArray();
    }

    /// <summary>Ascending numbers as the first and the distances from one to the next.</summary>
    public void Ascending(IEnumerable<int> values)
    {
        Json.WriteStartArray();
        var before = 0;
        foreach (var value in values)
        {
            Json.WriteNumberValue(value - before);
            before = value;
        }

        Json.WriteEndArray();
    }

    public void Dispose() => Json.Dispose();
}
