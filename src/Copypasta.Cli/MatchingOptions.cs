using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What counts as near-identical and how it is looked for: the options that an index fixes for good.</summary>
internal sealed class MatchingOptions
{
    /// <summary>Below it the Jaccard similarity to plan for comes near the last digit that a threshold has.</summary>
    private const double LeastContainment = 0.001;

    private readonly Option<string?> _threshold = OptionValues.Word("--threshold", "Similarity at which two texts count as near-identical (default 0.7).", "T");
    private readonly Option<string?> _recall = OptionValues.Word("--recall", "Share of pairs at exactly T that must be found (default 0.999).", "R");
    private readonly Option<string?> _bands = OptionValues.Word("--bands", "Bands of a plan of one's own; with --rows.", "B");
    private readonly Option<string?> _rows = OptionValues.Word("--rows", "Rows of a plan of one's own; with --bands.", "N");
    private readonly Option<string?> _seed = OptionValues.Word("--seed", "Seed of the hash functions (default 1).", "S");
    private readonly Option<string?> _plan = OptionValues.Word("--plan", "Take bands, rows and seed from another run or an index.", "RUN_OR_INDEX");
    private readonly Option<string?> _shingle = OptionValues.Word("--shingle", "What texts are cut into: chars:N or words:N (default chars:5).", "UNIT:N");
    private readonly Option<string?> _minLength = OptionValues.Word(
        "--min-length", "Fewest distinct shingles for near matching (default 16 for chars, 8 of them for Han, Kana and Thai, 4 for words); shorter texts match only when identical.", "N");
    private readonly Option<string?> _reposts = OptionValues.Word("--reposts", "What becomes of reposts: exclude (default), include or only.", "HOW");
    private readonly Option<string?> _duplicateIds = OptionValues.Word(
        "--duplicate-ids", "What becomes of a post that was read before, by platform and id (where the format tells no platform, by author and text too): drop (default) or keep.", "HOW");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _threshold, _recall, _bands, _rows, _seed, _plan, _shingle, _minLength, _reposts, _duplicateIds })
        {
            command.Add(option);
        }
    }

    public DetectionOptions Options(ParseResult parsed, TextProfile profile, SimilarityMeasure similarity = SimilarityMeasure.Jaccard)
    {
        var shingle = Shingle.Default;
        if (parsed.GetValue(_shingle) is { } word && !Shingle.TryParse(word, out shingle))
        {
            throw new UsageException($"--shingle {word}: allowed are chars:N and words:N with N from 1 to {Shingle.MaxSize}");
        }

        var (plan, seed) = Plan(parsed);
        var threshold = OptionValues.Threshold("--threshold", parsed.GetValue(_threshold), 0.7m);
        var recall = OptionValues.Probability("--recall", parsed.GetValue(_recall), 0.999);
        if (similarity == SimilarityMeasure.Containment && threshold.Value < LeastContainment)
        {
            throw new UsageException($"--similarity containment --threshold {threshold}: allowed are thresholds from {LeastContainment.ToString(CultureInfo.InvariantCulture)} to 1");
        }

        var options = new DetectionOptions { Threshold = threshold, Similarity = similarity, Recall = recall, Plan = plan, Seed = seed };
        if (plan is null && !BandingPlan.Exists(options.LeastJaccard, recall))
        {
            throw new UsageException(
                $"--threshold {threshold} --recall {recall.ToString(CultureInfo.InvariantCulture)}: no plan of at most {BandingPlan.MaxBands} bands finds such pairs so surely; raise the threshold or lower the recall");
        }

        return options with
        {
            Profile = profile,
            Shingle = shingle,
            MinLength = parsed.GetValue(_minLength) is { } length ? (int)OptionValues.Integer("--min-length", length, 0, 1, 1_000_000) : null,
            Reposts = OptionValues.Choice(
                "--reposts", parsed.GetValue(_reposts), RepostHandling.Exclude, ("exclude", RepostHandling.Exclude), ("include", RepostHandling.Include), ("only", RepostHandling.Only)),
            DuplicateIds = OptionValues.Choice(
                "--duplicate-ids", parsed.GetValue(_duplicateIds), DuplicateHandling.Drop, ("drop", DuplicateHandling.Drop), ("keep", DuplicateHandling.Keep)),
        };
    }

    private ((int Bands, int Rows)? Plan, ulong Seed) Plan(ParseResult parsed)
    {
        var (bands, rows) = (parsed.GetValue(_bands), parsed.GetValue(_rows));
        var seed = OptionValues.Seed("--seed", parsed.GetValue(_seed), 1);
        if (parsed.GetValue(_plan) is { } run)
        {
            if (bands is not null || rows is not null || parsed.GetValue(_seed) is not null)
            {
                throw new UsageException("--plan gives bands, rows and seed; leave out --bands, --rows and --seed");
            }

            return PlanOfRun(run);
        }

        if (bands is null != (rows is null))
        {
            throw new UsageException("--bands and --rows go together");
        }

        return bands is null
            ? (null, seed)
            : (((int)OptionValues.Integer("--bands", bands, 0, 1, BandingPlan.MaxBands), (int)OptionValues.Integer("--rows", rows, 0, 1, BandingPlan.MaxRows)), seed);
    }

    private static ((int Bands, int Rows) Plan, ulong Seed) PlanOfRun(string run)
    {
        var index = Path.Combine(run, "index.json");
        var file = File.Exists(index) ? index : Path.Combine(run, RunFolder.LastFile);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var element = json.RootElement.GetProperty("plan");
            var plan = new BandingPlan(element.GetProperty("bands").GetInt32(), element.GetProperty("rows").GetInt32(), new Threshold(1));
            return ((plan.Bands, plan.Rows), element.GetProperty("seed").GetUInt64());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UsageException($"--plan {run}: no plan can be read from {file}; name the folder of a finished run, or an index");
        }
    }
}
