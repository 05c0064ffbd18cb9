using System.CommandLine;
using System.Globalization;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Cli;

/// <summary>What counts as near-identical and how it is looked for: the options that an index fixes for good.</summary>
internal sealed class MatchingOptions
{
    private readonly Option<string?> _threshold = OptionValues.Word("--threshold", "Similarity at which two texts count as near-identical (default 0.7).", "T");
    private readonly Option<string?> _recall = OptionValues.Word("--recall", "Share of pairs at exactly T that must be found (default 0.999).", "R");
    private readonly Option<string?> _bands = OptionValues.Word("--bands", "Bands of a plan of one's own; with --rows.", "B");
    private readonly Option<string?> _rows = OptionValues.Word("--rows", "Rows of a plan of one's own; with --bands.", "N");
    private readonly Option<string?> _seed = OptionValues.Word("--seed", "Seed of the hash functions (default 1).", "S");
    private readonly Option<string?> _shingle = OptionValues.Word("--shingle", "What texts are cut into: chars:N or words:N (default chars:5).", "UNIT:N");
    private readonly Option<string?> _minLength = OptionValues.Word("--min-length", "Fewest distinct shingles for near matching; shorter texts match only when identical.", "N");
    private readonly Option<string?> _reposts = OptionValues.Word("--reposts", "What becomes of reposts: exclude (default), include or only.", "HOW");
    private readonly Option<string?> _duplicateIds = OptionValues.Word("--duplicate-ids", "What becomes of a post that was read before, in any addition: drop (default) or keep.", "HOW");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _threshold, _recall, _bands, _rows, _seed, _shingle, _minLength, _reposts, _duplicateIds })
        {
            command.Add(option);
        }
    }

    public DetectionOptions Options(ParseResult parsed, TextProfile profile)
    {
        var shingle = Shingle.Default;
        if (parsed.GetValue(_shingle) is { } word && !Shingle.TryParse(word, out shingle))
        {
            throw new UsageException($"--shingle {word}: allowed are chars:N and words:N with N from 1 to {Shingle.MaxSize}");
        }

        var (bands, rows) = (parsed.GetValue(_bands), parsed.GetValue(_rows));
        if (bands is null != (rows is null))
        {
            throw new UsageException("--bands and --rows go together");
        }

        var threshold = OptionValues.Threshold("--threshold", parsed.GetValue(_threshold), 0.7m);
        var recall = OptionValues.Probability("--recall", parsed.GetValue(_recall), 0.999);
        if (bands is null && !BandingPlan.Exists(threshold, recall))
        {
            throw new UsageException(
                $"--threshold {threshold} --recall {recall.ToString(CultureInfo.InvariantCulture)}: no plan of at most {BandingPlan.MaxBands} bands finds such pairs so surely; raise the threshold or lower the recall");
        }

        return new DetectionOptions
        {
            Threshold = threshold,
            Recall = recall,
            Plan = bands is null
                ? null
                : ((int)OptionValues.Integer("--bands", bands, 0, 1, BandingPlan.MaxBands), (int)OptionValues.Integer("--rows", rows, 0, 1, BandingPlan.MaxRows)),
            Seed = OptionValues.Seed("--seed", parsed.GetValue(_seed), 1),
            Profile = profile,
            Shingle = shingle,
            MinLength = parsed.GetValue(_minLength) is { } length ? (int)OptionValues.Integer("--min-length", length, 0, 1, 1_000_000) : null,
            Reposts = OptionValues.Choice(
                "--reposts", parsed.GetValue(_reposts), RepostHandling.Exclude, ("exclude", RepostHandling.Exclude), ("include", RepostHandling.Include), ("only", RepostHandling.Only)),
            DuplicateIds = OptionValues.Choice(
                "--duplicate-ids", parsed.GetValue(_duplicateIds), DuplicateHandling.Drop, ("drop", DuplicateHandling.Drop), ("keep", DuplicateHandling.Keep)),
        };
    }
}
