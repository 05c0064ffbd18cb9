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

    [Fact]
    public async Task Texts_that_are_signed_are_half_of_signing_and_bucketing()
    {
        // Little room for keys: several bands are written one after another once the texts are signed.
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var shares = new List<double>();
        StageClock? clock = null;
        using var folder = new TemporaryFolder(path)
        {
            CreateFile = file =>
            {
                if (Path.GetFileName(file).StartsWith("band-", StringComparison.Ordinal))
                {
                    shares.Add(clock!.Progress!.Value.Share);
                }

                return new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 0, FileOptions.DeleteOnClose);
            },
        };
        var posts = Corpus.OfTexts(Corpus.RandomTexts(3, 1_000, 300));
        var reader = new Archives.PostReader([new Archives.InputFile("posts.csv")], new Archives.ReaderOptions(), _ => { }, open: _ => new MemoryStream(Corpus.Csv(posts)));
        clock = new StageClock();
        await Detector.RunAsync(
            reader.ReadAsync(TestContext.Current.CancellationToken), ["posts.csv"], new DetectionOptions { Plan = (10, 3), Threads = 1 }, new MemoryBudget(1 << 20, 1), folder, null, clock, null, TestContext.Current.CancellationToken);
        Assert.Equal(10, shares.Count);
        Assert.Equal(shares.Order(), shares);
        Assert.All(shares, share => Assert.InRange(share, 0, 0.95));
    }
}
