using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>The closing words on the terminal, and the report's, of runs that a reader must know something about.</summary>
public sealed class SummaryTests : IDisposable
{
    private const string Sea = "hello there my friend of the sea";

    private readonly Workspace _work = new();

    [Fact]
    public void OneIsSingular()
    {
        var run = _work.Detect("run", _work.Write("posts.csv", $"id,author,text\n1,a,{Sea}\n2,a,{Sea}\n"), "--bands", "1", "--rows", "1");
        Assert.Contains("Read 2 records:", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 distinct text under profile social/1; 1 of them is long enough", run.Error, StringComparison.Ordinal);
        Assert.Contains("(1 band of 1 row)", run.Error, StringComparison.Ordinal);
        Assert.Contains("Found 1 cluster in 1 family: 2 posts.", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"2 posts +1 text +1 account +hello", run.Error);
    }

    [Fact]
    public void ExcerptsAreOneLineAndShowWhatIsInvisible()
    {
        var family = "\U0001F469\U0001F3FD\u200D\U0001F680 \u2764\uFE0F\u200D\U0001F525";
        var text = $"{family} a\u200Db \u202Egpj\r\nsecond\nthird";
        var run = _work.Detect("run", _work.Write("posts.csv", $"id,text\n1,\"{text}\"\n2,\"{text}\"\n"));
        Assert.Contains($"  {family} a[U+200D]b [U+202E]gpj second third\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TimesAndBytesAreExplained()
    {
        var bytes = Encoding.Latin1.GetBytes($"id,time,text\n1,2020-01-02 10:00:00,{Sea} \u00FF\n2,sometime,{Sea}\n3,,{Sea}\n");
        var run = _work.Detect("run", _work.Write("posts.csv", bytes), "--since", "2020-01-01");
        string[] notes =
        [
            "1 time without a zone was read as ",
            "1 time could not be read",
            "2 posts have no time and were kept; --timed-only sets them aside.",
            "1 post holds bytes that are not UTF-8",
            "No author is known of the posts of 1 input (",
        ];
        var report = File.ReadAllText(run["report.html"]);
        Assert.All(notes, note => Assert.Contains("\n" + note, run.Error, StringComparison.Ordinal));
        Assert.All(notes, note => Assert.Contains("<li>" + note, report, StringComparison.Ordinal));
        Assert.Equal(2, run.Count("untimed_posts"));

        var plain = _work.Detect("plain", _work.Write("plain.csv", $"id,author,time,text\n1,ann,2020-01-02T10:00:00Z,{Sea}\n2,ben,,{Sea}\n"));
        Assert.DoesNotContain("no time", plain.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"notes\"", File.ReadAllText(plain["report.html"]), StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();
}
