namespace Copypasta.Reports.Tests;

public sealed class RunFileWriterTests : IDisposable
{
    private static readonly string[] Names = ["posts.csv", "clusters.csv", "families.csv"];

    private readonly string _root = Directory.CreateTempSubdirectory("copypasta-reports-").FullName;

    private string Folder => Path.Combine(_root, "run");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void PartsReachTheirFileInOrderWhateverTheirLengthAndTheThreads(int threads)
    {
        // Lengths around the buffer of a part and far beyond it; the later parts are the quicker ones.
        byte[] Part(int part) => [.. Enumerable.Repeat((byte)part, part % 5 == 0 ? (3 << 20) + part : 1000 - part)];
        var expected = Enumerable.Range(0, 40).SelectMany(Part).ToArray();
        using var run = RunFolder.Create(Folder, FolderUse.New);
        RunFileWriter.Write(
            run,
            [
                new RunFile("report.html", 1, (stream, _) => stream.Write("page"u8)),
                new RunFile("posts.csv", 40, (stream, part) =>
                {
                    foreach (var piece in Part(part).Chunk(100_000))
                    {
                        stream.Write(piece);
                    }
                }),
                new RunFile("families.csv", 3, (_, _) => { }),
            ],
            threads,
            TestContext.Current.CancellationToken);
        Publish(run);
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(Folder, "posts.csv")));
        Assert.Equal("page", File.ReadAllText(Path.Combine(Folder, "report.html")));
        Assert.Empty(File.ReadAllBytes(Path.Combine(Folder, "families.csv")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NoMoreThreadsWorkThanWereAskedForAlsoWithinAPart(int threads)
    {
        var (busy, most) = (0, 0);
        void Work()
        {
            InterlockedMax(ref most, Interlocked.Increment(ref busy));
            Thread.Sleep(2);
            Interlocked.Decrement(ref busy);
        }

        using var run = RunFolder.Create(Folder, FolderUse.New);
        RunFileWriter.Write(
            run,
            [
                new RunFile("report.html", 1, (stream, _) =>
                {
                    for (var batch = 0; batch < 10; batch++)
                    {
                        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = threads, TaskScheduler = null }, _ => Work());
                    }
                }),
                new RunFile("posts.csv", 60, (_, _) => Work()),
            ],
            threads,
            TestContext.Current.CancellationToken);
        Publish(run);
        Assert.Equal(threads, most);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            seen = before == seen ? value : before;
        }
    }

    [Fact]
    public void EveryFileIsPublishedOnce()
    {
        // Parts that end at the same moment: only the last may publish.
        for (var round = 0; round < 200; round++)
        {
            var folder = Path.Combine(_root, $"run{round}");
            using var run = RunFolder.Create(folder, FolderUse.New);
            RunFileWriter.Write(
                run,
                [.. Names.Select(name => new RunFile(name, 3, (stream, part) => stream.WriteByte((byte)part)))],
                threads: 4,
                TestContext.Current.CancellationToken);
            Publish(run);
            Assert.Equal([0, 1, 2], File.ReadAllBytes(Path.Combine(folder, "clusters.csv")));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void APartThatFailsEndsTheWritingAndLeavesNothing(int failing)
    {
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            var thrown = Assert.Throws<InvalidOperationException>(() => RunFileWriter.Write(
                run,
                [new RunFile("posts.csv", 10, (stream, part) =>
                {
                    if (part == failing)
                    {
                        throw new InvalidOperationException("this part");
                    }

                    stream.Write(new byte[2 << 20]);
                })],
                threads: 4,
                TestContext.Current.CancellationToken));
            Assert.Equal("this part", thrown.Message);
        }

        Assert.False(Directory.Exists(Folder));
    }

    private static void Publish(RunFolder run)
    {
        using var last = run.OpenFile(RunFolder.LastFile);
        last.Write("{}"u8);
        last.Publish();
    }
}
