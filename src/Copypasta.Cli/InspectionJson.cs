using System.Text;
using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What inspect says of one input as a JSON object.</summary>
internal static class InspectionJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object in one line, with its line end.</summary>
    public static byte[] Write(InputSummary input, InputInspection posts, IReadOnlyList<Reject> firstRejects, ReaderOptions options)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            Input(json, input, options);
            json.WriteStartArray("first_posts");
            foreach (var post in posts.First)
            {
                Post(json, post);
            }

            json.WriteEndArray();
            Counts(json, input, posts, firstRejects);
            json.WriteStartArray("notes");
            foreach (var note in InspectionAdvice.Of(input, posts))
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    /// <summary>What was not read, and why, in one line with its line end.</summary>
    public static byte[] Write(SkippedInput file)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("not_read", file.Reason);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    private static void Input(Utf8JsonWriter json, InputSummary input, ReaderOptions options)
    {
        json.WriteString("path", input.Path);
        json.WriteString("format", input.Format);
        json.WriteString("reason", input.Reason);
        json.WriteString("platform", input.Platform.Name());
        json.WriteNumber("bytes", input.Bytes);
        json.WriteNumber("decompressed_bytes", input.DecompressedBytes);
        json.WriteBoolean("whole", input.IsWhole);
        json.WriteString("compression", input.Compression);
        json.WriteString("encoding", input.Encoding);
        json.WriteStartObject("mapping");
        foreach (var name in PostFields.Names)
        {
            json.WriteString(name, input.Mapping.GetValueOrDefault(name));
        }

        json.WriteEndObject();
        json.WriteStartArray("columns");
        foreach (var column in input.Columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteString("date_order", input.DateOrder?.ToString().ToLowerInvariant());
        json.WriteString("time_zone", options.TimeZone.Id);
        json.WriteNumber("zoneless_times", input.ZonelessTimes);
        json.WriteNumber("unreadable_times", input.UnreadableTimes);
    }

    private static void Post(Utf8JsonWriter json, InspectedPost post)
    {
        json.WriteStartObject();
        json.WriteNumber("row", post.Row);
        json.WriteString("id", post.Id);
        json.WriteString("author", post.Author);
        Time(json, "time", post.Time);
        json.WriteString("language", post.Language);
        json.WriteBoolean("repost", post.IsRepost);
        json.WriteString("text", Encoding.UTF8.GetString(post.Text));
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, InputSummary input, InputInspection posts, IReadOnlyList<Reject> firstRejects)
    {
        json.WriteNumber("records", input.Records);
        json.WriteNumber("posts", input.Posts);
        json.WriteNumber("rejected", input.Rejected);
        json.WriteNumber("not_posts", input.NotPosts);
        json.WriteStartArray("first_rejects");
        foreach (var reject in firstRejects)
        {
            json.WriteStartObject();
            json.WriteNumber("row", reject.Row);
            json.WriteNumber("line", reject.Line);
            json.WriteNumber("offset", reject.Offset);
            json.WriteString("reason", reject.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("languages");
        foreach (var (language, count) in posts.Languages)
        {
            json.WriteNumber(language, count);
        }

        json.WriteEndObject();
        Time(json, "first", posts.Earliest);
        Time(json, "last", posts.Latest);
        if (input.TimeResolution is { } resolution)
        {
            json.WriteNumber("time_resolution_seconds", resolution / 1000m);
        }
        else
        {
            json.WriteNull("time_resolution_seconds");
        }

        json.WriteNumber("reposts", posts.Reposts);
        json.WriteNumber("accounts", posts.Accounts);
        json.WriteNumber("without_author", posts.WithoutAuthor);
        json.WriteNumber("without_id", posts.WithoutId);
        json.WriteNumber("without_time", posts.WithoutTime);
        json.WriteNumber("without_language", posts.WithoutLanguage);
        json.WriteNumber("rounded_ids", input.RoundedIds);
        json.WriteNumber("rounded_authors", input.RoundedAuthors);
        json.WriteNumber("duplicate_ids", posts.DuplicateIds);
        json.WriteBoolean("accounts_and_repeated_ids_are_at_least", posts.IsAtLeast);
        json.WriteNumber("empty_texts", posts.EmptyTexts);
        json.WriteStartObject("flags");
        foreach (var (flag, count) in posts.Flags.Where(f => f.Key != TextFlags.Repost))
        {
            json.WriteNumber(InspectionText.FlagName(flag), count);
        }

        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, long time) => json.WriteString(name, time == PostRecord.NoTime ? null : Timestamp.Format(time));
}
