using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta query</c>: the texts of an index that a text is near-identical to, and their clusters.</summary>
internal sealed class QueryCommand
{
    /// <summary>The one argument of any command that names no file or folder.</summary>
    public const string TextName = "TEXT";

    private const int DefaultTop = 10;

    /// <summary>Code points of a text in the lines for reading; standard input's JSON has it whole.</summary>
    private const int ExcerptLength = 160;

    /// <summary>As the longest record of an input is by default.</summary>
    private const int LongestLine = 16 << 20;

    private readonly Argument<string> _path = IndexCommand.Path();
    private readonly Argument<string> _text = new(TextName)
    {
        Description = "A text as it was posted; - (the default) for standard input, a text a line.",
        DefaultValueFactory = _ => "-",
    };

    private readonly Option<string?> _top = OptionValues.Word("--top", $"Most texts to print for each text (default {DefaultTop}).", "K");

    private readonly Option<string?> _memory = OptionValues.Word("--memory", "Ceiling for the memory of the process (default 4GiB, at least 256MiB), what the system maps of the index included.", "SIZE");

    public Command Build()
    {
        var command = new Command(
            "query",
            "Print the texts of an index that are near-identical to a text, most similar first: tab-separated, or for standard input one JSON object a line. Exit code 1 where nothing is found.")
        {
            _path, _text, _top, _memory,
        };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => CommandLine.Interruptible(() => Task.FromResult(Run(parsed, cancellation)), cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var top = (int)OptionValues.Integer("--top", parsed.GetValue(_top), DefaultTop, 1, 1_000_000);
        var memory = OptionValues.Memory("--memory", parsed.GetValue(_memory), 4L << 30);
        var budget = IndexBudget.ForQueries(memory);
        DetectCommand.LimitMemory(memory - budget.Mapped);
        using var index = IndexReader.Open(parsed.GetValue(_path)!, budget);
        var query = index.NewQuery();
        using var output = new BufferedStream(StandardOutput.Open(), 1 << 16);
        return parsed.GetValue(_text) is { } text and not "-" ? Find(query, text, top, output) : FindLines(query, top, Math.Min(LongestLine, IndexBudget.LongestQuery(memory)), output, cancellation);
    }

    private static int Find(IndexQuery query, string text, int top, Stream output)
    {
        var matches = query.Find(Encoding.UTF8.GetBytes(text), top);
        if (matches.Count == 0)
        {
            return CommandLine.NothingFound;
        }

        output.Write("similarity\tcluster\tfamily\tposts\taccounts\tfirst\tlast\ttext\texemplar\n"u8);
        foreach (var match in matches)
        {
            output.Write(Encoding.UTF8.GetBytes(string.Join(
                '\t',
                match.Similarity,
                match.Cluster,
                match.Family,
                match.Posts.ToString(CultureInfo.InvariantCulture),
                match.Accounts.ToString(CultureInfo.InvariantCulture),
                Time(match.First),
                Time(match.Last),
                TerminalText.Excerpt(match.Text.Span, ExcerptLength),
                TerminalText.Excerpt(match.Exemplar.Span, ExcerptLength)) + "\n"));
        }

        return CommandLine.Done;
    }

    private static int FindLines(IndexQuery query, int top, int longest, Stream output, CancellationToken cancellation)
    {
        using var input = Console.OpenStandardInput();
        var lines = new QueryLines(input, longest);
        var tooLong = longest == LongestLine ? "longer than 16 MiB" : string.Create(CultureInfo.InvariantCulture, $"longer than {longest:N0} bytes, for which --memory leaves room");
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var found = false;
        var rejected = 0L;
        for (var row = 1L; lines.TryRead(out var line, out var isTooLong); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var matches = isTooLong ? [] : query.Find(line, top);
            found |= matches.Count > 0;
            json.WriteStartObject();
            json.WriteNumber("row", row);
            if (isTooLong)
            {
                rejected++;
                json.WriteString("rejected", tooLong);
            }

            json.WriteStartArray("matches");
            foreach (var match in matches)
            {
                Write(json, match);

                // Of long texts the writer would hold all matches at once.
                json.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');

            // Who asks may wait for the answer before asking again.
            output.Flush();
        }

        if (rejected > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"copypasta: {rejected:N0} {(rejected == 1 ? "line was" : "lines were")} rejected: {tooLong}"));
        }

        return found ? CommandLine.Done : CommandLine.NothingFound;
    }

    private static void Write(Utf8JsonWriter json, IndexMatch match)
    {
        json.WriteStartObject();
        json.WritePropertyName("similarity");
        json.WriteRawValue(match.Similarity.ToString());
        json.WriteString("cluster", match.Cluster);
        json.WriteString("family", match.Family);
        json.WriteNumber("posts", match.Posts);
        json.WriteNumber("accounts", match.Accounts);
        json.WriteString("first", Time(match.First));
        json.WriteString("last", Time(match.Last));
        json.WriteString("text", match.Text.Span);
        json.WriteString("exemplar", Encoding.UTF8.GetString(match.Exemplar.Span));
        json.WriteEndObject();
    }

    private static string? Time(long time) => time == Archives.PostRecord.NoTime ? null : Timestamp.Format(time);
}
