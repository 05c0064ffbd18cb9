using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class RankedBitsTests
{
    [Property]
    public void Ranks_are_those_of_a_sorted_list(ushort[] numbers, ushort beyond)
    {
        var length = numbers.Select(number => number + 1).DefaultIfEmpty().Max() + (beyond % 600);
        var bits = new RankedBits(length);
        Array.ForEach(numbers, number => bits.Add(number));
        bits.Count();
        var sorted = numbers.Distinct().Order().ToArray();
        Assert.Equal(sorted.Length, bits.Total);
        var again = new RankedBits(bits.Words.ToArray());
        var rank = 0;
        for (var number = 0; number <= length; number++)
        {
            Assert.Equal(rank, bits.Rank(number));
            Assert.Equal(rank, again.Rank(number));
            if (number < length)
            {
                var contained = rank < sorted.Length && sorted[rank] == number;
                Assert.Equal(contained, bits.Contains(number));
                rank += contained ? 1 : 0;
            }
        }
    }
}
