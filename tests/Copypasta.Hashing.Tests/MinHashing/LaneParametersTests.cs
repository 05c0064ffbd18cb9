using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class LaneParametersTests
{
    [Property]
    public void ALaneIsTheSameWhateverStandsBesideIt(ulong seed, byte[] numbers)
    {
        var lanes = numbers.Select(number => (int)number).ToArray();
        var all = LaneParameters.First(seed, 256);
        var some = LaneParameters.For(seed, lanes);
        Assert.Equal(lanes.Select(lane => all.Multipliers[lane]), some.Multipliers);
        Assert.Equal(lanes.Select(lane => all.Increments[lane]), some.Increments);
    }

    [Fact]
    public void MultipliersAreOddSoThatEachLaneIsAPermutation() =>
        Assert.All(LaneParameters.First(7, 4096).Multipliers, multiplier => Assert.Equal(1u, multiplier & 1));

    [Fact]
    public void LanesAndSeedsDiffer()
    {
        var lanes = new HashSet<(uint, uint)>();
        for (var seed = 0ul; seed < 16; seed++)
        {
            var parameters = LaneParameters.First(seed, 1024);
            Assert.All(parameters.Multipliers.Zip(parameters.Increments), lane => Assert.True(lanes.Add(lane)));
        }
    }
}
