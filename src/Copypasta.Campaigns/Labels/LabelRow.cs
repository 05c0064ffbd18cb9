using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Copypasta.Campaigns;

/// <summary>A row of <c>labels.csv</c>.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Label">The label's code.</param>
/// <param name="Effect"><c>explains</c>, <c>context</c> or <c>out</c>.</param>
/// <param name="Share">Share of the cluster's posts, 0 to 1.</param>
/// <param name="Values">The numbers and quoted texts that decided, a JSON object; of a cluster of which a sample was read, <c>read_posts</c> among them.</param>
/// <param name="Examples">Posts that show it, <c>source:row</c>, joined by a space.</param>
public sealed record LabelRow(string Cluster, string Label, string Effect, double Share, string Values, string Examples)
{
    // Letters stand as they are; what turns or hides text does not, nor what a page or shell may take for its own.
    private static readonly JsonWriterOptions s_options = new() { Encoder = Encoder() };

    // Beyond 15 digits a decimal made of a double is rounded.
    private const double LeastInexact = 1e15;

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["cluster", "label", "effect", "share", "values", "examples"];

    /// <summary>The rows of clusters, ordered by cluster and label, ordinal: a total order, as a cluster has a label once.</summary>
    /// <param name="clusters">Judged clusters.</param>
    /// <param name="sources">Paths of the inputs.</param>
    public static LabelRow[] Of(IEnumerable<ClusterLabels> clusters, IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(sources);
        var rows = new List<LabelRow>();
        foreach (var cluster in clusters)
        {
            foreach (var finding in cluster.Applying)
            {
                rows.Add(new LabelRow(
                    cluster.Cluster, finding.Label.Code(), finding.Effect.Name(), finding.Share, Json(finding.Values, cluster.ReadPosts),
                    string.Join(' ', finding.Examples.Select(e => string.Concat(sources[e.Source], ":", e.Row.ToString(CultureInfo.InvariantCulture))))));
            }
        }

        rows.Sort((a, b) => string.CompareOrdinal(a.Cluster, b.Cluster) is not 0 and var order ? order : string.CompareOrdinal(a.Label, b.Label));
        return [.. rows];
    }

    private static JavaScriptEncoder Encoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        foreach (var (first, last) in ((char, char)[])[('\u061C', '\u061C'), ('\u200B', '\u200F'), ('\u2028', '\u202E'), ('\u2060', '\u206F'), ('\uFEFF', '\uFEFF')])
        {
            settings.ForbidRange(UnicodeRange.Create(first, last));
        }

        return JavaScriptEncoder.Create(settings);
    }

    private static string Json(IReadOnlyList<RuleValue> values, int? readPosts)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            foreach (var value in values)
            {
                if (value.Text is not null)
                {
                    json.WriteString(value.Name, value.Text);
                }
                else if (Math.Abs(value.Number) < LeastInexact && value.Number == Math.Truncate(value.Number))
                {
                    json.WriteNumber(value.Name, (long)value.Number);
                }
                else
                {
                    json.WriteNumber(value.Name, Math.Round((decimal)value.Number, 6));
                }
            }

            if (readPosts is { } read)
            {
                json.WriteNumber("read_posts", read);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
