using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Copypasta.EndToEnd;

/// <summary>What a run holds that is to be passed on, and above all what it does not.</summary>
public sealed class SharingTests : IDisposable
{
    private const int FewestAccounts = 5;
    private const int Beginning = 6;

    private static readonly string[] s_hours = ["time", "first", "last", "burst_hour_start", "burst_day_start"];

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task NothingOfAnInputIsFoundInAnyByte()
    {
        var input = _work["invented-posts.csv"];
        CopypastaProcess.Run("synth", "--sample", "-o", input).Succeeded();
        var posts = Csv.Read(File.ReadAllText(input));
        File.AppendAllText(input, "a row that is none with mallard_zz99 in it\n");
        var key = Key("key", 1);
        var run = _work.Detect("run", input, "--share", "public", "--pseudonymize", key, "--outputs", "csv,jsonl,parquet", "--keep", "lang", "--all-posts", "--pairs", "--where", "author != teapot_xx1");

        string[] files = [.. Directory.GetFiles(run.Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Contains("account_pairs.parquet", files);
        Assert.DoesNotContain("rejects.jsonl", files);
        var told = new StringBuilder();
        foreach (var file in files)
        {
            told.Append(Encoding.Latin1.GetString(File.ReadAllBytes(run[file]))).Append(Encoding.UTF8.GetString(File.ReadAllBytes(run[file]))).Append('\n');
            if (file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                var (_, rows) = await ParquetTests.Read(run[file]);
                told.AppendJoin('\n', rows.SelectMany(row => row).OfType<string>());
            }
        }

        var output = told.ToString();
        var forbidden = posts.SelectMany(Forbidden).Append(Path.GetFileName(input)).Append("mallard_zz99").Append("teapot_xx1").Distinct().ToArray();
        Assert.True(forbidden.Length > 10_000, $"{forbidden.Length} strings");
        Assert.Null(FirstOf(forbidden, output));

        // The search finds what is there to be found.
        Assert.NotNull(FirstOf(forbidden, File.ReadAllText(_work.Detect("whole", input)["posts.csv"])));
    }

    [Fact]
    public void AccountsOfSmallClustersAreToldNowhereAndAllOthersByOnePseudonym()
    {
        var input = _work["sample.csv"];
        CopypastaProcess.Run("synth", "--sample", "-o", input).Succeeded();
        var whole = _work.Detect("whole", input, "--outputs", "csv");
        var run = _work.Detect("run", input, "--share", "public", "--pseudonymize", Key("key", 1));

        var large = whole.Table("clusters.csv").Where(cluster => int.Parse(cluster["accounts"], null) >= FewestAccounts).Select(cluster => cluster["cluster"]).ToHashSet();
        var accounts = whole.Table("posts.csv").Where(post => large.Contains(post["cluster"])).Select(post => post["author"]).ToHashSet();
        Assert.NotEqual(whole.Table("accounts.csv").Count, accounts.Count);
        var posts = run.Table("posts.csv");
        Assert.Equal(["source", "id", "author", "time", "cluster", "family", "similarity"], posts[0].Keys);
        Assert.Equal(whole.Table("posts.csv").Count(post => large.Contains(post["cluster"])), posts.Count);
        Assert.True(posts.Count < whole.Table("posts.csv").Count);
        Assert.All(posts, post => Assert.Matches("^s[0-9a-f]{32} p[0-9a-f]{32} a[0-9a-f]{32} c[0-9a-f]{32} f[0-9a-f]{32}$", string.Join(' ', "source id author cluster family".Split(' ').Select(column => post[column]))));
        Assert.Equal(posts.Count, posts.Select(post => post["id"]).Distinct().Count());
        Assert.Equal(accounts.Count, posts.Select(post => post["author"]).Distinct().Count());
        Assert.Equal(posts.Select(post => post["author"]).ToHashSet(), run.Table("accounts.csv").Select(account => account["account"]).ToHashSet());

        // No order that the values would have.
        foreach (var (table, column) in new[] { ("posts", "id"), ("accounts", "account"), ("clusters", "cluster"), ("families", "family"), ("labels", "cluster"), ("slots", "cluster"), ("account_pairs", "a") })
        {
            string[] told = [.. run.Table(table + ".csv").Select(row => row[column])];
            Assert.NotEmpty(told);
            Assert.Equal(told.Order(StringComparer.Ordinal), told);
        }

        Assert.All(run.Table("account_pairs.csv"), pair => Assert.True(string.CompareOrdinal(pair["a"], pair["b"]) < 0));

        // Clusters and the figures of pairs are those of the whole run.
        string[] Figures(Run of, string table, params string[] columns) => [.. of.Table(table).Select(row => string.Join(' ', columns.Select(column => row[column]))).Order(StringComparer.Ordinal)];
        Assert.Equal(Figures(whole, "clusters.csv", "posts", "texts", "accounts", "min_similarity", "labels"), Figures(run, "clusters.csv", "posts", "texts", "accounts", "min_similarity", "labels"));
        var pairs = whole.Table("account_pairs.csv");
        bool IsTold(Dictionary<string, string> pair) => accounts.Contains(pair["a"]) && accounts.Contains(pair["b"]);
        Assert.Equal(pairs.Where(IsTold).Select(pair => pair["p"]).Order(), run.Table("account_pairs.csv").Select(pair => pair["p"]).Order());
        Assert.Equal(pairs.Count(pair => !IsTold(pair)), (int)run.Json["sharing"]!["pairs_not_told"]!);
        Assert.Equal(
            whole.Table("pair_evidence.csv").Where(IsTold).Select(coPost => coPost["lag_s"].TrimStart('-')).Order(),
            run.Table("pair_evidence.csv").Select(coPost => coPost["lag_s"].TrimStart('-')).Order());
        Assert.Equal(
            whole.Table("hashtags.csv").Where(tag => int.Parse(tag["accounts"], null) >= FewestAccounts).Select(tag => tag["hashtag"]), run.Table("hashtags.csv").Select(tag => tag["hashtag"]));
        foreach (var table in new[] { "posts", "clusters", "accounts", "hashtags", "links" })
        {
            Assert.All(run.Table(table + ".csv"), row => Assert.All(s_hours.Where(row.ContainsKey), column => Assert.Matches("^$|T[0-9]{2}:00:00Z$", row[column])));
        }

        var sharing = run.Json["sharing"]!;
        Assert.Equal("public", (string)sharing["share"]!);
        Assert.Equal(accounts.Count, (int)sharing["accounts_told"]!);
        Assert.Equal(whole.Table("accounts.csv").Count, (int)sharing["accounts_told"]! + (int)sharing["accounts_not_told"]!);
        Assert.Contains("remains personal data", (string)sharing["notice"]!, StringComparison.Ordinal);
        Assert.Contains("It remains personal data", run.Error, StringComparison.Ordinal);

        // A lag is that of the second of the pair behind the first, whichever that is.
        var firsts = run.Table("pair_evidence.csv").GroupBy(coPost => (coPost["a"], coPost["b"])).Select(pair => pair.Count(coPost => coPost["lag_s"][0] == '-'));
        var raw = whole.Table("pair_evidence.csv").Where(IsTold).GroupBy(coPost => (coPost["a"], coPost["b"])).ToList();
        var swapped = raw.Count(pair => string.CompareOrdinal(Pseudonym(pair.Key.Item1), Pseudonym(pair.Key.Item2)) > 0);
        Assert.InRange(swapped, 1, raw.Count - 1);
        Assert.Equal(
            raw.Select(pair => string.CompareOrdinal(Pseudonym(pair.Key.Item1), Pseudonym(pair.Key.Item2)) > 0 ? pair.Count(coPost => decimal.Parse(coPost["lag_s"], null) > 0) : pair.Count(coPost => coPost["lag_s"][0] == '-')).Order(),
            firsts.Order());
    }

    [Fact]
    public void TheSameKeyGivesTheSamePseudonymsAndAnotherOthers()
    {
        var input = _work.Synthesise(1_500, 2);
        string[] Accounts(string name, params string[] key) =>
            [.. _work.Detect(name, [input, "--share", "public", .. key]).Table("accounts.csv").Select(account => account["account"])];
        var first = Accounts("first", "--pseudonymize", Key("key", 1));
        Assert.Equal(first, Accounts("again", "--pseudonymize", Key("same", 1)));
        Assert.Empty(first.Intersect(Accounts("other", "--pseudonymize", Key("second", 2))));
        Assert.Empty(Accounts("none").Intersect(Accounts("new")));
    }

    [Fact]
    public void IdsAreAllThatIsToldOfPosts()
    {
        var input = _work.Synthesise(1_500, 2);
        var whole = _work.Detect("whole", input);
        var run = _work.Detect("run", input, "--share", "ids", "--pseudonymize", Key("key", 1));
        Assert.Equal(["posts.csv", "run.json", "schema.json"], Directory.GetFiles(run.Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        var posts = run.Table("posts.csv");
        Assert.Equal(["id", "cluster"], posts[0].Keys);
        Assert.Equal(whole.Table("posts.csv").Select(post => post["id"]).Order(), posts.Select(post => post["id"]).Order());
        Assert.NotEqual(whole.Table("posts.csv").Select(post => post["id"]), posts.Select(post => post["id"]));

        // Laid beside what was passed on with pseudonyms, ids do not tell whose they are: no cluster and no place is the same.
        var open = _work.Detect("open", input, "--share", "public", "--pseudonymize", _work["key"]).Table("posts.csv");
        Assert.Empty(open.Select(post => post["cluster"]).Intersect(posts.Select(post => post["cluster"])));
        Assert.DoesNotMatch(@"posts\.csv|synth-", Regex.Replace(File.ReadAllText(run["run.json"]), "\"posts.csv\": \"[0-9a-f]{64}\"", ""));
    }

    [Fact]
    public void WhatAColumnOfHashtagsHoldsBesidesIsNotTold()
    {
        var rows = Enumerable.Range(0, 6).Select(i => $"{i},acc{i},2024-05-01T10:{i:00}:30Z,the long queue at the tea house is gone by noon today,https://secret.example/slug plain a;b");
        var input = _work.Write("tea.csv", "id,author,time,text,hashtags\n" + string.Join('\n', rows) + "\n");
        Assert.Contains("https://secret.example/slug", _work.Detect("whole", input).Table("hashtags.csv").Select(tag => tag["hashtag"]));
        Assert.Equal(["a", "b", "plain"], _work.Detect("run", input, "--share", "public").Table("hashtags.csv").Select(tag => tag["hashtag"]));
    }

    [Fact]
    public void ANameOnTwoPlatformsIsToldForAllOrForNone()
    {
        // Six accounts of one platform in a large cluster; on another platform one of the names in a cluster of two.
        var tweets = Enumerable.Range(0, 6).Select(i => $$"""{"id":"{{100 + i}}","author_id":"{{10 + i}}","created_at":"2024-05-01T10:{{i:00}}:30.000Z","text":"the long queue at the tea house is gone by noon today"}""");
        var toots = Enumerable.Range(0, 2).Select(i => $$"""{"id":"{{200 + i}}","created_at":"2024-05-01T11:{{i:00}}:30.000Z","content":"<p>a lamp in every window of the street this evening</p>","account":{"id":"{{10 + i}}","acct":"{{10 + i}}","username":"{{10 + i}}"},"reblog":null,"visibility":"public","uri":"https://m.example/{{200 + i}}"}""");
        string[] inputs = [_work.Write("x.ndjson", string.Join('\n', tweets) + "\n"), _work.Write("m.ndjson", string.Join('\n', toots) + "\n")];
        Assert.Equal(2, _work.Detect("whole", inputs).Table("accounts.csv").Select(account => account["platform"]).Distinct().Count());
        var run = _work.Detect("run", [.. inputs, "--share", "public"]);
        Assert.Equal(4, run.Table("accounts.csv").Count);
        Assert.Equal(4, (int)run.Json["sharing"]!["accounts_told"]!);
        Assert.Equal(4, (int)run.Json["sharing"]!["accounts_not_told"]!);
    }

    [Fact]
    public void HashtagsOfFewOrOfAnAccountsNameAreNotTold()
    {
        string[] many = ["Ｔeapot", "kettle", "saucer", "spoon", "samovar", "caddy"];
        string[] few = ["lamp", "wick", "oil", "flame"];
        var rows = many.Select((account, i) => $"{i},{account},2024-05-01T10:{i:00}:30Z,the long queue at the tea house is gone by noon today #alpha #Teapot @kettle https://a.example/q,secret-a,secret-b,secret-c,7,secret-d")
            .Concat(few.Select((account, i) => $"{i + 10},{account},2024-05-01T11:{i:00}:30Z,a lamp in every window of the street this evening #beta https://b.example/q,secret-a,secret-b,secret-c,7,secret-d"));
        var input = _work.Write("tea.csv", "id,author,time,text,platform,labels,type,occasion,hashtag\n" + string.Join('\n', rows) + "\n");
        Assert.Equal(["alpha", "teapot", "beta"], _work.Detect("whole", input).Table("hashtags.csv").Select(tag => tag["hashtag"]));

        var run = _work.Detect("run", input, "--share", "public", "--pseudonymize", Key("key", 1), "--keep", "platform,labels,type,occasion,hashtag", "--outputs", "csv,parquet");

        // Columns of the inputs are left out whatever their names.
        Assert.Equal(["source", "id", "author", "time", "cluster", "family", "similarity"], run.Table("posts.csv")[0].Keys);
        Assert.Equal(6, run.Table("posts.csv").Count);
        Assert.Equal(["alpha"], run.Table("hashtags.csv").Select(tag => tag["hashtag"]));
        Assert.Equal(["6"], run.Table("links.csv").Select(link => link["accounts"]));
        Assert.Equal(6, run.Table("accounts.csv").Count);
        Assert.Equal(["2024-05-01T10:00:00Z"], run.Table("posts.csv").Select(post => post["time"]).Distinct().Order());

        // It is cited without the digests of inputs, and nothing can be exported from it.
        Assert.Contains("SHA-256 of run.json", CopypastaProcess.Run("cite", run.Folder).Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("tea.csv", CopypastaProcess.Run("cite", run.Folder).Output, StringComparison.Ordinal);
        var export = CopypastaProcess.Run("export", run.Folder, "--cluster", run.Table("clusters.csv")[0]["cluster"], "-o", _work["evidence"]);
        Assert.Contains("written with --share", export.Error, StringComparison.Ordinal);

        Assert.Contains(Pseudonym("Ｔeapot"), run.Table("accounts.csv").Select(account => account["account"]));
    }

    [Theory]
    [InlineData("--share public --outputs html", "allowed are csv, jsonl, parquet")]
    [InlineData("--share public --outputs csv,gexf", "allowed are csv, jsonl, parquet")]
    [InlineData("--share all", "allowed are public, ids")]
    [InlineData("--pseudonymize key", "give --share public, too")]
    [InlineData("--share public --pseudonymize short", "31 bytes; a key has 32 or more")]
    [InlineData("--share public --pseudonymize nowhere", "--pseudonymize nowhere")]
    public void WhatCannotBeIsSaid(string options, string words)
    {
        Key("key", 1);
        File.WriteAllBytes(_work["short"], new byte[31]);
        var arguments = options.Split(' ').Select(word => word is "key" or "short" ? _work[word] : word);
        var result = CopypastaProcess.Run(["detect", "--sample", "-o", _work["run"], .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(_work["run"]));
    }

    /// <summary>The first of some strings in a text, whatever their case, with what stands around it; null where there is none.</summary>
    private static string? FirstOf(string[] strings, string text)
    {
        var beginnings = strings.ToLookup(one => one[..Beginning], StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.OrdinalIgnoreCase);
        var find = beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at + Beginning <= text.Length; at++)
        {
            if (find.TryGetValue(text.AsSpan(at, Beginning), out var candidates) && candidates.FirstOrDefault(one => text.AsSpan(at).StartsWith(one, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return $"{found}: {text.AsSpan(Math.Max(0, at - 40), Math.Min(100, text.Length - Math.Max(0, at - 40)))}";
            }
        }

        return null;
    }

    /// <summary>What of a post must not be found: its id, its account, names and addresses in its text, and each run of eight words or, where words are not set apart, of sixteen characters.</summary>
    private static IEnumerable<string> Forbidden(Dictionary<string, string> post)
    {
        yield return post["id"];
        yield return post["author"];
        var text = post["text"];
        foreach (Match link in Regex.Matches(text, @"https?://(\S{6,})|@(\w{6,})"))
        {
            yield return link.Groups[1].Value + link.Groups[2].Value;
        }

        string[] words = text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at + 8 <= words.Length; at++)
        {
            yield return string.Join(' ', words.AsSpan(at, 8)!);
        }

        foreach (var piece in words.Where(word => word.Length >= 16 && !word.StartsWith('#')))
        {
            yield return piece[..16];
        }
    }

    /// <summary>RFC 2104 with SHA-256, over the letter of the kind and the value.</summary>
    private string Pseudonym(string account) => "a" + Convert.ToHexStringLower(HMACSHA256.HashData(File.ReadAllBytes(_work["key"]), Encoding.UTF8.GetBytes("a" + account)))[..32];

    private string Key(string name, byte value)
    {
        File.WriteAllBytes(_work[name], [.. Enumerable.Repeat(value, 32)]);
        return _work[name];
    }
}
