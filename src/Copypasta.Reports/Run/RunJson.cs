using System.Text.Encodings.Web;
using System.Text.Json;

namespace Copypasta.Reports;

/// <summary>
/// Writes <c>run.json</c>: indented, LF line ends, properties in a fixed order. All but the property <c>environment</c> is the same
/// for the same posts and parameters, on any machine.
/// </summary>
public static class RunJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes the file; the stream is left open and is not flushed.</summary>
    /// <exception cref="ArgumentException">The counts do not add up, or a value is of a type that <see cref="NamedValue"/> does not allow.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream output, RunInfo run)
    {
        CheckCounts(run);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, run.Version);
            Values(json, "parameters"u8, run.Parameters);
            Plan(json, run.Plan);
            json.WriteString("profile"u8, run.Profile.Id);
            Values(json, "algorithms"u8, run.Algorithms);
            json.WriteStartArray("inputs"u8);
            foreach (var input in run.Inputs)
            {
                Input(json, input);
            }

            json.WriteEndArray();
            Containers(json, run.Containers);
            NotRead(json, run);
            Counts(json, run.Counts);
            Audit(json, run.Audit);
            Numbers(json, "families_without_pairs"u8, run.FamiliesWithoutPairs);
            Evidence(json, run);
            if (run.Sharing.Count > 0)
            {
                Values(json, "sharing"u8, run.Sharing);
            }

            if (run.Files.Count > 0)
            {
                Values(json, "files"u8, run.Files);
            }

            Environment(json, run.Environment);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void CheckCounts(RunInfo run)
    {
        var counts = run.Counts;
        var sum = counts.Kept + counts.Rejected + counts.SetAside.Sum(reason => reason.Count);
        if (counts.Read != sum)
        {
            throw new ArgumentException($"counts do not add up: {counts.Read} records read, {sum} kept, rejected or set aside", nameof(run));
        }

        foreach (var input in run.Inputs)
        {
            if (input.Records != input.Posts + input.Rejected + input.NotPosts)
            {
                throw new ArgumentException($"counts do not add up in '{input.Path}': {input.Records} records, {input.Posts} posts, {input.Rejected} rejected, {input.NotPosts} of other kinds", nameof(run));
            }
        }
    }

    private static void Plan(Utf8JsonWriter json, PlanInfo plan)
    {
        json.WriteStartObject("plan"u8);
        json.WriteNumber("threshold"u8, plan.Threshold);
        json.WriteString("similarity"u8, plan.Similarity);
        json.WriteString("shingle"u8, plan.Shingle);
        json.WriteNumber("recall_bound"u8, plan.RecallBound);
        json.WriteNumber("bands"u8, plan.Bands);
        json.WriteNumber("rows"u8, plan.Rows);
        json.WriteNumber("lanes"u8, plan.Lanes);
        json.WriteNumber("seed"u8, plan.Seed);
        json.WriteStartArray("replaced_bands"u8);
        foreach (var band in plan.ReplacedBands)
        {
            json.WriteNumberValue(band);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Input(Utf8JsonWriter json, InputInfo input)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, input.Path);
        if (input.IsBackground)
        {
            json.WriteBoolean("background"u8, true);
        }

        if (input.Sha256.Length > 0)
        {
            json.WriteNumber("bytes"u8, input.Bytes);
            json.WriteString("sha256"u8, input.Sha256);
        }

        json.WriteString("compression"u8, input.Compression);
        json.WriteString("encoding"u8, input.Encoding);
        json.WriteString("format"u8, input.Format);
        json.WriteString("reason"u8, input.Reason);
        json.WriteString("platform"u8, input.Platform);
        Values(json, "mapping"u8, input.Mapping);
        if (input.MissingColumns.Count > 0)
        {
            json.WriteStartArray("missing_columns"u8);
            foreach (var column in input.MissingColumns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("records"u8, input.Records);
        json.WriteNumber("posts"u8, input.Posts);
        json.WriteNumber("rejected"u8, input.Rejected);
        json.WriteNumber("not_posts"u8, input.NotPosts);
        Value(json, new NamedValue("time_resolution_seconds", input.TimeResolution));
        foreach (var further in input.Further)
        {
            json.WriteNumber(further.Name, further.Count);
        }

        json.WriteEndObject();
    }

    /// <summary>Nothing where none was drawn.</summary>
    private static void Evidence(Utf8JsonWriter json, RunInfo run)
    {
        if (run.Scripts.Count > 0)
        {
            json.WriteStartArray("scripts"u8);
            foreach (var script in run.Scripts)
            {
                json.WriteStartObject();
                json.WriteString("script"u8, script.Script);
                json.WriteNumber("kept"u8, script.Kept);
                json.WriteNumber("set_aside"u8, script.SetAside);
                json.WriteNumber("obfuscated"u8, script.Obfuscated);
                json.WriteNumber("clustered"u8, script.Clustered);
                Value(json, new NamedValue("in_tier", script.InTier));
                Value(json, new NamedValue("in_upper_tier", script.InUpperTier));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (run.Labels.Count > 0)
        {
            Numbers(json, "labels"u8, run.Labels);
        }

        if (run.AccountPairs.Count > 0)
        {
            Values(json, "account_pairs"u8, run.AccountPairs);
        }

        if (run.Network.Count > 0)
        {
            Values(json, "network"u8, run.Network);
        }

        if (run.Comparison.Count > 0)
        {
            Values(json, "comparison"u8, run.Comparison);
        }
    }

    /// <summary>Nothing where there are none.</summary>
    private static void Containers(Utf8JsonWriter json, IReadOnlyList<ContainerInfo> containers)
    {
        if (containers.Count == 0)
        {
            return;
        }

        json.WriteStartArray("containers"u8);
        foreach (var container in containers)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, container.Path);
            json.WriteString("kind"u8, container.Kind);
            json.WriteNumber("bytes"u8, container.Bytes);
            json.WriteString("sha256"u8, container.Sha256);
            json.WriteNumber("members"u8, container.Members);
            Numbers(json, "left_out"u8, container.LeftOut);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Nothing where everything was read.</summary>
    private static void NotRead(Utf8JsonWriter json, RunInfo run)
    {
        if (run.LeftOut.Count > 0)
        {
            json.WriteStartArray("left_out"u8);
            foreach (var path in run.LeftOut)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
        }

        if (run.Skipped.Count > 0)
        {
            json.WriteStartArray("skipped"u8);
            foreach (var file in run.Skipped)
            {
                json.WriteStartObject();
                json.WriteString("path"u8, file.Path);
                json.WriteString("reason"u8, file.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void Counts(Utf8JsonWriter json, RunCounts counts)
    {
        json.WriteStartObject("counts"u8);
        json.WriteNumber("read"u8, counts.Read);
        json.WriteNumber("kept"u8, counts.Kept);
        json.WriteNumber("rejected"u8, counts.Rejected);
        Numbers(json, "set_aside"u8, counts.SetAside);
        Value(json, new NamedValue("texts", counts.Texts));
        Value(json, new NamedValue("accounts", counts.Accounts));
        json.WriteNumber("families"u8, counts.Families);
        json.WriteNumber("clusters"u8, counts.Clusters);
        json.WriteNumber("posts_in_families"u8, counts.PostsInFamilies);
        foreach (var further in counts.Further)
        {
            json.WriteNumber(further.Name, further.Count);
        }

        json.WriteEndObject();
    }

    /// <summary>Nothing where there was none.</summary>
    private static void Audit(Utf8JsonWriter json, AuditInfo? audit)
    {
        if (audit is null)
        {
            return;
        }

        Values(
            json,
            "audit"u8,
            [
                new("requested", audit.Requested),
                new("eligible", audit.Eligible),
                new("sampled", audit.Sampled),
                new("with_neighbours", audit.WithNeighbours),
                new("found", audit.Found),
                new("recall", AuditWords.Recall(audit)),
                new("interval", "clopper-pearson"),
                new("confidence_percent", audit.ConfidencePercent),
                new("low", AuditWords.Low(audit)),
                new("high", AuditWords.High(audit)),
                new("seed", audit.Seed),
            ]);
    }

    private static void Environment(Utf8JsonWriter json, RunEnvironment environment)
    {
        json.WriteStartObject("environment"u8);
        json.WriteString("kernel"u8, environment.Kernel);
        json.WriteNumber("threads"u8, environment.Threads);
        json.WriteStartObject("seconds"u8);
        foreach (var timing in environment.Timings)
        {
            json.WriteNumber(timing.Stage, decimal.Round((decimal)timing.Elapsed.Ticks / TimeSpan.TicksPerSecond, 3));
        }

        json.WriteEndObject();
        json.WriteNumber("peak_memory_bytes"u8, environment.PeakMemoryBytes);
        Numbers(json, "counts"u8, environment.Counts);
        foreach (var further in environment.Further)
        {
            Value(json, further);
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<NamedCount> counts)
    {
        json.WriteStartObject(name);
        foreach (var count in counts)
        {
            json.WriteNumber(count.Name, count.Count);
        }

        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<NamedValue> values)
    {
        json.WriteStartObject(name);
        foreach (var value in values)
        {
            Value(json, value);
        }

        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, NamedValue value)
    {
        json.WritePropertyName(value.Name);
        switch (value.Value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"'{value.Name}' has a value of type {value.Value.GetType()}, which is not allowed", nameof(value));
        }
    }
}
