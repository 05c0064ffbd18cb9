using System.Text.Json;

namespace Copypasta.Reports.Tests;

/// <summary>The data of a page, as its script reads it.</summary>
internal sealed class PageData
{
    private const string Begin = "<script type=\"application/json\" id=\"";

    private readonly Dictionary<string, JsonElement> _elements = [];

    public PageData(string html)
    {
        for (int at; (at = html.IndexOf(Begin, StringComparison.Ordinal)) >= 0;)
        {
            html = html[(at + Begin.Length)..];
            var (name, start, end) = (html[..html.IndexOf('"')], html.IndexOf('>') + 1, html.IndexOf("</script>", StringComparison.Ordinal));
            _elements.Add(name, JsonDocument.Parse(html[start..end]).RootElement);
            Texts.Add(html[start..end]);
        }
    }

    /// <summary>The JSON of each element.</summary>
    public List<string> Texts { get; } = [];

    public JsonElement this[string name] => _elements["index"].TryGetProperty(name, out var value) ? value : _elements["contents"].GetProperty(name);

    /// <summary>The details that are there, by the number of their cluster.</summary>
    public IEnumerable<JsonElement> Details => _elements.Where(element => element.Key.StartsWith("part-", StringComparison.Ordinal))
        .SelectMany(element => element.Value.EnumerateArray()).OrderBy(details => details.GetProperty("n").GetInt32());

    public JsonElement Of(string element) => _elements[element];

    /// <summary>The clusters of an item of a list.</summary>
    public int[] Places(string list, int item)
    {
        var at = 0;
        return [.. this[list].GetProperty("in")[item].EnumerateArray().Select(difference => at += difference.GetInt32())];
    }
}
