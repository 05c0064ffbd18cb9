using System.Text;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

/// <summary>A small corpus as CSV bytes, read by the real reader.</summary>
internal sealed record TestPost(string Id, string Author, string Time, string Text, bool Repost = false);

internal static class Corpus
{
    public static Task<DetectionRun> DetectAsync(DetectionOptions options, params TestPost[][] inputs) => DetectAsync(options, null, inputs);

    /// <param name="options">What to find and how.</param>
    /// <param name="data">Bytes of memory that data may take; null for any number.</param>
    /// <param name="inputs">Files of posts.</param>
    public static Task<DetectionRun> DetectAsync(DetectionOptions options, long? data, params TestPost[][] inputs) => DetectAsync(options, data, 64 << 20, inputs);

    /// <param name="options">What to find and how.</param>
    /// <param name="data">Bytes of memory that data may take; null for any number.</param>
    /// <param name="afterReading">The same once nothing is read any more.</param>
    /// <param name="inputs">Files of posts.</param>
    public static async Task<DetectionRun> DetectAsync(DetectionOptions options, long? data, long afterReading, params TestPost[][] inputs)
    {
        var files = inputs.Select((_, i) => new InputFile($"input-{i}.csv")).ToArray();
        var reader = new PostReader(
            files,
            Reader(options),
            reject => Assert.Fail(reject.Reason),
            open: file => new MemoryStream(Csv(inputs[Array.IndexOf(files, file)])));
        using var folder = new TemporaryFolder(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        var budget = data is { } bytes ? new MemoryBudget(bytes, options.Threads, afterReading) : null;
        return await Detector.RunAsync(reader.ReadAsync(), [.. files.Select(f => f.Path)], options, budget, folder, null, new StageClock(), null, CancellationToken.None);
    }

    /// <summary>How the corpus is read for some options: where fields are asked for, columns that it has stand for some of them.</summary>
    public static ReaderOptions Reader(DetectionOptions options) => new()
    {
        Columns = options.Columns,
        Fields = options.CarriedFields,
        Map = options.Fields.Count == 0 ? [] : new Dictionary<string, string> { ["handle"] = "author", ["client"] = "created_at", ["language"] = "id" },
    };

    /// <summary>Texts without ids, authors or times.</summary>
    public static TestPost[] OfTexts(IEnumerable<string> texts) =>
        [.. texts.Select((text, i) => new TestPost(i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture), string.Empty, string.Empty, text))];

    /// <summary>Random texts of a few templates with random edits: many pairs around every threshold, many exact copies.</summary>
    public static string[] RandomTexts(int seed, int count, int templates = 5)
    {
        var random = new Random(seed);
        const string alphabet = "abcdefgh ийклмн";
        string Draw(int length) => new([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
        var bases = Enumerable.Range(0, templates).Select(_ => Draw(random.Next(20, 90))).ToArray();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var text = new StringBuilder(bases[random.Next(bases.Length)]);
            for (var edits = random.Next(0, 6); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text[at] = alphabet[random.Next(alphabet.Length)];
                        break;
                    case 1:
                        text.Insert(at, Draw(random.Next(1, 8)));
                        break;
                    default:
                        text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
                        break;
                }

                if (text.Length == 0)
                {
                    text.Append('a');
                }
            }

            return text.ToString();
        })];
    }

    public static HashSet<string> Shingles(string text, int size = 5)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (runes.Length == 0)
        {
            return [];
        }

        return runes.Length < size
            ? [text]
            : [.. Enumerable.Range(0, runes.Length - size + 1).Select(i => string.Concat(runes.Skip(i).Take(size)))];
    }

    public static (int Shared, int Union) Jaccard(string a, string b)
    {
        var (x, y) = (Shingles(a), Shingles(b));
        var shared = x.Count(y.Contains);
        return (shared, x.Count + y.Count - shared);
    }

    /// <summary>The fraction that is the similarity of two texts; null where they cannot be compared.</summary>
    public static (int Shared, int Of)? Compare(string a, string b, SimilarityMeasure measure)
    {
        if (measure == SimilarityMeasure.Jaccard)
        {
            return Jaccard(a, b);
        }

        var (x, y) = (Shingles(a), Shingles(b));
        var smaller = Math.Min(x.Count, y.Count);
        return Math.Max(x.Count, y.Count) <= 4 * smaller ? (x.Count(y.Contains), smaller) : null;
    }

    /// <summary>A plan that finds every pair with a shared shingle, for all that a test will ever see: one row, hundreds of bands.</summary>
    public static DetectionOptions Exhaustive(decimal threshold) => new()
    {
        Threshold = new Threshold(threshold),
        Profile = TextProfile.Exact,
        Plan = (400, 1),
        Threads = 2,

        // The ids of random posts repeat, so that an order that rests on them is put to the test.
        DuplicateIds = DuplicateHandling.Keep,
    };

    public static byte[] Csv(TestPost[] posts)
    {
        static string Quote(string value) => '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        var csv = new StringBuilder("id,author,created_at,retweet,text\n");
        foreach (var post in posts)
        {
            csv.Append(string.Join(',', Quote(post.Id), Quote(post.Author), Quote(post.Time), post.Repost ? "1" : "0", Quote(post.Text))).Append('\n');
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
