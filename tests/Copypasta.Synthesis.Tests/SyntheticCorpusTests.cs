using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Synthesis.Tests;

public sealed class SyntheticCorpusTests
{
    private static readonly SyntheticPost[] _sample = [.. SyntheticCorpus.Generate(SynthesisOptions.Sample)];

    private static readonly string[] _light =
        [PostKinds.ExactCopy, PostKinds.Case, PostKinds.Punctuation, PostKinds.WhiteSpace, PostKinds.Mention, PostKinds.Url, PostKinds.ZeroWidth, PostKinds.SoftHyphen];

    [Fact]
    public void TheDefaultCorpusNeverChanges()
    {
        // A change here is a change of every corpus anyone has calibrated with: raise the version, never just this value.
        Assert.Equal("9E0547DBF75383FFB87CFAFECDD69756A97C0B1102239FEB9E25992033697BBD", Convert.ToHexString(SHA256.HashData(Csv(new SynthesisOptions()))));
    }

    /// <summary>The README shows what it gives.</summary>
    [Fact]
    public void TheSampleNeverChanges() =>
        Assert.Equal("80FC7C1D247DC987F47C4EE6FC1361994D65B83B01784732186BF295DC87746F", Convert.ToHexString(SHA256.HashData(Csv(SynthesisOptions.Sample))));

