namespace Copypasta.Campaigns.Tests;

public sealed class PoissonTailTests
{
    [Theory]
    [InlineData(3, 0.5, 0.014387677966970713)] // 1 - e^-0.5 (1 + 0.5 + 0.125)
    [InlineData(1, 1e-12, 9.999999999995e-13)] // 1 - e^-x
    [InlineData(2, 2, 0.593994150290162)] // 1 - 3 e^-2
    [InlineData(1, 700, 1)]
    [InlineData(0, 3, 1)]
    public void Is_what_the_closed_form_says(int count, double mean, double probability) =>
        Assert.Equal(probability, Math.Exp(PoissonTail.Log(count, mean)), probability * 1e-11);

    /// <summary>Summed in logarithms, term by term, without the series' recurrence: up to where doubles have long become 0.</summary>
    [Theory]
    [InlineData(5, 1e-9)]
    [InlineData(50, 0.01)]
    [InlineData(200, 1e-3)]
    [InlineData(200, 199.9)]
    [InlineData(3000, 2500)]
    [InlineData(3000, 1)]
    [InlineData(20_000, 0.5)]
    public void Holds_in_far_tails(int count, double mean)
    {
        var logFactorial = 0.0;
        for (var i = 2; i <= count; i++)
        {
            logFactorial += Math.Log(i);
        }

        var first = (count * Math.Log(mean)) - mean - logFactorial;
        var sum = 0.0;
        for (var i = count; i < count + 4000; i++)
        {
            sum += Math.Exp((count * Math.Log(mean)) - mean - logFactorial - first);
            first -= Math.Log(mean) - Math.Log(i + 1);
        }

        var expected = (count * Math.Log(mean)) - mean - logFactorial + Math.Log(sum);
        var found = PoissonTail.Log(count, mean);
        Assert.True(double.IsFinite(found));
        Assert.Equal(expected, found, Math.Abs(expected) * 1e-9);
    }

    [Fact]
    public void Falls_as_counts_grow_across_the_change_of_method()
    {
        foreach (var mean in new[] { 0.3, 7, 41.5, 900 })
        {
            var last = 0.0;
            for (var count = 1; count < 3 * mean + 10; count++)
            {
                var next = PoissonTail.Log(count, mean);
                Assert.True(next <= last, $"{count} of {mean}");
                last = next;
            }

            Assert.True(last < -5);
        }
    }

    [Fact]
    public void Interval_is_Garwoods()
    {
        // Table 1 of Garwood 1936 gives 0.619 to 8.77 for 3 and 4.80 to 18.4 for 10; here to more digits.
        Assert.Equal(0.6187, Garwood.Low(3), 4);
        Assert.Equal(8.7673, Garwood.High(3), 4);
        Assert.Equal(4.7954, Garwood.Low(10), 4);
        Assert.Equal(18.3904, Garwood.High(10), 4);
        Assert.Equal(0, Garwood.Low(0));
    }
}
