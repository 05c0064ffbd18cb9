using System.CommandLine;
using System.Text;
using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta normalize</c>: each post as it was read and the text as it is compared, one JSON object a line.</summary>
internal sealed class NormalizeCommand
{
    private readonly InputOptions _input = new();

    public Command Build()
    {
        var command = new Command("normalize", "Print each post as read and its text as compared, as NDJSON.");
        _input.AddTo(command);
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => CommandLine.Interruptible(() => RunAsync(parsed, cancellation), cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var normalizer = new TextNormalizer(_input.Profile(parsed));
        var passedOver = new List<SkippedInput>();
        var inputs = _input.Inputs(parsed, passedOver);
        PostReader? reader = null;
        reader = new PostReader(
            inputs,
            _input.Reader(parsed),
            reject => Console.Error.WriteLine(
                TerminalText.Escape($"{reader!.Sources[reject.Source]}: row {reject.Row}, line {reject.Line}, offset {reject.Offset}: {reject.Reason}")));
        using var output = new BufferedStream(StandardOutput.Open(), 1 << 16);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            Write(batch, reader.Sources[batch.Source], normalizer, json, output);
            batch.Return();
        }

        reader.ThrowIfAllSkipped();
        foreach (var file in passedOver.Concat(reader.Skipped))
        {
            Console.Error.WriteLine(TerminalText.Escape($"{file.Path}: not read: {file.Reason}"));
        }

        return CommandLine.Done;
    }

    private static void Write(PostBatch batch, string source, TextNormalizer normalizer, Utf8JsonWriter json, Stream output)
    {
        foreach (ref readonly var post in batch.Posts)
        {
            var text = normalizer.Normalize(batch.Bytes(post.Text), out var flags);
            json.WriteStartObject();
            json.WriteString("source", source);
            json.WriteNumber("row", post.Row);
            json.WriteString("id", Lossy(batch.Bytes(post.Id)));
            json.WriteString("author", Lossy(batch.Bytes(post.Author)));
            if (post.Time == PostRecord.NoTime)
            {
                json.WriteNull("time");
            }
            else
            {
                json.WriteString("time", Timestamp.Format(post.Time));
            }

            json.WriteString("language", Lossy(batch.Bytes(post.Language)));
            json.WriteBoolean("repost", (post.Flags & PostFlags.Repost) != 0 || (flags & TextFlags.Repost) != 0);
            json.WriteString("text", text);
            json.WriteStartArray("flags");
            foreach (var flag in Enum.GetValues<TextFlags>())
            {
                if (flag != TextFlags.None && flag != TextFlags.Repost && (flags & flag) != 0)
                {
                    json.WriteStringValue(JsonNamingPolicy.KebabCaseLower.ConvertName(flag.ToString()));
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
    }

    // Raw fields may be ill-formed UTF-8, which JSON cannot carry.
    private static string Lossy(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
