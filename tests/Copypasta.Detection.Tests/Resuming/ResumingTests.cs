using Copypasta.Archives;

namespace Copypasta.Detection.Tests;

/// <summary>A run that ends anywhere goes on from there, for the same results.</summary>
public sealed class ResumingTests : IDisposable
{
    private const int Count = 3000;
    private const long Little = 1 << 20;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    // One thread, so that the n-th write is always the same.
    private static readonly DetectionOptions s_options = new() { Profile = Hashing.TextProfile.Exact, Plan = (12, 3), Threads = 1, Pairs = true, Fields = [PostField.Handle, PostField.Urls] };

    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }

    [Fact]
    public async Task Every_write_may_fail_and_the_run_goes_on()
    {
        var expected = Describe(await Corpus.DetectAsync(s_options, NewPosts()));
        var writes = new FailingDisk(int.MaxValue);
        Assert.Equal(expected, Describe((await RunAsync(writes))!));
        Assert.False(Directory.Exists(_path));
        Assert.InRange(writes.Count, 50, 5000);

        var resumed = 0;
        for (var failing = 0; failing < writes.Count; failing++)
        {
            // A run that has failed has run out of disk at one write; the next one has room.
            Assert.Null(await RunAsync(new FailingDisk(failing)));
            var whole = await RunAsync(new FailingDisk(int.MaxValue), resume: true);
            Assert.Equal(expected, Describe(whole!));
            Assert.False(Directory.Exists(_path));
            resumed += _wasRead ? 1 : 0;
        }

        // Most of the work comes after the reading, and is not begun anew.
        Assert.InRange(resumed, 1, writes.Count - 1);

        // What is linked was put on disk more than once.
        Assert.Contains("links-8", writes.Names);
        Assert.Contains("links-12", writes.Names);
    }

    [Fact]
    public async Task A_damaged_file_is_made_again()
    {
        var expected = Describe(await Corpus.DetectAsync(s_options, NewPosts()));
        var files = await LeaveAsync();
        Assert.Contains("posts", files);
        Assert.Contains("firsts", files);
        Assert.Contains("links-12", files);
        Assert.Contains("linked.step", files);
        Assert.Contains("posts.step", files);
        foreach (var name in files)
        {
            foreach (var cut in new[] { false, true })
            {
                await LeaveAsync();
                var path = Path.Combine(_path, name);
                var bytes = File.ReadAllBytes(path);
                if (cut)
                {
                    File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
                }
                else
                {
                    bytes[bytes.Length / 2] ^= 4;
                    File.WriteAllBytes(path, bytes);
                }

                Assert.Equal(expected, Describe((await RunAsync(new FailingDisk(int.MaxValue), resume: true))!));
                Assert.False(Directory.Exists(_path));
            }
        }
    }

    [Fact]
    public void Fewer_or_more_numbers_than_there_should_be_are_damage()
    {
        var folder = new TemporaryFolder(_path, isKept: true);
        var journal = RunJournal.Open(folder, ["begun"], resume: false, () => [1]);
        using var file = journal.Write<int>("numbers", [1, 2, 3]);
        Assert.Equal([1, 2, 3], RunJournal.Read<int>(file, 3));
        Assert.Contains("numbers", Assert.Throws<SpillException>(() => RunJournal.Read<int>(file, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("numbers", Assert.Throws<SpillException>(() => RunJournal.Read<int>(file, 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Families_and_posts_with_too_few_numbers_are_found_again()
    {
        var expected = Describe(await Corpus.DetectAsync(s_options, NewPosts()));
        foreach (var step in new[] { PostsStep.Name, FamiliesStep.Name })
        {
            // After linking, so that there are families.
            var journal = RunJournal.Open(_path, ["begun"], resume: false, () => [1]);
            await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(journal, new CancelAt("gather")));
            journal = RunJournal.Open(_path, ["begun"], resume: true, () => [1]);
            var (posts, state) = journal.Posts!.Value;
            if (step == PostsStep.Name)
            {
                using var few = journal.Write<ulong>("few", [0]);
                journal.Commit(step, state, posts[0], few);
            }
            else
            {
                var (roots, families) = journal.Find<FamiliesStep>(step)!.Value;
                roots[0].Dispose();
                using var few = journal.Write<int>("few", [0]);
                journal.Commit(step, families, few);
            }

            Array.ForEach(posts, file => file.Dispose());
            Assert.Equal(expected, Describe((await RunAsync(new FailingDisk(int.MaxValue), resume: true))!));
            Assert.Equal(step != PostsStep.Name, _wasRead);
        }
    }

    [Fact]
    public async Task What_begins_anew_leaves_no_file_open()
    {
        await LeaveAsync();
        var journal = RunJournal.Open(_path, ["begun"], resume: true, () => [1]);
        var file = journal.Posts!.Value.Files[0];
        journal.Restart();
        Assert.False(journal.IsRead);
        Assert.False(Directory.Exists(_path));
        Assert.Throws<ObjectDisposedException>(file.Commit);
        Assert.Equal(0, journal.Folder.Bytes);
    }

    [Theory]
    [InlineData("texts")]
    [InlineData("posts")]
    [InlineData("posts.step")]
    [InlineData("begun.step")]
    [InlineData("links-12")]
    public async Task Folders_and_pipes_in_place_of_files_are_damage(string name)
    {
        var expected = Describe(await Corpus.DetectAsync(s_options, NewPosts()));
        foreach (var isPipe in OperatingSystem.IsWindows() ? new[] { false } : [false, true])
        {
            await LeaveAsync();
            var path = Path.Combine(_path, name);
            File.Delete(path);
            if (isPipe)
            {
                using var make = System.Diagnostics.Process.Start("mkfifo", [path]);
                await make.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
            else
            {
                Directory.CreateDirectory(Path.Combine(path, "within"));
            }

            var run = Task.Run(() => RunAsync(new FailingDisk(int.MaxValue), resume: true), TestContext.Current.CancellationToken);
            Assert.Equal(expected, Describe((await run.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))!));
            Assert.False(Directory.Exists(_path));
        }
    }

    [Fact]
    public void What_was_begun_otherwise_is_said()
    {
        Assert.Null(RunJournal.Difference(["a", "b"], ["a", "b"]));
        Assert.Equal("b; now c", RunJournal.Difference(["a", "b"], ["a", "c"]));
        Assert.Equal("not given; now b", RunJournal.Difference(["a"], ["a", "b"]));
        Assert.Contains("another order", RunJournal.Difference(["a", "b"], ["b", "a"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_no_step_knows_go()
    {
        await LeaveAsync();
        File.WriteAllText(Path.Combine(_path, "stray"), "x");
        File.WriteAllText(Path.Combine(_path, "texts.tmp"), "x");
        RunJournal.Open(_path, ["begun"], resume: true, () => [1]);
        Assert.DoesNotContain("stray", Names());
        Assert.DoesNotContain("texts.tmp", Names());
        Assert.Contains("posts", Names());
    }

    [Fact]
    public async Task A_run_that_was_begun_otherwise_does_not_go_on()
    {
        await LeaveAsync();
        var error = Assert.Throws<SpillException>(() => RunJournal.Open(_path, ["begun otherwise"], resume: true, () => [1]));
        Assert.Contains("begun otherwise", error.Message, StringComparison.Ordinal);
        Assert.Contains("posts", Names());
    }

    [Fact]
    public async Task What_is_not_to_go_on_is_removed()
    {
        await LeaveAsync();
        Assert.False(RunJournal.Open(_path, ["begun otherwise"], resume: false, () => [1]).CanResume);
        Assert.False(Directory.Exists(_path));
    }

    [Fact]
    public async Task A_step_counts_for_its_run_and_under_its_name_alone()
    {
        await LeaveAsync();
        var another = File.ReadAllBytes(Path.Combine(_path, "texts.step"));
        await LeaveAsync();
        var journal = RunJournal.Open(_path, ["begun"], resume: true, () => [1]);
        Assert.True(IsDone<TextsStep>("texts"));
        Assert.True(IsDone<LinkedStep>("linked"));

        File.WriteAllBytes(Path.Combine(_path, "texts.step"), another);
        File.Copy(Path.Combine(_path, "linked.step"), Path.Combine(_path, "band-2.step"));
        Assert.False(IsDone<TextsStep>("texts"));
        Assert.True(IsDone<LinkedStep>("linked"));
        Assert.False(IsDone<BandStep>("band-2"));
        Array.ForEach(journal.Posts!.Value.Files, file => file.Dispose());

        var expected = Describe(await Corpus.DetectAsync(s_options, NewPosts()));
        Assert.Equal(expected, Describe((await RunAsync(new FailingDisk(int.MaxValue), resume: true))!));

        bool IsDone<T>(string step)
            where T : class
        {
            if (journal.Find<T>(step) is not var (files, _))
            {
                return false;
            }

            Array.ForEach(files, file => file.Dispose());
            return true;
        }
    }

    [Fact]
    public async Task Bands_that_are_there_already_are_hot_as_often_as_new_ones()
    {
        // Bands of one row and a shingle that all texts share: chance makes some bands much larger than others.
        TestPost[] posts = [.. Corpus.RandomTexts(5, 400, templates: 400).Select((text, i) => new TestPost($"{i}", "a", "2020-01-01T00:00:00Z", $"{text} zqxjk"))];
        var (linked, kept) = (false, 0);
        for (var seed = 1UL; seed <= 16; seed++)
        {
            var options = s_options with { Plan = (12, 1), Seed = seed, Pairs = false, AllPosts = true };
            var journal = RunJournal.Open(_path, ["begun"], resume: false, () => [1]);
            await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(journal, new CancelAt("verify and link"), options, posts, 1 << 16));
            var bands = Names().Where(name => BandStep.IsOne(name) && !name.EndsWith(".step", StringComparison.Ordinal)).ToArray();
            (linked, kept) = (linked | Names().Contains("linked.step"), kept + bands.Length);
            var whole = await Corpus.DetectAsync(options, posts);

            // One that may yet be hot is drawn again where it is damaged.
            if (seed % 2 == 0 && bands.Length > 0)
            {
                var path = Path.Combine(_path, bands[0]);
                File.WriteAllBytes(path, File.ReadAllBytes(path)[1..]);
            }

            journal = RunJournal.Open(_path, ["begun"], resume: true, () => [1]);
            var resumed = await RunAsync(journal, null, options, posts, 1 << 20);
            journal.Complete();
            Assert.Equal((whole.BucketPairs, whole.RecallBound), (resumed.BucketPairs, resumed.RecallBound));
            Assert.Equal(whole.DiscardedBands, resumed.DiscardedBands);
            Assert.Equal(Describe(whole), Describe(resumed));
        }

        Assert.True(linked, "no band was linked as soon as it was drawn: the corpus does not try it");
        Assert.True(kept > 0, "no band had so many pairs that it may be hot: the corpus does not try it");
    }

    private bool _wasRead;

    private static TestPost[] NewPosts() =>
        [.. Corpus.RandomTexts(7, Count, templates: 600).Select((text, i) => new TestPost($"{i % (Count - 100)}", $"a{i % 50}", $"2020-01-01T00:{i % 60:D2}:00Z", text, Repost: i % 31 == 0))];

    /// <summary>Ends a run at its last write, and returns what it has left.</summary>
    private async Task<string[]> LeaveAsync()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        var journal = RunJournal.Open(_path, ["begun"], resume: false, () => [1]);
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(journal, new CancelAt("verify and link")));
        return Names();
    }

    private string[] Names() => [.. Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The result, or null where the disk failed.</summary>
    private async Task<DetectionRun?> RunAsync(FailingDisk disk, bool resume = false)
    {
        var folder = new TemporaryFolder(_path, isKept: true) { CreateFile = disk.Create };
        var journal = RunJournal.Open(folder, ["begun"], resume, () => [1]);
        _wasRead = journal.IsRead;
        try
        {
            var run = await RunAsync(journal, null);
            journal.Complete();
            return run;
        }
        catch (SpillException)
        {
            return null;
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.All(inner => inner is SpillException))
        {
            return null;
        }
    }

    private static Task<DetectionRun> RunAsync(RunJournal journal, CancelAt? cancel) => RunAsync(journal, cancel, s_options, NewPosts(), Little);

    private static async Task<DetectionRun> RunAsync(RunJournal journal, CancelAt? cancel, DetectionOptions options, TestPost[] posts, long memory)
    {
        InputFile[] files = [new("input-0.csv")];
        var reader = new PostReader(files, Corpus.Reader(options), reject => Assert.Fail(reject.Reason), open: _ => new MemoryStream(Corpus.Csv(posts)));
        using var stop = new CancellationTokenSource();
        var clock = new StageClock(stage =>
        {
            if (stage == cancel?.Stage)
            {
                stop.Cancel();
            }
        });
        var (others, aside) = (0, 0L);
        var run = await Detector.RunAsync(
            reader.ReadAsync(),
            ["input-0.csv"],
            options,
            new MemoryBudget(memory, 1, 64 << 20),
            journal.Folder,
            journal,
            clock,
            null,
            stop.Token,
            kept => kept.ForEachOther((in KeptPost _) => others++, (_, _, count) => aside += count));

        // The census sees every post that was read: all but the members are given, and all have an author.
        Assert.Equal(posts.Length, run.Result.Members.Length + others + aside);
        return run;
    }

    private sealed record CancelAt(string Stage);

    private static string Describe(DetectionRun run) => string.Join(
        '\n',
        [
            .. run.Result.Families.Select(f => f.ToString()),
            .. run.Result.Clusters.Select(c => $"{c.Id} {c.Family} {c.Posts} {c.Texts} {c.Accounts} {c.First} {c.Last} {c.MinSimilarity} {c.MeanSimilarity}"),
            .. run.Result.Members.Select(m => $"{System.Text.Encoding.UTF8.GetString(run.Result.Posts.RawText(m.Post))} {run.Result.Posts[m.Post].Row} {m.Cluster} {m.Similarity} {System.Text.Encoding.UTF8.GetString(run.Result.Posts.Field(m.Post, PostField.Handle))}"),
            .. (run.Result.Pairs ?? []).Select(p => $"{run.Result.Posts[p.A].Row} {run.Result.Posts[p.B].Row} {p.Similarity}"),
            $"{run.Intake.Posts} {run.Intake.Kept} {run.Intake.SetAside} {run.Intake.ChangedDuplicates} {run.Intake.KeptUntimed} {run.Accounts} {run.DistinctTexts} {run.EligibleTexts}",
            $"{run.Result.Posts.HasField(PostField.Handle)} {run.Result.Posts.HasField(0, PostField.Urls)}",
            $"{run.Shingles} {run.BucketPairs} {run.RecallBound} {run.Plan} {run.ExemplarChecks}",
        ]);

    /// <summary>A disk that is full from the n-th write on, counted over all its files.</summary>
    private sealed class FailingDisk(int full)
    {
        public int Count { get; private set; }

        public HashSet<string> Names { get; } = [];

        public FileStream Create(string path)
        {
            Names.Add(Path.GetFileName(path));
            return new Failing(path, this);
        }

        private void Write()
        {
            if (Count++ >= full)
            {
                throw new IOException("No space left on device");
            }
        }

        private sealed class Failing(string path, FailingDisk disk) : FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 0)
        {
            public override void Write(ReadOnlySpan<byte> buffer)
            {
                disk.Write();
                base.Write(buffer);
            }

            public override void Flush(bool flushToDisk)
            {
                disk.Write();
                base.Flush(flushToDisk);
            }
        }
    }
}
