using System.CommandLine;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>Which posts take part and which of their columns are kept: the options that detect and index create share.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string?> _since = OptionValues.Word("--since", "Leave out earlier posts: 2017-08-01, 2017-08-01T12:30 or 2017-08-01T12:30:00+02:00; UTC unless it says otherwise.", "TIME");
    private readonly Option<string?> _until = OptionValues.Word("--until", "Leave out posts at or after this time, written as for --since.", "TIME");
    private readonly Option<bool> _timedOnly = OptionValues.Flag("--timed-only", "Leave out posts without a time.");
    private readonly Option<string?> _where = OptionValues.Word(
        "--where",
        "Leave out posts whose columns do not fulfil this: comparisons = != < <= > >= ~ (contains) with and, or, not, parentheses; a bare number (1000, without separators) compares as a number, "
            + "all else as text. Quote what is no plain word: --where \"lang = en and (followers >= 100 or not 'account type' ~ 'news')\".",
        "EXPR");

    private readonly Option<string?> _keep = OptionValues.Word(
        "--keep", "Columns of the inputs (for JSON dotted paths) to carry along to posts.csv and the report; their bytes and 4 more a post and column in memory.", "COL,...");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _since, _until, _timedOnly, _where, _keep })
        {
            command.Add(option);
        }
    }

    /// <summary>These options with what was chosen.</summary>
    public DetectionOptions ApplyTo(DetectionOptions options, ParseResult parsed)
    {
        var since = OptionValues.Time("--since", parsed.GetValue(_since));
        var until = OptionValues.Time("--until", parsed.GetValue(_until));
        if (since >= until)
        {
            throw new UsageException($"--since {parsed.GetValue(_since)} --until {parsed.GetValue(_until)}: the first must be before the second");
        }

        return options with
        {
            Since = since,
            Until = until,
            TimedOnly = parsed.GetValue(_timedOnly),
            Where = parsed.GetValue(_where) is { } where ? PostFilter.Parse(where) : null,
            Keep = Keep(parsed.GetValue(_keep)),
        };
    }

    private static string[] Keep(string? word)
    {
        var columns = (word ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (columns.Length > PostStore.MaxKeptColumns)
        {
            throw new UsageException($"--keep {word}: {columns.Length} columns; allowed are {PostStore.MaxKeptColumns}");
        }

        var twice = columns.GroupBy(Tables.KeptName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? columns : throw new UsageException($"--keep {word}: posts.csv would have two columns '{twice.Key}'; name every column once");
    }
}
