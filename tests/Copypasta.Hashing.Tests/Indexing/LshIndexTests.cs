using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

[Properties(Arbitrary = [typeof(LshIndexStepLists)])]
public class LshIndexTests
{
    [Property(MaxTest = 100)]
    public void AddingAndRemovingInAnyOrderEqualsTheModel(LshIndexSteps steps)
    {
        var (index, model) = (new LshIndex(LshIndexes.Complete(0.6m, Shingle.Default, 4)), new LshIndexModel(Shingle.Default, 4));
        var pool = LshIndexes.Texts(new Random(steps.Seed), 12);
        var ids = 0;
        foreach (var (kind, number) in steps.Steps)
        {
            switch (kind)
            {
                case 0:
                    Assert.Equal(ids++, index.Add(pool[number % pool.Length]));
                    model.Add(pool[number % pool.Length]);
                    break;
                case 1:
                    Assert.Equal(model.Remove(number % (ids + 2)), index.Remove(number % (ids + 2)));
                    break;
                case 2:
                    index.Compact();
                    break;
                default:
                    index.Clear();
                    model.Clear();
                    break;
            }

            var query = pool[number % pool.Length];
            Assert.Equal(model.Query(query, 0.6m), index.Ask(query));
        }

        Assert.Equal(model.Texts.Count, index.Count);
        Assert.Equal(model.Texts.Values.Distinct().Count(), index.DistinctTexts);
        Assert.Equal(model.Texts.Keys, Enumerable.Range(0, ids + 3).Where(index.Contains));
        Assert.Equal(model.Families(0.6m), index.FindFamilies());

        // Saved bytes follow from ids and texts alone, not from how they came about.
        var saved = index.Saved();
        var loaded = LshIndex.Load(new MemoryStream(saved), TextProfile.Exact);
        Assert.Equal(saved, loaded.Saved());
        index.Compact();
        Assert.Equal(saved, index.Saved());
        Assert.All(pool, text => Assert.Equal(index.Query(text), loaded.Query(text)));
        Assert.Equal(ids, loaded.Add("the ids go on where they were"));
    }

