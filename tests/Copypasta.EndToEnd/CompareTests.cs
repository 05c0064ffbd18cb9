using System.Globalization;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>Campaigns beside each other, as the command compares them.</summary>
public sealed class CompareTests : IDisposable
{
    private static readonly string[] s_tables = ["campaigns.csv", "campaign_pairs.csv", "campaign_clusters.csv", "rarefaction.csv", "lags.csv"];

    private static readonly string[] s_words =
        "harvest river lantern copper meadow winter saddle orchard pepper window timber garden violet marble anchor candle basket thunder feather pebble whistle barley cobble hammer ribbon".Split(' ');

    private static readonly DateTime s_start = new(2021, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void WhatTwoArchivesShareAndHowTheyDiffer()
    {
        var run = Compare("run", Much(), Little());
        var campaigns = run.Table("campaigns.csv");
        Assert.Equal([_work["little.csv"], _work["much.csv"]], campaigns.Select(row => row["campaign"]));
        Assert.Equal(["40", "40"], campaigns.Select(row => row["accounts"]));
        Assert.Equal((int)run.Json["comparison"]!["posts_compared"]!, campaigns.Sum(row => int.Parse(row["posts"], CultureInfo.InvariantCulture)));
        Assert.True(Number(campaigns[1], "near_copies_low") > Number(campaigns[0], "near_copies_high"));

        // Thirty texts are in either archive, a day later in the one; the first of them before the period that the two have in common.
        var pair = Assert.Single(run.Table("campaign_pairs.csv"));
        Assert.Equal(("29", "29", "0"), (pair["clusters"], pair["texts"], pair["accounts"]));
        Assert.True(Number(pair, "near_copies_difference_high") < 0);
        Assert.Equal("0", pair["earlier_in_a"]);
        Assert.Equal("-86400.000", pair["median_lag_s"]);
        var lags = run.Table("lags.csv");
        Assert.Equal(29, lags.Count);
        Assert.All(lags, lag => Assert.Equal(lag["censored"] == "true", DateTime.Parse(lag["first_b"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) < s_start.AddDays(2)));
        Assert.Equal(int.Parse(pair["lags"], CultureInfo.InvariantCulture), lags.Count(lag => lag["censored"] == "false"));

        var clusters = run.Table("campaign_clusters.csv");
        Assert.Equal(29, clusters.GroupBy(row => row["cluster"]).Count(rows => rows.Count() == 2));
        clusters = Compare("whole", _work["much.csv"], _work["little.csv"], "--whole").Table("campaign_clusters.csv");
        var sizes = run.Table("clusters.csv").ToDictionary(row => row["cluster"], row => row["posts"]);
        Assert.All(clusters.GroupBy(row => row["cluster"]), rows => Assert.Equal(sizes[rows.Key], rows.Sum(row => int.Parse(row["posts"], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)));
        Assert.Contains("Compared 2 campaigns", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ThreadsOrderAndMemoryChangeNoByte()
    {
        var (much, little) = (Much(), Little());
        var run = Compare("run", much, little);
        Run[] others = [Compare("threads", much, little, "--threads", "1"), Compare("order", little, much), Compare("disk", much, little, "--memory", "256MiB")];
        Assert.All(others, other => Assert.All(s_tables, table => Assert.Equal(File.ReadAllText(run[table]), File.ReadAllText(other[table]))));
    }

    [Fact]
    public void AColumnAndTheMonthMakeCampaignsToo()
    {
        var posts = File.ReadAllLines(Much());
        var input = _work.Write("grouped.csv", string.Join('\n', posts.Select((line, i) => i == 0 ? "side," + line : $"{(i % 7 == 0 ? "" : i % 2 == 0 ? "left" : "=right")},{line}")) + "\n");
        var run = Compare("column", input, "--group-by", "side");
        var campaigns = run.Table("campaigns.csv");
        Assert.Equal(["'=right", "left"], campaigns.Select(row => row["campaign"])); // nothing for a spreadsheet to run
        Assert.Equal((posts.Length - 1) / 7, (int)run.Json["comparison"]!["posts_of_no_campaign"]!);
        var months = Compare("month", input, "--group-by", "period:month").Table("campaigns.csv");
        Assert.Equal(["2021-03", "2021-04"], months.Select(row => row["campaign"]));
        Assert.Equal(posts.Length - 1, months.Sum(row => int.Parse(row["posts"], CultureInfo.InvariantCulture)));
    }

    // A campaign of one post leaves nothing of the others within "its period": noughts would be told as shares.
    [Fact]
    public void WhereTooLittleIsInCommonAllPostsCount()
    {
        var (much, one) = (Much(), _work.Write("one.csv", "id,author,created_at,text\n9000001,somebody,2021-03-02T00:00:01Z,one post and nothing else at all\n"));
        var run = Compare("run", much, one);
        Assert.Contains($"there is no post of {much}, so all posts count", run.Error, StringComparison.Ordinal);
        Assert.Contains("a sample of one post holds no copies", run.Error, StringComparison.Ordinal);
        Assert.Contains("samples of 1 post,", run.Error, StringComparison.Ordinal);
        Assert.Contains(": 1 post, 1 account;", run.Error, StringComparison.Ordinal);
        Assert.Equal(much, (string)run.Json["comparison"]!["campaigns_without_common_posts"]!.AsArray().Single()!);
        var whole = Compare("whole", much, one, "--whole");
        Assert.Empty(whole.Json["comparison"]!["campaigns_without_common_posts"]!.AsArray());
        Assert.All((string[])["campaigns.csv", "campaign_pairs.csv", "rarefaction.csv", "lags.csv"], file => Assert.Equal(whole.Table(file), run.Table(file)));
    }

    // A post that two inputs have is the first one's: of the copy nothing is left, and leaving it out unsaid would read as if it had been compared.
    [Fact]
    public void AnInputWithoutAPostOfItsOwnIsNamed()
    {
        var (much, little) = (Much(), Little());
        var copy = _work.Write("much-again.csv", File.ReadAllText(much));
        var run = Compare("run", much, little, copy);
        Assert.Contains($"Not compared: {copy}, which has no post left.", run.Error, StringComparison.Ordinal);
        Assert.Equal(copy, (string)run.Json["comparison"]!["campaigns_without_posts"]!.AsArray().Single()!);
        Assert.Equal([little, much], run.Table("campaigns.csv").Select(row => row["campaign"]));
        var refused = CopypastaProcess.Run("compare", much, copy, "-o", _work["refused"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"all posts are of one campaign, {much}, and none is left of {copy};", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PostsOfABackgroundAreOfNoCampaign()
    {
        var background = _work.Write("background.csv", "id,author,created_at,text\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"{8000000 + i},other{i},2021-03-0{1 + i}T00:00:00Z,\"{Sentence("background", i)}\"\n")));
        var (without, with) = (Compare("without", Much(), Little()), new Run(_work["with"], CopypastaProcess.Run("compare", "-o", _work["with"], Much(), Little(), "--background", background).Succeeded().Error));
        Assert.Contains("of the background 7", with.Error, StringComparison.Ordinal);
        Assert.Equal(7, (int)with.Json["comparison"]!["posts_of_background"]!);
        Assert.Equal(0, (int)with.Json["comparison"]!["posts_of_no_campaign"]!);
        Assert.Equal(without.Table("campaigns.csv"), with.Table("campaigns.csv"));
    }

    [Fact]
    public void LanguagesThatArePartOfTheScopeAreTold()
    {
        string Of(string name, string languages, int from) => _work.Write(name, "id,author,created_at,lang,text\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{from + i},{name}{i % 12},2021-03-{1 + (i / 2):00}T00:00:00Z,{languages.Split('+')[i % languages.Split('+').Length]},{s_words[i % 20]} and {s_words[(i * 7) % 20]} number {i} of {name}\n"))));
        var (english, mixed, russian) = (Of("english.csv", "en", 1000), Of("mixed.csv", "en+ru", 2000), Of("russian.csv", "ru", 3000));
        Assert.Contains("Only the languages that all have count: en ", Compare("some", english, mixed).Error, StringComparison.Ordinal);
        var none = Compare("none", english, russian);
        Assert.Contains("The campaigns have no language in common", none.Error, StringComparison.Ordinal);
        Assert.True((bool)none.Json["comparison"]!["no_common_language"]!);

        // Nor where the period is too little.
        var late = _work.Write("late.csv", "id,author,created_at,lang,text\n9000001,somebody,2021-03-02T00:00:01Z,ru,one post and nothing else at all\n");
        var little = Compare("little", english, late);
        Assert.Single(little.Json["comparison"]!["campaigns_without_common_posts"]!.AsArray());
        Assert.True((bool)little.Json["comparison"]!["no_common_language"]!);
        Assert.Contains("The campaigns have no language in common", little.Error, StringComparison.Ordinal);
    }

    // A value of a column may be as long as a post: the words on the terminal cut it, the tables do not.
    [Fact]
    public void LongNamesAreCutOnTheTerminal()
    {
        var @long = new string('L', 5000);
        var input = _work.Write("long.csv", string.Join('\n', File.ReadAllLines(Much()).Select((line, i) => i == 0 ? "side," + line : $"{(i % 2 == 0 ? "left" : @long)},{line}")) + "\n");
        var run = Compare("long", input, "--group-by", "side");
        Assert.Contains(run.Table("campaigns.csv"), row => row["campaign"] == @long);
        Assert.Contains("LLL…", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('L', 300), run.Error, StringComparison.Ordinal);
        var refused = CopypastaProcess.Run("compare", input, "--group-by", "side", "--where", "side != left", "-o", _work["refused"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("all posts are of one campaign, LLL", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('L', 300), refused.Error, StringComparison.Ordinal);
    }

    // The one ends when the other begins: no difference of theirs is one of campaigns.
    [Fact]
    public void OnlyTheCommonPeriodCounts()
    {
        var (early, late) = (_work.Write("early.csv", Posts(40, 10, 0.5, from: 0, days: 20)), _work.Write("late.csv", Posts(40, 10, 0.5, from: 10, days: 20, names: "late")));
        var run = Compare("common", early, late);
        Assert.StartsWith("2021-03-11", (string)run.Json["comparison"]!["period_from"]!, StringComparison.Ordinal);
        var (compared, outside) = ((int)run.Json["comparison"]!["posts_compared"]!, (int)run.Json["comparison"]!["posts_outside"]!);
        Assert.Equal(run.Count("kept"), compared + outside);
        Assert.InRange(outside, compared / 2, compared * 2);
        Assert.Equal(run.Count("kept"), (long)Compare("whole", early, late, "--whole").Json["comparison"]!["posts_compared"]!);
        var apart = Compare("apart", early, _work.Write("later.csv", Posts(40, 10, 0.5, from: 30, days: 20, names: "later")));
        Assert.True((bool)apart.Json["comparison"]!["no_common_period"]!);
        Assert.Contains("no period in common", apart.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare: name two inputs or more")]
    [InlineData("--group-by period:week: allowed are period:month", "--group-by", "period:week")]
    [InlineData("--group-by: no input has a column 'sid'", "--group-by", "sid")]
    [InlineData("compare: all posts are of one campaign, en", "--group-by", "lang")]
    [InlineData("more than 64 campaigns", "--group-by", "id")]
    public void MistakesAreToldInOneLine(string message, params string[] arguments)
    {
        var result = CopypastaProcess.Run(["compare", Much(), "-o", _work["bad"], "--quiet", "--permutations", "0", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_work["bad"], "run.json")));
    }

    [Fact]
    public void WhatIsDifferentInEachPostIsNoLanguage()
    {
        string[] arguments = ["compare", _work.Write("many.csv", Posts(100, 40, 0.6, from: 0, days: 30)), Little(), "-o", _work["ids"], "--quiet", "--permutations", "0", "--map", "language=id"];
        var result = CopypastaProcess.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("more than 1,000 languages", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        CopypastaProcess.Run([.. arguments, "--whole", "--force"]).Succeeded();
    }

    [Fact]
    public void AFolderOfARunIsNoArchive()
    {
        var run = _work.Detect("run", Much());
        var result = CopypastaProcess.Run("compare", run.Folder, Little(), "-o", _work["bad"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("that is the folder of a run", result.Error, StringComparison.Ordinal);
    }

    private string Much() => _work.Write("much.csv", Posts(40, 12, 0.6, from: 0, days: 40));

    private string Little() => _work.Write("little.csv", Posts(40, 12, 0.05, from: 1, days: 40, names: "other"));

    private Run Compare(string name, params string[] arguments)
    {
        var result = CopypastaProcess.Run(["compare", "-o", _work[name], "--permutations", "0", .. arguments]).Succeeded();
        return new Run(_work[name], result.Error);
    }

    private static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    /// <summary>Each account's posts, of which some share are one of forty texts of the archive; and thirty texts that any archive has at one time of its own, day after day.</summary>
    private static string Posts(int accounts, int each, double copied, int from, int days, string names = "account")
    {
        var random = new Random(accounts + from);
        var csv = new StringBuilder("id,author,created_at,lang,text\n");
        var id = from * 1_000_000;
        void Add(string author, double day, string text) =>
            csv.Append(CultureInfo.InvariantCulture, $"{++id},{author},{s_start.AddDays(from + day):yyyy-MM-ddTHH:mm:ss}Z,en,\"{text}\"\n");
        for (var account = 0; account < accounts; account++)
        {
            for (var i = 0; i < each; i++)
            {
                Add($"{names}{account}", random.NextDouble() * days, Sentence(names, random.NextDouble() < copied ? random.Next(40) : ++id));
            }
        }

        for (var text = 0; text < Math.Min(days - 1, 30); text++)
        {
            Add($"{names}{text}", text + 0.5, Sentence("day", text));
        }

        return csv.ToString();
    }

    private static string Sentence(string of, int number)
    {
        var random = new Random(number + (1000 * of.Length));
        return string.Join(' ', random.GetItems(s_words, 14));
    }
}
