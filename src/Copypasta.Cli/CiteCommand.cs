using System.CommandLine;
using System.Globalization;
using System.Text;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta cite</c>: a run for a bibliography and a methods section. Nothing of the machine and no folder is in it.</summary>
internal static class CiteCommand
{
    public static Command Build()
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run." };
        var command = new Command("cite", "Print a citation of a run: BibTeX, and its method with every parameter and input.") { run };
        command.SetAction((parsed, _) => CommandLine.GuardAsync(() =>
        {
            Console.Out.Write(Text(RecordedRun.Read(parsed.GetValue(run)!)));
            return Task.FromResult(CommandLine.Done);
        }));
        return command;
    }

    private static string Text(RecordedRun run)
    {
        var text = new StringBuilder();
        var date = run.Finished.Length >= 10 ? run.Finished[..10] : "";
        text.Append(CultureInfo.InvariantCulture, $"@software{{copypasta-{Field(run.Version)},\n  author = {{{{The Copypasta authors}}}},\n  title = {{Copypasta}},\n  version = {{{Field(run.Version)}}},\n{(date.Length > 0 ? $"  year = {{{Field(date[..4])}}},\n" : "")}  note = {{MIT licence}},\n}}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"@misc{{copypasta-run-{run.Sha256[..12]},\n  title = {{Clusters of near-identical posts found with Copypasta {Field(run.Version)}}},\n");
        text.Append(date.Length > 0 ? $"  year = {{{Field(date[..4])}}},\n  date = {{{Field(date)}}},\n" : "");
        var ofInputs = run.IsShared ? "" : $"; of the input{(run.Inputs.Count == 1 ? "" : "s")}: {string.Join(", ", run.Inputs.Select(input => Field(input.FileSha256)).Distinct())}";
        text.Append(CultureInfo.InvariantCulture, $"  note = {{SHA-256 of run.json: {run.Sha256}{ofInputs}}},\n}}\n\n");
        foreach (var line in $"{MethodsText.Paragraph(run)}\n\n{MethodsText.Lists(run)}".TrimEnd('\n').Split('\n'))
        {
            text.Append(TerminalText.Escape(line)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What a run writes there are digits, letters and points; a file that was made otherwise does not get further into the entry.</summary>
    private static string Field(string value) => string.Concat(value.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+'));
}
