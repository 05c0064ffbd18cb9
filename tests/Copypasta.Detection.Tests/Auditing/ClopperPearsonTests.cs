namespace Copypasta.Detection.Tests;

public sealed class ClopperPearsonTests
{
    /// <summary>Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 5; and what follows from the definition in closed form.</summary>
    [Theory]
    [InlineData(81, 263, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0578, 0.1617)]
    [InlineData(0, 20, 0, 0.1684)]
    [InlineData(1, 29, 0.0009, 0.1776)]
    [InlineData(1, 1, 0.0250, 1)]
    [InlineData(0, 0, 0, 1)]
    public void Published_values(int successes, int trials, double low, double high)
    {
        var interval = ClopperPearson.Interval(successes, trials, 0.95);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    /// <summary>At each end the tail towards the other one has half the error: sums of binomial terms, in logarithms.</summary>
    [Theory]
    [InlineData(0.95, 8, 10)]
    [InlineData(0.95, 999, 1_000)]
    [InlineData(0.9, 500, 1_000)]
    [InlineData(0.95, 9_990, 10_000)]
    [InlineData(0.95, 800_000, 1_000_000)]
    [InlineData(0.99, 999_999, 1_000_000)]
    [InlineData(0.95, 1_000_000, 1_000_000)]
    [InlineData(0.95, 1, 1_000_000)]
    public void The_ends_are_where_the_binomial_tails_say(double confidence, int successes, int trials)
    {
        var (low, high) = ClopperPearson.Interval(successes, trials, confidence);
        Assert.Equal((1 - confidence) / 2, Tail(trials, low, successes, trials), 8);
        if (successes < trials)
        {
            Assert.Equal((1 - confidence) / 2, Tail(trials, high, 0, successes), 8);
        }
        else
        {
            Assert.Equal(1, high);
        }
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void What_is_no_number_of_successes_is_refused(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearson.Interval(successes, trials, 0.95));

    private static double Tail(int trials, double p, int from, int to)
    {
        // log C(n, k) from k = 0 upwards, so that nothing but additions of logarithms is needed.
        double logChoose = 0, sum = 0;
        for (var k = 0; k <= to; k++)
        {
            if (k > 0)
            {
                logChoose += Math.Log(trials - k + 1) - Math.Log(k);
            }

            if (k >= from)
            {
                sum += Math.Exp(logChoose + (k * Math.Log(p)) + ((trials - k) * Math.Log(1 - p)));
            }
        }

        return sum;
    }
}
