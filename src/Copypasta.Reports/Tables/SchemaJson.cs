using System.Text.Encodings.Web;
using System.Text.Json;

namespace Copypasta.Reports;

/// <summary>Writes <c>schema.json</c>: of each table of a run the columns with type, unit and whether cells may be disarmed.</summary>
public static class SchemaJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    // A name means the same in every table. Columns of the inputs that are carried along are texts.
    private static readonly Dictionary<string, Column> s_columns = new(StringComparer.Ordinal)
    {
        ["source"] = Key,
        ["id"] = Key,
        ["cluster"] = Key,
        ["family"] = Key,
        ["exemplar_source"] = Key,
        ["a_source"] = Key,
        ["b_source"] = Key,
        ["platform"] = Key,
        ["labels"] = Key,
        ["largest_clusters"] = Key,
        ["community"] = Key,
        ["author"] = Text,
        ["text"] = Text,
        ["exemplar"] = Text,
        ["account"] = Text,
        ["handle"] = Text,
        ["hashtag"] = Text,
        ["link"] = Text,
        ["row"] = Integer("record of the source, from 1"),
        ["exemplar_row"] = Integer("record of the source, from 1"),
        ["a_row"] = Integer("record of the source, from 1"),
        ["b_row"] = Integer("record of the source, from 1"),
        ["posts"] = Integer("posts"),
        ["posts_clustered"] = Integer("posts"),
        ["copies"] = Integer("posts"),
        ["burst_hour_posts"] = Integer("posts"),
        ["burst_day_posts"] = Integer("posts"),
        ["texts"] = Integer("distinct texts"),
        ["accounts"] = Integer("accounts"),
        ["clusters"] = Integer("clusters"),
        ["strong_pairs"] = Integer("account pairs"),
        ["pairs"] = Integer("account pairs"),
        ["pairs_outside"] = Integer("account pairs"),
        ["hard_to_explain_by_chance"] = Integer("account pairs"),
        ["worth_a_look"] = Integer("account pairs"),
        ["resolution"] = Real(null),
        ["agreement"] = Real("mean adjusted Rand index of the partitions of 20 seeds, at most 1"),
        ["similarity"] = Share,
        ["min_similarity"] = Share,
        ["mean_similarity"] = Share,
        ["lowest_similarity"] = Share,
        ["copy_share"] = Share,
        ["originated_share"] = Share,
        ["share_set_aside"] = Share,
        ["median_lag_s"] = new Column("decimal", "seconds", false),
        ["lag_s"] = new Column("decimal", "seconds, negative where the second was first", false),
        ["label"] = Key,
        ["effect"] = Key,
        ["examples"] = Key,
        ["values"] = Text,
        ["share"] = Share,
        ["slot"] = Integer("slot of the template, from 1"),
        ["position"] = Integer("code points of fixed text before it"),
        ["type"] = Key,
        ["distinct"] = Integer("distinct values"),
        ["share_empty"] = Share,
        ["before"] = Text,
        ["after"] = Text,
        ["example_source"] = Key,
        ["example_row"] = Integer("record of the source, from 1"),
        ["Id"] = Key,
        ["Label"] = Text,
        ["Source"] = Key,
        ["Target"] = Key,
        ["Weight"] = Integer("occasions"),
        ["a"] = Text,
        ["b"] = Text,
        ["a_platform"] = Key,
        ["b_platform"] = Key,
        ["occasion"] = Integer("occasion of the pair, from 1"),
        ["occasions"] = Integer("occasions"),
        ["days"] = Integer("days, UTC"),
        ["unexplained"] = Integer("occasions"),
        ["expected"] = Real("co-posts"),
        ["lift"] = Real(null),
        ["lift_low"] = Real(null),
        ["lift_high"] = Real(null),
        ["p"] = Real(NotThat),
        ["q"] = Real(NotThat),
        ["q_unexplained"] = Real(NotThat),
        ["p_by_window"] = Key,
        ["best_window"] = Key,
        ["symmetry"] = Share,
        ["fragility"] = Integer("occasions"),
        ["tier"] = Key,
        ["explained_by"] = Key,
        ["windows_held"] = Key,
        ["similarities_held"] = Key,
        ["reasons"] = Key,
        ["hyperactive"] = new Column("boolean", null, false),
        ["background"] = new Column("boolean", null, false),
        ["b_background"] = new Column("boolean", null, false),
        ["background_posts"] = Integer("posts"),
        ["campaign"] = Text,
        ["campaign_a"] = Text,
        ["campaign_b"] = Text,
        ["own_clusters"] = Integer("clusters that no other campaign has"),
        ["hashtags"] = Integer("hashtags"),
        ["links"] = Integer("links"),
        ["sample"] = Integer("posts drawn at random"),
        ["exact_copies"] = Real(OfPosts),
        ["exact_copies_low"] = Real(OfPosts),
        ["exact_copies_high"] = Real(OfPosts),
        ["near_copies"] = Real(OfPosts),
        ["near_copies_low"] = Real(OfPosts),
        ["near_copies_high"] = Real(OfPosts),
        ["copies_of_others"] = Real(OfPosts),
        ["copies_of_others_low"] = Real(OfPosts),
        ["copies_of_others_high"] = Real(OfPosts),
        ["shared_of_a"] = Real(OfPosts),
        ["shared_of_a_low"] = Real(OfPosts),
        ["shared_of_a_high"] = Real(OfPosts),
        ["shared_of_b"] = Real(OfPosts),
        ["shared_of_b_low"] = Real(OfPosts),
        ["shared_of_b_high"] = Real(OfPosts),
        ["exact_copies_difference"] = Real(Difference),
        ["exact_copies_difference_low"] = Real(Difference),
        ["exact_copies_difference_high"] = Real(Difference),
        ["near_copies_difference"] = Real(Difference),
        ["near_copies_difference_low"] = Real(Difference),
        ["near_copies_difference_high"] = Real(Difference),
        ["copies_of_others_difference"] = Real(Difference),
        ["copies_of_others_difference_low"] = Real(Difference),
        ["copies_of_others_difference_high"] = Real(Difference),
        ["lags"] = Integer("clusters"),
        ["lags_censored"] = Integer("clusters"),
        ["ties"] = Integer("clusters"),
        ["earlier_in_a"] = Real("share of the lags that are no ties, from 0 to 1"),
        ["earlier_in_a_low"] = Real("share of the lags that are no ties, from 0 to 1"),
        ["earlier_in_a_high"] = Real("share of the lags that are no ties, from 0 to 1"),
        ["median_lag_s_low"] = new Column("decimal", "seconds", false),
        ["median_lag_s_high"] = new Column("decimal", "seconds", false),
        ["first_a"] = Time,
        ["first_b"] = Time,
        ["resolution_s"] = new Column("decimal", "seconds", false),
        ["censored"] = new Column("boolean", null, false),
        ["time"] = Time,
        ["first"] = Time,
        ["last"] = Time,
        ["burst_hour_start"] = Time,
        ["burst_day_start"] = Time,
    };

    private const string NotThat = "not the probability that the accounts acted independently: common causes remain possible";

    private const string OfPosts = "share of posts, from 0 to 1";

    private const string Difference = "difference of two shares of posts, from -1 to 1";

    private sealed record Column(string Type, string? Unit, bool IsGuarded);

    private static Column Key => new("string", null, false);

    private static Column Text => new("string", null, true);

    private static Column Share => new("decimal", "from 0 to 1", false);

    private static Column Time => new("timestamp", "ISO 8601", false);

    /// <summary>Writes the file; the stream is left open and is not flushed.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="tables">The tables of the run by name, without extension.</param>
    /// <param name="csvMode">What is done to cells of CSV.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream output, IEnumerable<(string Name, Table Table)> tables, CsvMode csvMode)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("csv", csvMode.ToString().ToLowerInvariant());
            json.WriteString(
                "neutralised",
                csvMode == CsvMode.Raw
                    ? "none"
                    : "In CSV, cells of columns marked so that a spreadsheet would run (they begin with = + - @, tab or carriage return, and are no plain name or number) have an apostrophe before them; "
                        + @"to have all cells back, take one off each that matches ^'+[=+\-@\t\r].");
            json.WriteStartObject("tables");
            foreach (var (name, table) in tables)
            {
                json.WriteStartArray(name);
                foreach (var column in table.Columns)
                {
                    Write(json, column, s_columns.GetValueOrDefault(column, Text), csvMode);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>Whether a column of tables has a meaning of its own, and is none of the inputs'.</summary>
    internal static bool Knows(string column) => s_columns.ContainsKey(column);

    /// <summary>The type of a column: string, integer, decimal, double, boolean or timestamp.</summary>
    internal static string TypeOf(string column) => s_columns.GetValueOrDefault(column, Text).Type;

    private static Column Real(string? unit) => new("double", unit, false);

    private static Column Integer(string unit) => new("integer", unit, false);

    private static void Write(Utf8JsonWriter json, string name, Column column, CsvMode csvMode)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", column.Type);
        json.WriteString("unit", column.Unit);
        json.WriteBoolean("neutralised", column.IsGuarded && csvMode != CsvMode.Raw);
        json.WriteEndObject();
    }
}
