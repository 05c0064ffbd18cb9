using System.Runtime.Intrinsics;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class BandKeysTests
{
    [Property(MaxTest = 300)]
    public void VectorsFoldAsScalarsDo(uint[] keys, uint minimum)
    {
        foreach (var chunk in keys.Chunk(4).Where(chunk => chunk.Length == 4))
        {
            uint[] expected = [.. chunk.Select(key => BandKeys.Add(key, minimum ^ key))];
            Assert.Equal(Vector128.Create(expected), BandKeys.Add(Vector128.Create(chunk), Vector128.Create(minimum) ^ Vector128.Create(chunk)));
        }
    }

    [Fact]
    public void ABandsKeyDependsOnItsOwnLanesOnlyAndOnTheirOrder()
    {
        var plan = new BandingPlan(6, 4, new Threshold(0.7m));
        var random = new Random(1);
        uint[] signature = [.. Enumerable.Range(0, plan.Lanes).Select(_ => (uint)random.NextInt64(1L << 32))];
        var keys = Keys(signature, plan);
        for (var lane = 0; lane < plan.Lanes; lane++)
        {
            var changed = signature.ToArray();
            changed[lane]++;
            var other = Keys(changed, plan);
            for (var band = 0; band < plan.Bands; band++)
            {
                Assert.Equal(band != lane / plan.Rows, keys[band] == other[band]);
            }
        }

        (signature[0], signature[1]) = (signature[1], signature[0]);
        Assert.NotEqual(keys[0], Keys(signature, plan)[0]);
    }

    [Fact]
    public void FoldingOneMoreMinimumIsABijection()
    {
        // So unequal minima in the last row never meet, and chance meetings only come from earlier rows.
        var seen = new HashSet<uint>();
        for (var minimum = 0u; minimum < 1 << 20; minimum++)
        {
            Assert.True(seen.Add(BandKeys.Add(0x12345678, minimum * 4093)));
        }
    }

    [Theory]
    [InlineData(19, 5)]
    [InlineData(20, 4)]
    [InlineData(0, 0)]
    public void SpansThatAreTooShortAreAnError(int lanes, int bands)
    {
        var plan = new BandingPlan(5, 4, new Threshold(0.7m));
        var error = Assert.Throws<ArgumentException>(() => BandKeys.FromSignature(new uint[lanes], plan, new uint[bands]));
        Assert.Contains("5 bands of 4 rows take 20 lanes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongerSpansAreLeftAsTheyWere()
    {
        var keys = new uint[8];
        BandKeys.FromSignature(new uint[64], new BandingPlan(5, 4, new Threshold(0.7m)), keys);
        Assert.Equal([0, 0, 0], keys[5..]);
        Assert.DoesNotContain(1u, keys[..5]);
    }

    private static uint[] Keys(uint[] signature, BandingPlan plan)
    {
        var keys = new uint[plan.Bands];
        BandKeys.FromSignature(signature, plan, keys);
        return keys;
    }
}
