using System.CommandLine;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What <c>compare</c> asks for beside what <c>detect</c> does: which posts make which campaign.</summary>
internal sealed class ComparisonChoices
{
    private const string ByMonth = "period:month";

    private readonly Option<string?> _groupBy = OptionValues.Word(
        "--group-by", $"What makes a campaign: the values of a column, or {ByMonth}; without it each INPUT is one.", $"COL|{ByMonth}");

    private readonly Option<bool> _whole = OptionValues.Flag("--whole", "Compare all posts, not only those of the period and the languages that the campaigns have in common.");

    public void AddTo(Command command)
    {
        command.Add(_groupBy);
        command.Add(_whole);
    }

    /// <summary>The column that makes campaigns; null where none does.</summary>
    public string? Column(ParseResult parsed) => parsed.GetValue(_groupBy) is { } by && by != ByMonth ? by : null;

    /// <exception cref="UsageException">There would be nothing to compare.</exception>
    public void Check(ParseResult parsed, string[] arguments)
    {
        if (arguments.FirstOrDefault(argument => File.Exists(Path.Combine(argument, RunFolder.LastFile))) is { } run)
        {
            throw new UsageException($"{run}: that is the folder of a run, which keeps only the posts of clusters; name the archives it was made of");
        }

        if (parsed.GetValue(_groupBy) is { } by)
        {
            if (by.StartsWith("period:", StringComparison.Ordinal) && by != ByMonth)
            {
                throw new UsageException($"--group-by {by}: allowed are {ByMonth} and the name of a column");
            }
        }
        else if (arguments.Length < 2)
        {
            throw new UsageException("compare: name two inputs or more, or the parts of one with --group-by");
        }
    }

    public ComparedCampaigns Compare(ParseResult parsed, string[] arguments, KeptPosts kept, IReadOnlyList<SourceFacts> sources, DetectionOptions options)
    {
        try
        {
            return ComparisonStage.Run(kept, sources, Plan(parsed, arguments, kept.Result), parsed.GetValue(_whole), options.Seed, options.Threads);
        }
        catch (InvalidDataException e)
        {
            throw new UsageException($"compare: {e.Message}");
        }
    }

    private CampaignPlan Plan(ParseResult parsed, string[] arguments, DetectionResult result) => Column(parsed) is { } column
        ? new CampaignPlan.ByColumn(result.KeptColumns.Index().First(kept => kept.Item.Equals(column, StringComparison.OrdinalIgnoreCase)).Index)
        : parsed.GetValue(_groupBy) is null ? new CampaignPlan.ByInput(ArgumentsOf(arguments, result.Sources)) : new CampaignPlan.ByMonth();

    // A source is a file of an argument, or what a container among these holds.
    private static string?[] ArgumentsOf(string[] arguments, IReadOnlyList<string> sources)
    {
        var files = arguments.SelectMany(argument => Inputs.Resolve([argument]).Select(file => (file.Path, Argument: argument))).ToDictionary(file => file.Path, file => file.Argument, StringComparer.Ordinal);
        return [.. sources.Select(source =>
        {
            var path = source;
            while (path.Length > 0 && !files.ContainsKey(path))
            {
                path = path[..Math.Max(0, path.LastIndexOf('/'))];
            }

            return files.GetValueOrDefault(path);
        })];
    }
}
