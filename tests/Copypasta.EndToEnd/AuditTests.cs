using System.Globalization;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>What <c>--audit</c> says of runs that miss much, against what they miss.</summary>
public sealed class AuditTests : IDisposable
{
    private static readonly string[] s_weakPlan = ["--profile", "exact", "--bands", "1", "--rows", "6"];
    private static readonly string[] s_texts = Texts();

    private readonly Workspace _work = new();

    [Fact]
    public void OfAllTextsItCountsThoseWithANeighbourExactly()
    {
        var run = Detect("all", s_texts, "--audit", "1000000");
        var audit = run.Json["audit"]!;
        var families = run.Table("posts.csv").ToDictionary(post => post["text"], post => post["family"]);
        var neighbours = s_texts.Select(text => s_texts.Where(other => other != text && IsMatch(text, other)).ToArray()).ToArray();
        bool Same(int text, string other) => families.TryGetValue(s_texts[text], out var family) && families.TryGetValue(other, out var its) && family == its;

        Assert.Equal((1_000_000, s_texts.Length, s_texts.Length), ((int)audit["requested"]!, (int)audit["eligible"]!, (int)audit["sampled"]!));
        Assert.Equal(neighbours.Count(n => n.Length > 0), (int)audit["with_neighbours"]!);
        var least = Enumerable.Range(0, s_texts.Length).Count(text => neighbours[text].Length > 0 && neighbours[text].All(other => Same(text, other)));
        var most = Enumerable.Range(0, s_texts.Length).Count(text => neighbours[text].Any(other => Same(text, other)));
        Assert.InRange((int)audit["found"]!, least, most);
        Assert.True(least < most && most < neighbours.Count(n => n.Length > 0));
        Assert.Contains($"\nAudit: all {s_texts.Length} texts long enough for near matching (fewer than the 1,000,000 asked for) were compared with all of them by brute force. ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameIsSaidOnTheTerminalInTheReportAndInTheRun()
    {
        var run = Detect("run", s_texts, "--audit", "120", "--seed", "9");
        var audit = run.Json["audit"]!;
        var (with, found) = ((int)audit["with_neighbours"]!, (int)audit["found"]!);
        var (recall, low, high) = ((decimal)audit["recall"]!, (decimal)audit["low"]!, (decimal)audit["high"]!);
        Assert.InRange(found, 1, with - 1);
        Assert.InRange((double)recall, ((double)found / with) - 0.000001, (double)found / with);
        Assert.Equal((120, 95, "clopper-pearson"), ((int)audit["sampled"]!, (int)audit["confidence_percent"]!, (string)audit["interval"]!));

        // Rounded outwards from where the binomial tails are 2.5%.
        Assert.InRange(Tail(with, (double)low, found, with), 0.0249, 0.025);
        Assert.InRange(Tail(with, (double)high, 0, found), 0.0249, 0.025);

        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"Audit: 120 of the {s_texts.Length} texts long enough for near matching, drawn by seed 9, were compared with all of them by brute force. {with} have a text near-identical to them; one drawn for each is in the same family for {found}: found recall {recall:0.######}, 95% interval {low:0.######} to {high:0.######} (Clopper-Pearson).");
        Assert.Contains("\n" + words + "\n", run.Error, StringComparison.Ordinal);
        Assert.Contains($"<p>{words} This is the recall of linking", File.ReadAllText(run["report.html"]), StringComparison.Ordinal);
        Assert.Equal(120, (int)run.Json["parameters"]!["audit"]!);
    }

    [Fact]
    public void NeitherOrderNorThreadsChangeIt()
    {
        var run = Detect("run", s_texts, "--audit", "120", "--threads", "1");
        Assert.True((int)run.Json["audit"]!["found"]! < (int)run.Json["audit"]!["with_neighbours"]!);
        Assert.Equal(Audit(run), Audit(Detect("reversed", [.. s_texts.Reverse()], "--audit", "120", "--threads", "4")));
        Assert.Equal(Audit(run), Audit(Detect("ordered", [.. s_texts.Order(StringComparer.Ordinal)], "--audit", "120", "--threads", "2")));
        Assert.NotEqual(Audit(run), Audit(Detect("seed", s_texts, "--audit", "120", "--seed", "2")));
    }

    [Fact]
    public void WithoutNeighboursNothingIsSaidAboutTheRecall()
    {
        string[] texts = ["one text about the sea and its fish", "another that speaks of mountains only", "short"];
        var run = Detect("run", texts, "--audit", "5");
        const string Words = "Audit: all 2 texts long enough for near matching (fewer than the 5 asked for) were compared with all of them by brute force. "
            + "None has a text near-identical to it, so nothing can be said about the recall (interval 0 to 1).";
        Assert.Contains("\n" + Words + "\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("<p>" + Words, File.ReadAllText(run["report.html"]), StringComparison.Ordinal);
        Assert.Null(run.Json["audit"]!["recall"]);
        Assert.Equal((0, 1), ((int)run.Json["audit"]!["low"]!, (int)run.Json["audit"]!["high"]!));

        var plain = Detect("plain", texts);
        Assert.Null(plain.Json["audit"]);
        Assert.DoesNotContain("Audit", plain.Error + File.ReadAllText(plain["report.html"]), StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();

    private Run Detect(string name, string[] texts, params string[] options)
    {
        var input = _work.Write($"{name}.csv", "id,text\n" + string.Concat(texts.Select((text, i) => Csv.Write($"{i}", text))));
        return _work.Detect(name, [input, .. s_weakPlan, .. options]);
    }

    private static string Audit(Run run) => run.Json["audit"]!.ToJsonString();

    private static bool IsMatch(string a, string b)
    {
        var (shared, union) = ComparableText.Similarity(a, b);
        return shared * 10 >= union * 7;
    }

    /// <summary>Families of six around sixty texts, one or two letters changed; all distinct.</summary>
    private static string[] Texts()
    {
        var random = new Random(77);
        var texts = new List<string>();
        for (var family = 0; family < 60; family++)
        {
            var text = string.Concat(Enumerable.Range(0, 60).Select(_ => (char)random.Next('a', 'z' + 1)));
            for (var variant = 0; variant < 6; variant++)
            {
                var letters = text.ToCharArray();
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    letters[random.Next(letters.Length)] = (char)random.Next('a', 'z' + 1);
                }

                texts.Add(new string(letters));
            }
        }

        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    private static double Tail(int trials, double p, int from, int to)
    {
        double logChoose = 0, sum = 0;
        for (var k = 0; k <= to; k++)
        {
            logChoose += k == 0 ? 0 : Math.Log(trials - k + 1) - Math.Log(k);
            sum += k < from ? 0 : Math.Exp(logChoose + (k * Math.Log(p)) + ((trials - k) * Math.Log(1 - p)));
        }

        return sum;
    }
}
