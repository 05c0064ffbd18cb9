namespace Copypasta.Hashing.Tests;

/// <summary>A frozen file of the index and what it answers. <see cref="KnownAnswerProcessTests"/> runs this class again under other vector widths.</summary>
public class LshIndexKnownAnswerTests
{
    [Fact]
    public void AFileOfVersionOneIsWrittenAndReadForEver()
    {
        // Made by a few lines of another language from the description of the format.
        const string Frozen =
            "Q1BMU0hJRFgBAAAAfAEAAAttaW5oYXNoMzIvMQhzb2NpYWwvMQAFAAAAAAAnuSkAAAAAK4cW2c737z9AQg8AAAAAABEAAAADAAAAAQAAAAAAAAAHAAAABgAAAAYAAAAAADN3ZSBzdGFu"
            + "ZCB3aXRoIHRoZSBwZW9wbGUgd2hhdGV2ZXIgdGhleSBzYXkgYWJvdXQgaXQAADV3ZSBzdGFuZCB3aXRoIHRoZSBwZW9wbGUgd2hhdGV2ZXIgdGhleSBzYXkgYWJvdXQgdGhhdAAAAAEA"
            + "BXNob3J0AABm0LzRiyDQv9C+0LTQtNC10YDQttC40LLQsNC10Lwg0Y3RgtC+INGA0LXRiNC10L3QuNC1INC4INC/0YDQvtGB0LjQvCDQstGB0LXRhSDQv9C10YDQtdGB0LvQsNGC0Ywg"
            + "0LXQs9C+AABI5oiR5Lus5Z2a5Yaz5pSv5oyB6L+Z6aG55Yaz5a6a5biM5pyb5aSn5a626YO96IO955CG6Kej5bm25LiU56ev5p6B6L2s5Y+RAAAAALiMpAt/TUG8djMUcfHlwJMP8aW5"
            + "zCVhnkYuQSnihBPA";
        var index = new LshIndex(new LshIndexOptions { Plan = new BandingPlan(17, 3, new Threshold(0.7m)) });
        foreach (var text in LshIndexFileTests.Texts)
        {
            index.Add(text);
        }

        index.Remove(3);
        Assert.Equal(Frozen, Convert.ToBase64String(index.Saved()));
        var loaded = LshIndex.Load(new MemoryStream(Convert.FromBase64String(Frozen)));
        Assert.Equal([0, 1], loaded.Query(LshIndexFileTests.Texts[0]).Select(match => match.Id));
        Assert.Equal([4], loaded.Query("Short!").Select(match => match.Id));
    }

    // The keys themselves are frozen in KnownAnswerTests: with few bands, what the index finds shows that it goes by them.
    [Fact]
    public void ItFindsThePairsThatShareAFrozenKeyAndNoOthers()
    {
        var plan = new BandingPlan(3, 4, new Threshold(0.3m));
        var hasher = new MinHasher(new MinHashOptions { Lanes = plan.Lanes, Seed = 1 });
        var index = new LshIndex(new LshIndexOptions { Plan = plan, Threshold = plan.Threshold, Profile = TextProfile.Exact, MinShingles = 1 });
        string[] texts = [.. LshIndexes.Texts(new Random(3), 200).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        var keys = Array.ConvertAll(texts, text =>
        {
            index.Add(text);
            var (signature, own) = (new uint[plan.Lanes], new uint[plan.Bands]);
            Assert.True(hasher.TrySign(text, TextProfile.Exact, signature));
            BandKeys.FromSignature(signature, plan, own);
            return own;
        });

        var model = new LshIndexModel(Shingle.Default, minShingles: 1);
        Array.ForEach(texts, text => model.Add(text));
        var missed = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var alike = model.Query(texts[i], 0.3m);
            int[] found = [.. alike.Select(match => match.Id).Where(id => keys[id].Zip(keys[i]).Any(pair => pair.First == pair.Second)).Order()];
            Assert.Equal(found, index.Query(texts[i]).Select(match => match.Id).Order());
            missed += alike.Count - found.Length;
        }

        Assert.True(missed > 0, "All pairs share a key: this proves nothing.");
    }
}
