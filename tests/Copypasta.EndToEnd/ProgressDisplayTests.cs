using System.Reflection;

namespace Copypasta.EndToEnd;

/// <summary>The remaining time, which only a terminal would show.</summary>
public sealed class ProgressDisplayTests
{
    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(3_599, "59:59")]
    [InlineData(3_600, "1:00:00")]
    [InlineData(90_061, "25:01:01")]
    public void HoursAreShown(int seconds, string expected)
    {
        var type = Assembly.Load("copypasta").GetType("Copypasta.Cli.ProgressDisplay", throwOnError: true)!;
        var duration = type.GetMethod("Duration", BindingFlags.Static | BindingFlags.NonPublic)!;
        Assert.Equal(expected, duration.Invoke(null, [TimeSpan.FromSeconds(seconds)]));
    }
}