    [Fact]
    public void RemovedTextsAreCompactedAwayWithoutBeingTold()
    {
        var index = new LshIndex(LshIndexes.Complete(0.7m, Shingle.Default));
        var random = new Random(1);
        var texts = Enumerable.Range(0, 6000).Select(_ => LshIndexes.PlantedPair(random, 1, 16).A).ToArray();
        foreach (var text in texts)
        {
            index.Add(text);
        }

        for (var id = 0; id < texts.Length; id++)
        {
            Assert.True(id % 10 == 0 || index.Remove(id));
        }

        Assert.True(index.Texts.Entries < 2048, $"{index.Texts.Entries} entries for {index.DistinctTexts} texts");
        Assert.Equal(600, index.DistinctTexts);
        for (var id = 0; id < texts.Length; id++)
        {
            Assert.Equal(id % 10 == 0 ? [id] : [], index.Query(texts[id]).Select(match => match.Id));
            Assert.Equal(id % 10 == 0, index.Remove(id));
        }

        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void IdenticalTextsShareAnEntryAndAreFoundInOrder()
    {
        var index = new LshIndex();
        const string Text = "We stand with the people, whatever they say about it in the news.";
        for (var i = 0; i < 1000; i++)
        {
            index.Add(i % 2 == 0 ? Text : Text.ToUpperInvariant() + " https://t.co/abc");
        }

        foreach (var id in (int[])[0, 1, 500, 998, 999])
        {
            Assert.True(index.Remove(id));
            Assert.False(index.Remove(id));
        }

        var matches = new List<LshMatch>();
        var cost = index.Query(Text, matches);
        Assert.Equal(Enumerable.Range(0, 1000).Except([0, 1, 500, 998, 999]), matches.Select(match => match.Id));
        Assert.All(matches, match => Assert.Equal(1, match.Similarity));
        Assert.Equal(0, cost.Candidates);
        Assert.Equal(1, index.DistinctTexts);
        Assert.Equal([2, 3, 4], index.TopK(Text, 3).Select(match => match.Id));
        Assert.Equal(995, Assert.Single(index.FindFamilies()).Length);
    }

    [Theory]
    [InlineData("این یک متن فارسی است که در شبکه‌های اجتماعی بارها بازنشر شده است", " و باز هم")]
    [InlineData("我们坚决支持这项决定希望大家都能理解并且积极转发给更多的朋友看到", "谢谢")]
    [InlineData("พวกเราขอสนับสนุนการตัดสินใจครั้งนี้และขอให้ทุกคนช่วยกันแชร์ต่อไป", "นะ")]
    [InlineData("Мы поддерживаем это решение и просим всех переслать его друзьям", " сейчас")]
    [InlineData("हम इस निर्णय का समर्थन करते हैं और सभी से इसे साझा करने का अनुरोध करते हैं", " आज")]
    public void NearCopiesAreFoundInAnyScript(string text, string tail)
    {
        var index = new LshIndex();
        index.Add("Something else entirely, as long as the others, but in English.");
        var id = index.Add(text + " 😀🎉");
        var match = Assert.Single(index.Query("😀 " + text + tail));
        Assert.Equal(id, match.Id);
        Assert.InRange(match.Similarity, 0.7, 0.999);
        Assert.Equal(1, Assert.Single(index.Query(text)).Similarity);
    }

    [Fact]
    public void EmojiAndLoneSurrogatesAndIllFormedBytesAreText()
    {
        var index = new LshIndex(new LshIndexOptions { Profile = TextProfile.Exact });
        var emoji = string.Concat(Enumerable.Range(0x1F600, 40).Select(char.ConvertFromUtf32));
        Assert.Equal(0, index.Add(emoji));
        Assert.Equal(1, index.Add("\uD83D a lone surrogate is U+FFFD, as everywhere \uDE00"));
        Assert.Equal(2, index.Add([.. "bytes that are no UTF-8 are "u8, 0xFF, .. " as well"u8]));
        Assert.Equal([0], index.Query(emoji.AsSpan(2)).Select(match => match.Id));
        Assert.Equal([1], index.Query("\uFFFD a lone surrogate is U+FFFD, as everywhere \uFFFD").Select(match => match.Id));
        Assert.Equal([2], index.Query("bytes that are no UTF-8 are \uFFFD as well").Select(match => match.Id));
    }

    [Fact]
    public void EmptyTextsAreKeptAndMatchNothing()
    {
        var index = new LshIndex();
        Assert.Equal([0, 1, 2], ((string[])["", "  \u200B ", "https://t.co/abc"]).Select(text => index.Add(text)));
        Assert.Equal(3, index.Add(ReadOnlySpan<byte>.Empty));
        Assert.Equal((4, 1), (index.Count, index.DistinctTexts));
        Assert.Empty(index.Query(""));
        Assert.Empty(index.TopK(" ", 5));
        Assert.Empty(index.FindFamilies());
        Assert.Equal(4, LshIndex.Load(new MemoryStream(index.Saved())).Count);
        Assert.True(index.Remove(0));
        Assert.Equal(4, index.Add("!"));

        // White space is no word, though it is text to the exact profile.
        var words = new LshIndex(new LshIndexOptions { Profile = TextProfile.Exact, Shingle = new Shingle(ShingleUnit.Words, 2) });
        words.Add("   ");
        words.Add("   ");
        Assert.Empty(words.Query("   "));
        Assert.Empty(words.FindFamilies());
    }

    [Fact]
    public void ShortTextsMatchIdenticalOnesOnly()
    {
        var (index, near) = (new LshIndex(), new LshIndex(new LshIndexOptions { MinShingles = 1 }));
        foreach (var text in (string[])["good morning all", "good morning all!", "good morning alle"])
        {
            index.Add(text);
            near.Add(text);
        }

        Assert.Equal([0, 1], index.Query("Good morning, ALL").Select(match => match.Id));
        Assert.Equal([2], index.Query("good morning alle").Select(match => match.Id));
        Assert.Equal(2, Assert.Single(index.FindFamilies()).Length);
        Assert.Equal([2, 0, 1], near.Query("good morning alle").Select(match => match.Id));
    }

    [Fact]
    public void TenMegabytesAreAText()
    {
        // A passage of 50,000 pictographs over and over: a set of so many shingles in two and a half million windows.
        var random = new Random(1);
        var text = new byte[10_000_000];
        for (var i = 0; i < 200_000; i += 4)
        {
            new Rune(random.Next(0x1F300, 0x1F600)).EncodeToUtf8(text.AsSpan(i));
        }

        for (var filled = 200_000; filled < text.Length; filled += 200_000)
        {
            text.AsSpan(0, 200_000).CopyTo(text.AsSpan(filled));
        }

        var index = new LshIndex(new LshIndexOptions { Profile = TextProfile.Exact, Plan = new BandingPlan(6, 1, new Threshold(0.7m)) });
        index.Add(text);
        index.Add("and a small one, which is not disturbed");
        text.AsSpan(1_000_000, 12).Fill((byte)'x');
        Assert.InRange(Assert.Single(index.Query(text)).Similarity, 0.99, 0.9999999);
        Assert.Single(index.Query("and a small one, which is not disturbed"));
        Assert.Throws<ArgumentException>(() => index.Add(new byte[LshIndex.MaxTextBytes + 1]));
    }

    [Fact]
    public void IdsEndAndAreNeverUsedAgain()
    {
        const string Text = "the last text that this index can take, there are no more ids";
        var index = new LshIndex();
        index.Add(Text);
        index.Texts.SetNextId(LshTexts.MaxIds - 2);
        Assert.Equal(LshTexts.MaxIds - 2, index.Add(Text));
        Assert.Equal(LshTexts.MaxIds - 1, index.Add(Text + " now"));
        Assert.Throws<InvalidOperationException>(() => index.Add(Text));
        Assert.True(index.Remove(LshTexts.MaxIds - 2));
        index.Compact();
        Assert.Throws<InvalidOperationException>(() => index.Add(Text));
        var loaded = LshIndex.Load(new MemoryStream(index.Saved()));
        Assert.Equal([0, LshTexts.MaxIds - 1], loaded.Query(Text).Select(match => match.Id));
        Assert.Throws<InvalidOperationException>(() => loaded.Add(Text));
        loaded.Clear();
        Assert.Throws<InvalidOperationException>(() => loaded.Add(Text));
    }

    [Fact]
    public void APlanThatKeepsLessThanTheRecallAskedForIsRefused()
    {
        var plan = new BandingPlan(10, 5, new Threshold(0.7m)); // 0.84
        var error = Assert.Throws<ArgumentException>("Plan", () => new LshIndex(new LshIndexOptions { Plan = plan, Recall = 0.999 }));
        Assert.Contains("leave one of the two out", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("Plan", () => new LshIndex(new LshIndexOptions { Plan = plan, Recall = Math.BitIncrement(plan.Recall) }));
        foreach (var options in (LshIndexOptions[])[new() { Plan = plan }, new() { Plan = plan, Recall = plan.Recall }, new() { Plan = plan, Recall = 0.5 }, new() { Recall = 0.5 }])
        {
            var index = new LshIndex(options);
            Assert.Equal(index.Plan, new LshIndex(index.Options).Plan); // what an index was made with makes another
            var loaded = LshIndex.Load(new MemoryStream(index.Saved()));
            Assert.Equal((index.Options, index.Plan), (loaded.Options, loaded.Plan));
            Assert.Equal(index.Saved(), loaded.Saved());
        }
    }

    [Fact]
    public void TheRecallThatIsReportedIsThePlans()
    {
        // A plan of one's own keeps what it keeps, and nothing beside it says otherwise.
        var plan = new BandingPlan(10, 5, new Threshold(0.7m));
        var own = new LshIndex(new LshIndexOptions { Plan = plan });
        Assert.Null(new LshIndexOptions().Recall);
        Assert.Null(own.Options.Recall);
        Assert.Equal(plan.Recall, own.Options.Plan!.Recall);
        Assert.InRange(own.Plan.Recall, 0.84, 0.85);

        // The default in words and unsaid are one: the same options, and the same bytes.
        var unsaid = new LshIndex();
        var said = new LshIndex(new LshIndexOptions { Recall = LshIndexOptions.DefaultRecall });
        var planned = new LshIndex(new LshIndexOptions { Plan = unsaid.Plan });
        Assert.Equal((unsaid.Options, unsaid.Options), (said.Options, planned.Options));
        Assert.Equal(unsaid.Saved(), said.Saved());
        Assert.Equal(unsaid.Saved(), planned.Saved());
        Assert.Equal(unsaid.Options, LshIndex.Load(new MemoryStream(said.Saved())).Options);
        Assert.NotEqual(unsaid.Options, own.Options);
        Assert.NotEqual(unsaid.Saved(), own.Saved());
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LshIndex(new LshIndexOptions { Threshold = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LshIndex(new LshIndexOptions { Recall = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LshIndex(new LshIndexOptions { ExpectedTexts = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LshIndex(new LshIndexOptions { MinShingles = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LshIndex(new LshIndexOptions { Shingle = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LshIndex(new LshIndexOptions { Shingle = new((ShingleUnit)2, 5) }));
        Assert.Throws<ArgumentNullException>(() => new LshIndex(new LshIndexOptions { Profile = null! }));
        Assert.Throws<ArgumentException>(() => new LshIndex(new LshIndexOptions { Plan = new BandingPlan(10, 5, new Threshold(0.8m)) }));
        var plan = new BandingPlan(10, 5, new Threshold(0.7m));
        Assert.Throws<ArgumentOutOfRangeException>("Recall", () => new LshIndex(new LshIndexOptions { Plan = plan, Recall = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>("ExpectedTexts", () => new LshIndex(new LshIndexOptions { Plan = plan, ExpectedTexts = 0 }));
        Assert.Throws<ArgumentNullException>(() => new LshIndex().Query("text", null!));
        var index = new LshIndex(new LshIndexOptions { ExpectedTexts = 1000 });
        Assert.Equal(BandingPlan.For(0.7, 0.999, 1000), index.Plan);
        Assert.True(index.Plan.RecallAt(0.7) >= 0.999);
        Assert.False(index.Remove(-1) || index.Remove(0) || index.Contains(int.MaxValue));
    }
}

/// <summary>What to do to an index: kind 0 adds, 1 removes, 2 compacts, 3 clears; the number says which text or id.</summary>
public sealed record LshIndexSteps(int Seed, (int Kind, int Number)[] Steps)
{
    public override string ToString() => $"seed {Seed}: {string.Join(", ", Steps)}";
}

public static class LshIndexStepLists
{
    public static Arbitrary<LshIndexSteps> Steps()
    {
        var step =
            from kind in Gen.Frequency((20, Gen.Constant(0)), (12, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)))
            from number in Gen.Choose(0, 1000)
            select (kind, number);
        var steps =
            from seed in Gen.Choose(0, 1000)
            from length in Gen.Choose(0, 60)
            from list in step.ArrayOf(length)
            select new LshIndexSteps(seed, list);
        return Arb.From(steps, list => Enumerable.Range(0, list.Steps.Length).Select(i => list with { Steps = [.. list.Steps[..i], .. list.Steps[(i + 1)..]] }));
    }
}
