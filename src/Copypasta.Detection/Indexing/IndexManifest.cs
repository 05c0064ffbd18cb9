using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// <c>index.json</c>: what an index holds and by which rules. Its last property is XXH3 of all bytes before that property's line. <c>plan</c> has the names that <c>run.json</c> gives them.
/// </summary>
internal sealed record IndexManifest
{
    public const string CurrentFormat = "copypasta-index/2";

    private const string ChecksumLine = ",\n  \"checksum\": \"";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public required string Format { get; init; }

    /// <summary>How texts are signed; indexes of different ids cannot be compared.</summary>
    public required string Algorithm { get; init; }

    public required string Profile { get; init; }

    public required ManifestOptions Options { get; init; }

    public required ManifestPlan Plan { get; init; }

    /// <summary>What became of the records of each addition that was published.</summary>
    public required IReadOnlyList<IndexCounts> Additions { get; init; }

    /// <summary>Number for the next segment's name; never used twice.</summary>
    public required int NextSegment { get; init; }

    /// <summary>Where posts come from, by the number that they are stored with.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    public required IReadOnlyList<IndexInput> Inputs { get; init; }

    public required IReadOnlyList<ManifestSegment> Segments { get; init; }

    public sealed record ManifestOptions(string Threshold, string Similarity, double Recall, string Shingle, int? MinLength, string Reposts, string DuplicateIds)
    {
        public string? Where { get; init; }

        /// <summary>Unix milliseconds, as <see cref="Until"/> is.</summary>
        public long? Since { get; init; }

        public long? Until { get; init; }

        public bool TimedOnly { get; init; }

        /// <summary>Columns whose values stand behind a post's raw text.</summary>
        public IReadOnlyList<string> Keep { get; init; } = [];
    }

    public sealed record ManifestPlan(int Bands, int Rows, int Lanes, ulong Seed, long Capacity, double RecallBound);

    /// <param name="File">Its name.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="Xxh3">Of the whole file, 16 hex digits.</param>
    /// <param name="FirstText">Number of its first text.</param>
    /// <param name="Texts">Texts that it is the first to have.</param>
    /// <param name="EligibleTexts">Of these, long enough for near matching.</param>
    /// <param name="Posts">Posts.</param>
    /// <param name="Families">Records of families.</param>
    public sealed record ManifestSegment(string File, long Bytes, string Xxh3, int FirstText, int Texts, int EligibleTexts, int Posts, int Families);

    public static IndexManifest Of(IndexSettings settings)
    {
        var plan = settings.Plan;
        return new IndexManifest
        {
            Format = CurrentFormat,
            Algorithm = DetectionOptions.AlgorithmId,
            Profile = settings.Profile.Id,
            Options = new ManifestOptions(
                settings.Threshold.ToString(),
                Word(settings.Similarity),
                settings.Recall,
                settings.Shingle.ToString(),
                settings.MinLength,
                Word(settings.Reposts),
                Word(settings.DuplicateIds))
            {
                Where = settings.Where?.Expression,
                Since = settings.Since,
                Until = settings.Until,
                TimedOnly = settings.TimedOnly,
                Keep = settings.Keep,
            },
            Plan = new ManifestPlan(plan.Bands, plan.Rows, plan.Lanes, settings.Seed, settings.Capacity, plan.Recall),
            Additions = [],
            NextSegment = 1,
            Sources = [],
            Inputs = [],
            Segments = [],
        };
    }

    /// <param name="bytes">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="IndexException">It is damaged, or of a version that this program does not know.</exception>
    public static IndexManifest Parse(byte[] bytes, string path)
    {
        try
        {
            var text = Encoding.UTF8.GetString(bytes);
            using (var json = JsonDocument.Parse(bytes))
            {
                var format = json.RootElement.GetProperty("format").GetString();
                if (format != CurrentFormat)
                {
                    throw IndexException.OtherVersion(path, $"format '{format}'", CurrentFormat);
                }
            }

            var end = text.LastIndexOf(ChecksumLine, StringComparison.Ordinal);
            if (end < 0 || text.AsSpan(end + ChecksumLine.Length).IndexOf(Checksum(text[..end]), StringComparison.Ordinal) != 0)
            {
                throw IndexException.Damaged(path, "its checksum does not match");
            }

            var manifest = JsonSerializer.Deserialize<IndexManifest>(bytes, s_json)!;
            return manifest.Algorithm == DetectionOptions.AlgorithmId
                ? manifest
                : throw IndexException.OtherVersion(path, $"algorithm '{manifest.Algorithm}'", DetectionOptions.AlgorithmId);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw IndexException.Damaged(path, "it is no JSON of an index");
        }
    }

    public byte[] ToBytes()
    {
        var text = JsonSerializer.Serialize(this, s_json);
        var body = text[..^"\n}".Length];
        return Encoding.UTF8.GetBytes($"{body}{ChecksumLine}{Checksum(body)}\"\n}}\n");
    }

    /// <exception cref="IndexException">This program does not know the profile or an option.</exception>
    public IndexSettings ToSettings(string path)
    {
        TextProfile[] profiles =
        [
            TextProfile.Social, TextProfile.SocialWith(HashtagHandling.DropTrailing), TextProfile.SocialWith(HashtagHandling.Drop), TextProfile.Web, TextProfile.Exact,
        ];
        var profile = profiles.FirstOrDefault(profile => profile.Id == Profile);
        if (profile is null
            || !decimal.TryParse(Options.Threshold, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var threshold)
            || !Shingle.TryParse(Options.Shingle, out var shingle)
            || !Enum.TryParse<SimilarityMeasure>(Options.Similarity, ignoreCase: true, out var similarity)
            || !Enum.TryParse<RepostHandling>(Options.Reposts, ignoreCase: true, out var reposts)
            || !Enum.TryParse<DuplicateHandling>(Options.DuplicateIds, ignoreCase: true, out var duplicates))
        {
            throw new IndexException($"'{path}' has a profile or options that this program does not know: {Profile}, {Options}; use the program that wrote it, or build the index anew with this one");
        }

        return new IndexSettings
        {
            Threshold = new Threshold(threshold),
            Similarity = similarity,
            Recall = Options.Recall,
            Profile = profile,
            Shingle = shingle,
            MinLength = Options.MinLength,
            Reposts = reposts,
            DuplicateIds = duplicates,
            Where = Options.Where is { } where ? PostFilter.Parse(where) : null,
            Since = Options.Since,
            Until = Options.Until,
            TimedOnly = Options.TimedOnly,
            Keep = Options.Keep,
            Bands = Plan.Bands,
            Rows = Plan.Rows,
            Seed = Plan.Seed,
            Capacity = Plan.Capacity,
        };
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Checksum(string text) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);
}
