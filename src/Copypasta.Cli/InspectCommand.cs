using System.CommandLine;
using System.Text;
using Copypasta.Archives;

namespace Copypasta.Cli;

/// <summary><c>copypasta inspect</c>: what inputs are taken for and how they will be read, so that a mistake is seen before a long run.</summary>
internal sealed class InspectCommand
{
    private const int ShownRejects = 5;

    private readonly InputOptions _input = new();
    private readonly Option<string?> _sample = OptionValues.Word("--sample", "Look at about so many records of each input only (whole batches; default: all).", "N");
    private readonly Option<bool> _json = OptionValues.Flag("--json", "Print JSON, one object an input and line.");
    private readonly Option<bool> _quiet = OptionValues.Flag("--quiet", "Print no progress.");

    public Command Build()
    {
        var command = new Command("inspect", "Say what inputs are taken for and why: fields, first posts, languages, times, reposts, rejects.");
        _input.AddTo(command);
        command.Add(_sample);
        command.Add(_json);
        command.Add(_quiet);
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => CommandLine.Interruptible(() => RunAsync(parsed, cancellation), cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var profile = _input.Profile(parsed);
        var options = _input.Reader(parsed) with
        {
            Fields = [.. Enum.GetValues<PostField>().Where(field => field > PostField.Repost)],
            MaxRecords = parsed.GetValue(_sample) is { } sample ? OptionValues.Integer("--sample", sample, 0, 1, long.MaxValue) : null,
        };
        var skipped = new List<SkippedInput>();
        var inspected = 0;
        var inputs = _input.Inputs(parsed, skipped);
        using var output = StandardOutput.Open();
        foreach (var input in inputs)
        {
            var rejects = new List<Reject>();
            var inspections = new List<InputInspection>();
            PostReader reader;
            using (var progress = new ProgressDisplay(parsed.GetValue(_quiet), SizeOf(input)))
            {
                progress.OnStage($"inspect {TerminalText.Escape(input.Path)}");
                reader = new PostReader([input], options, reject => Keep(rejects, reject), progress.OnBytes);
                long posts = 0;
                await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    Of(batch.Source).Add(batch);
                    posts += batch.Posts.Length;
                    batch.Return();
                    progress.OnPosts(posts);
                }
            }

            for (var source = 0; source < reader.Summaries.Count; source++)
            {
                var first = rejects.Where(reject => reject.Source == source).ToList();
                output.Write(parsed.GetValue(_json)
                    ? InspectionJson.Write(reader.Summaries[source], Of(source), first, options)
                    : Encoding.UTF8.GetBytes(InspectionText.Write(reader.Summaries[source], Of(source), first, options)));
            }

            inspected += reader.Summaries.Count;
            skipped.AddRange(reader.Skipped);
            if (inspected == 0 && input == inputs[^1])
            {
                reader.ThrowIfAllSkipped();
            }

            InputInspection Of(int source)
            {
                while (inspections.Count <= source)
                {
                    inspections.Add(new InputInspection(profile));
                }

                return inspections[source];
            }
        }

        foreach (var file in skipped)
        {
            output.Write(parsed.GetValue(_json) ? InspectionJson.Write(file) : Encoding.UTF8.GetBytes(InspectionText.Write(file)));
        }

        return CommandLine.Done;
    }

    private static void Keep(List<Reject> rejects, Reject reject)
    {
        lock (rejects)
        {
            if (rejects.Count(other => other.Source == reject.Source) < ShownRejects)
            {
                rejects.Add(reject);
            }
        }
    }

    private static long? SizeOf(InputFile input) => input.Path == InputFile.StandardInput ? null : new FileInfo(input.Path).Length;
}
