namespace Copypasta.Hashing.Tests;

/// <summary>What is out of range is refused by name where it is given, not further in.</summary>
public class ArgumentTests
{
    [Fact]
    public void NullsAreNamed()
    {
        var signature = new uint[128];
        Assert.Throws<ArgumentNullException>("plan", () => BandKeys.FromSignature(signature, null!, signature));
        Assert.Throws<ArgumentNullException>("rates", () => BandingPlan.For(new Threshold(0.7m), 0.9, 1000, null!));
        Assert.Throws<ArgumentNullException>("hashesOf", () => CollisionRates.Measure(0, null!));
        Assert.Throws<ArgumentNullException>("other", () => new ShingleSet(Shingle.Default).Shared((ShingleSet)null!));
        Assert.Throws<ArgumentNullException>("other", () => new ShingleSet(Shingle.Default).Shared((ShingleSequence)null!));
        Assert.Throws<ArgumentNullException>("profile", () => new MinHasher().TrySign("text", null!, signature));
        Assert.Throws<ArgumentNullException>("profile", () => new FastSimilaritySketcher().TrySketch("text", null!, signature));
        Assert.Throws<ArgumentNullException>("profile", () => new SimHasher().TrySign("text", null!, out ulong _));
        Assert.Throws<ArgumentNullException>("profile", () => new SimHasher().Scheme(64, null!));
    }

    [Fact]
    public void AShingleOfNoKnownUnitIsRefused()
    {
        var shingle = new Shingle((ShingleUnit)2, 5);
        Assert.Throws<ArgumentOutOfRangeException>("shingle", () => new SimHasher(shingle));
        Assert.Throws<ArgumentOutOfRangeException>("shingle", () => new ShingleSet(shingle));
        Assert.Throws<ArgumentOutOfRangeException>("shingle", () => new ShingleSequence(shingle));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new MinHasher(new MinHashOptions { Shingle = shingle }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new FastSimilaritySketcher(new FastSimilaritySketchOptions { Shingle = shingle }));
    }

    [Fact]
    public void ASampleHasPlacesRowsAndTextsWithContent()
    {
        Assert.Throws<ArgumentOutOfRangeException>("places", () => new CollisionSample(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("maxRows", () => new CollisionSample(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("maxRows", () => new CollisionSample(1, BandingPlan.MaxRows + 1));
        var sample = new CollisionSample(1, 4);
        Assert.Throws<ArgumentOutOfRangeException>("place", () => sample.Add(1, [1u]));
        Assert.Throws<ArgumentOutOfRangeException>("place", () => sample.Add(-1, [1u]));
        Assert.Throws<ArgumentException>("hashes", () => sample.Add(0, []));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => sample.ToRates(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void NoPlanKeepsWhatIsNoRecall(double recall)
    {
        foreach (var threshold in (Threshold[])[new(0.7m), new(1m)])
        {
            Assert.False(BandingPlan.Exists(threshold, recall));
            Assert.Throws<ArgumentOutOfRangeException>(nameof(recall), () => BandingPlan.For(threshold, recall, 1000, CollisionRates.Typical));
        }
    }

    [Fact]
    public void BandsThatWereWalkedAreCountedWithinReason()
    {
        var plan = new BandingPlan(10, 5, new Threshold(0.7m));
        Assert.Throws<ArgumentOutOfRangeException>("kept", () => plan.RecallAfterDiscarding(int.MaxValue, 1));
        Assert.Throws<ArgumentOutOfRangeException>("discarded", () => plan.RecallAfterDiscarding(1, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("discarded", () => plan.BandsAfterDiscarding(-1));
        Assert.Throws<ArgumentOutOfRangeException>("jaccard", () => Containment.StandardError(1.1, 0.1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("jaccardError", () => Containment.StandardError(0.5, double.NaN, 1, 1));
    }
}
