using System.CommandLine;
using Copypasta.Synthesis;

namespace Copypasta.Cli;

/// <summary><c>copypasta synth</c>: a labelled corpus of invented posts.</summary>
internal static class SynthCommand
{
    public static Command Build()
    {
        var output = new Option<string?>("--output", "-o") { Description = "File to write (CSV); - for standard output.", HelpName = "FILE" };
        var posts = OptionValues.Word("--posts", "Number of posts (default 5000).", "N");
        var seed = OptionValues.Word("--seed", "Seed (default 1); the same seed gives the same bytes.", "S");
        var grouped = OptionValues.Word("--grouped", "Percentage of posts that belong to groups of copies (default 40).", "PERCENT");
        var days = OptionValues.Word("--days", "Days that the posts span (default 56).", "N");
        var sample = OptionValues.Flag("--sample", "Write the sample that detect --sample reads, with its labels. Not with --posts, --seed, --grouped or --days.");
        var force = OptionValues.Flag("--force", "Replace the file.");
        var command = new Command("synth", "Write a labelled corpus of invented posts with planted campaigns and organic look-alikes.") { output, posts, seed, grouped, days, sample, force };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() =>
        {
            if (parsed.GetValue(sample) && new[] { posts, seed, grouped, days }.FirstOrDefault(option => parsed.GetValue(option) is not null) is { } own)
            {
                throw new UsageException($"--sample writes the built-in sample; leave out {own.Name}");
            }

            var options = parsed.GetValue(sample) ? SynthesisOptions.Sample : new SynthesisOptions
            {
                Posts = (int)OptionValues.Integer("--posts", parsed.GetValue(posts), 5000, 0, int.MaxValue),
                Seed = OptionValues.Seed("--seed", parsed.GetValue(seed), 1),
                GroupedPercent = (int)OptionValues.Integer("--grouped", parsed.GetValue(grouped), 40, 0, 100),
                Days = (int)OptionValues.Integer("--days", parsed.GetValue(days), 56, 1, 3660),
            };
            var path = parsed.GetValue(output) ?? throw new UsageException("no output: name a file with -o FILE, or - for standard output");
            Write(path, parsed.GetValue(force), options);
            return Task.FromResult(CommandLine.Done);
        }));
        return command;
    }

    private static void Write(string path, bool force, SynthesisOptions options)
    {
        if (path == "-")
        {
            using var standardOutput = StandardOutput.Open();
            SyntheticCorpus.WriteCsv(standardOutput, options);
            return;
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new UsageException($"'{path}' is a folder; name a file");
        }

        if (!force && File.Exists(path))
        {
            throw new UsageException($"{path}: the file exists; name another, or give --force to replace it");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new UsageException($"{path}: there is no folder {folder}; make it first, or name another file");
        }

        // Whole or not at all: written beside the target under a name of nobody else's, then renamed.
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                SyntheticCorpus.WriteCsv(file, options);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: force);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