    [Fact]
    public void EqualOptionsGiveEqualBytesAndOtherSeedsOtherBytes()
    {
        var options = new SynthesisOptions { Posts = 700, Seed = 42 };
        Assert.Equal(Csv(options), Csv(options with { }));
        Assert.NotEqual(Csv(options), Csv(options with { Seed = 43 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1234)]
    [InlineData(60_000)]
    public void YieldsExactlyThePostsAskedFor(int posts)
    {
        Assert.Equal(posts, SyntheticCorpus.Generate(new SynthesisOptions { Posts = posts }).Count());
        Assert.Equal(posts, SyntheticCorpus.Generate(SynthesisOptions.Sample with { Posts = posts }).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void TheShareOfGroupedPostsIsTheOptions(int percent)
    {
        var posts = SyntheticCorpus.Generate(new SynthesisOptions { Posts = 20_000, GroupedPercent = percent });
        Assert.InRange(posts.Count(p => p.Group.Length > 0), percent * 200 - 200, percent * 200);
    }

    [Fact]
    public void StreamsInsteadOfMaterialising()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(1000, SyntheticCorpus.Generate(new SynthesisOptions { Posts = int.MaxValue }).Take(1000).Count());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData(false, 2000)]
    [InlineData(true, 3000)]
    public void HasEveryKindAndLanguage(bool isSample, int grouped)
    {
        SyntheticPost[] posts = isSample ? _sample : [.. SyntheticCorpus.Generate(new SynthesisOptions())];
        Assert.Equal(PostKinds.All.Order(StringComparer.Ordinal), posts.Select(p => p.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(SyntheticCorpus.Languages.Order(StringComparer.Ordinal), posts.Select(p => p.Language).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(posts.Count(p => p.Group.Length > 0), grouped - 100, grouped);
    }

    [Fact]
    public void OneCrewOfTheSamplePostsItsMessagesWithinMinutesOnMoreThanTenDays()
    {
        // The posts of a lane are those whose groups have one name up to their serial number.
        var lanes = _sample.Where(p => p.Group.Length > 0).GroupBy(p => p.Group.Split('-')[0]).Select(lane => lane.GroupBy(p => p.Group).ToArray());
        var crew = Assert.Single(lanes, lane => lane.Length > 10 && lane.All(g => g.Max(p => p.Time) - g.Min(p => p.Time) < TimeSpan.FromMinutes(4)));
        Assert.All(crew, message => Assert.Equal(message.Count(), message.Select(p => p.Author).Distinct().Count()));
        Assert.Equal(8, crew.SelectMany(message => message).Select(p => p.Author).Distinct().Count());
        Assert.True(crew.Select(message => message.First().Time.Date).Distinct().Count() > 10);
    }

    [Fact]
    public void IdsAreUniqueNumbersInTimeOrder()
    {
        var options = SynthesisOptions.Sample;
        for (var i = 1; i < _sample.Length; i++)
        {
            Assert.True(long.Parse(_sample[i - 1].Id) < long.Parse(_sample[i].Id));
            Assert.True(_sample[i - 1].Time <= _sample[i].Time);
        }
        Assert.True(_sample[0].Time >= options.Start);
        Assert.True(_sample[^1].Time <= options.Start.AddDays(options.Days));
        Assert.All(_sample, p => Assert.Equal(TimeSpan.Zero, p.Time.Offset));
    }

    [Fact]
    public void PostsAreLabelledExactlyWhenTheyBelongToAGroup() =>
        Assert.All(_sample, p => Assert.Equal(p.Kind == PostKinds.Background, p.Group.Length == 0));

    [Fact]
    public void ExactCopiesAreIdenticalToTheirOriginal()
    {
        var originals = _sample.Where(p => p.Kind == PostKinds.Original).ToDictionary(p => p.Group, p => p.Text);
        Assert.All(_sample.Where(p => p.Kind == PostKinds.ExactCopy), p => Assert.Equal(originals[p.Group], p.Text));
        Assert.All(_sample.Where(p => p.IsRepost), p => Assert.EndsWith(originals[p.Group], p.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void RepostsAreMarkedAndSomeCarryThePrefix()
    {
        Assert.All(_sample, p => Assert.Equal(p.Kind == PostKinds.Repost, p.IsRepost));
        Assert.Contains(_sample, p => p.IsRepost && p.Text.StartsWith("RT @", StringComparison.Ordinal));
        Assert.Contains(_sample, p => p.IsRepost && !p.Text.StartsWith("RT @", StringComparison.Ordinal));
    }

    [Fact]
    public void VariationsDifferFromTheirOriginal()
    {
        string[] same = [PostKinds.Original, PostKinds.ExactCopy, PostKinds.Repost, PostKinds.Template];
        var originals = _sample.Where(p => p.Kind == PostKinds.Original).ToDictionary(p => p.Group, p => p.Text);
        var varied = _sample.Where(p => originals.ContainsKey(p.Group) && !same.Contains(p.Kind)).ToArray();
        Assert.NotEmpty(varied);
        Assert.All(varied, p => Assert.NotEqual(originals[p.Group], p.Text));
    }

    [Fact]
    public void LightCopiesStayNearTheirOriginal()
    {
        var originals = _sample.Where(p => p.Kind == PostKinds.Original).ToDictionary(p => p.Group, p => Texts.Shingles(Texts.Normalise(p.Text)));
        Assert.All(
            _sample.Where(p => _light.Contains(p.Kind)),
            p => Assert.InRange(Texts.Jaccard(originals[p.Group], Texts.Shingles(Texts.Normalise(p.Text))), 0.95, 1));
        var edited = _sample.Where(p => p.Kind == PostKinds.EditWords).Select(p => Texts.Jaccard(originals[p.Group], Texts.Shingles(Texts.Normalise(p.Text)))).ToArray();
        Assert.True(edited.Count(j => j >= 0.7) >= edited.Length * 8 / 10);
    }

    [Fact]
    public void BackgroundPostsAreNotNearDuplicates()
    {
        var options = new SynthesisOptions { Posts = 8_000, GroupedPercent = 0, Seed = 5 };
        foreach (var language in SyntheticCorpus.Generate(options).GroupBy(p => p.Language))
        {
            ulong[][] sets = [.. language.Select(p => Texts.Shingles(Texts.Normalise(p.Text)))];
            for (var i = 0; i < sets.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Assert.True(Texts.IsBelow(0.7, sets[i], sets[j]), language.Key);
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TextsOfDifferentGroupsAreNotNearDuplicates(bool isSample)
    {
        var posts = isSample ? _sample : SyntheticCorpus.Generate(new SynthesisOptions { Posts = 20_000, GroupedPercent = 80 });
        foreach (var language in posts.Where(p => p.Group.Length > 0).GroupBy(p => p.Language))
        {
            ulong[][] sets = [.. language.DistinctBy(p => p.Group).Select(p => Texts.Shingles(Texts.Normalise(p.Text)))];
            for (var i = 0; i < sets.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Assert.True(Texts.IsBelow(0.7, sets[i], sets[j]), language.Key);
                }
            }
        }
    }

    [Fact]
    public void BackgroundLengthsAreThoseOfPosts()
    {
        int[] lengths = [.. _sample.Where(p => p.Kind == PostKinds.Background).Select(p => p.Text.Length)];
        Assert.True(lengths.Min() >= 20 && lengths.Max() <= 280);
        Assert.True(lengths.Min() < 40 && lengths.Max() > 220);
    }

    [Fact]
    public void CsvReadsBackAsTheSamePosts()
    {
        var csv = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Csv(SynthesisOptions.Sample));
        var rows = ParseCsv(csv);
        Assert.Equal(["id", "author", "created_at", "lang", "retweet", "text", "group", "kind"], rows[0]);
        Assert.Equal(_sample.Length, rows.Count - 1);
        for (var i = 0; i < _sample.Length; i++)
        {
            var p = _sample[i];
            Assert.Equal([p.Id, p.Author, p.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), p.Language, p.IsRepost ? "1" : "0", p.Text, p.Group, p.Kind], rows[i + 1]);
        }
        Assert.DoesNotContain('\r', csv);
        Assert.Contains(_sample, p => p.Text.Contains('\n', StringComparison.Ordinal));
        Assert.Contains(_sample, p => p.Text.Contains('"', StringComparison.Ordinal));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedBeforeTheFirstPost()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCorpus.Generate(new SynthesisOptions { Posts = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCorpus.Generate(new SynthesisOptions { GroupedPercent = 101 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCorpus.Generate(new SynthesisOptions { Days = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCorpus.Generate(new SynthesisOptions { Start = DateTimeOffset.MaxValue }));
    }

    private static byte[] Csv(SynthesisOptions options)
    {
        using var stream = new MemoryStream();
        SyntheticCorpus.WriteCsv(stream, options);
        return stream.ToArray();
    }

    private static List<string[]> ParseCsv(string csv)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        for (var at = 0; at < csv.Length;)
        {
            var field = new StringBuilder();
            if (csv[at] == '"')
            {
                for (at++; csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"'); at++)
                {
                    field.Append(csv[at]);
                    at += csv[at] == '"' ? 1 : 0;
                }
                at++;
            }
            else
            {
                for (; csv[at] is not (',' or '\n'); at++)
                {
                    Assert.NotEqual('"', csv[at]);
                    field.Append(csv[at]);
                }
            }
            row.Add(field.ToString());
            if (csv[at++] == '\n')
            {
                rows.Add([.. row]);
                row.Clear();
            }
        }
        Assert.Empty(row);
        return rows;
    }
}
