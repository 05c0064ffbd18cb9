namespace Copypasta.Detection.Tests;

public sealed class StageClockTests
{
    [Fact]
    public void Stages_follow_one_another_and_tell_how_far_they_are()
    {
        var begun = new List<string>();
        var clock = new StageClock(begun.Add);
        Assert.Null(clock.Progress);

        var done = 0.25;
        clock.Begin("first", () => done);
        Assert.Equal(0.25, clock.Progress!.Value.Share);
        done = 7;
        Assert.Equal(1, clock.Progress!.Value.Share);
        clock.Begin("second");
        Assert.Null(clock.Progress);
        clock.End();
        clock.End();
        Assert.Equal(["first", "second"], begun);
        Assert.Equal(["first", "second"], clock.Times.Select(time => time.Stage));
    }
}
