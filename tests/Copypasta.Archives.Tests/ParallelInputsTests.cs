using System.Diagnostics;
using System.Text;
using static Copypasta.Archives.Tests.Packing;

namespace Copypasta.Archives.Tests;

public sealed class ParallelInputsTests
{
    [Fact]
    public void WhatIsDeliveredDoesNotDependOnTheThreads()
    {
        var inputs = Enumerable.Range(0, 9).Select(i => ($"{i}.csv", Stored(i))).Append(("x.zip", Zip(("a.csv", Table(20)), ("b.csv.gz", Gzip(Table(21)))))).ToArray();
        var expected = SourcedReading.Of(1, inputs);
        Assert.Equal(11, expected.Sources.Count);
        Assert.NotEmpty(expected.Rejects);
        foreach (var threads in new[] { 2, 3, 16 })
        {
            var read = SourcedReading.Of(threads, inputs);
            Assert.Equal(expected.Sources, read.Sources);
            Assert.Equal(expected.Posts, read.Posts);
            Assert.Equal(expected.Rejects, read.Rejects);
            Assert.Equal(expected.ReportedBytes, read.ReportedBytes);
            Assert.Equal(expected.Reader.Summaries.Select(summary => summary.Sha256), read.Reader.Summaries.Select(summary => summary.Sha256));
        }
    }

    [Fact]
    public void SourcesCanBeWalkedWhileTheyGrow()
    {
        var reader = new PostReader([new InputFile("0.csv"), new InputFile("1.csv")], new ReaderOptions(), _ => { }, null, _ => new MemoryStream(Encoding.UTF8.GetBytes("id,text\n1,hello\n")));
        IEnumerator<string>? walk = null;
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            walk ??= reader.Sources.GetEnumerator();
            batch.Return();
        }

        Assert.True(walk!.MoveNext());
        Assert.Equal("0.csv", walk.Current);
        Assert.False(walk.MoveNext());
        Assert.Equal(["0.csv", "1.csv"], reader.Sources);
    }

    [Fact]
    public void TheFirstFailureEndsAllAndIsTheOneReported()
    {
        var inputs = Enumerable.Range(0, 8).Select(i => ($"{i}.csv", i is 3 or 5 ? Stored(2)[..^9] : Stored(i))).ToArray();
        var opened = new List<Tracked>();
        var reader = new PostReader([.. inputs.Select(input => new InputFile(input.Item1))], new ReaderOptions { Threads = 4 }, _ => { }, null, file =>
        {
            lock (opened)
            {
                opened.Add(new Tracked(inputs.First(input => input.Item1 == file.Path).Item2));
                return opened[^1];
            }
        });
        var e = Assert.Throws<ArchiveException>(() => { Drain(reader, TestContext.Current.CancellationToken); });
        Assert.StartsWith("3.csv: broken", e.Message, StringComparison.Ordinal);
        Assert.All(opened, stream => Assert.True(stream.IsDisposed));
    }

    [Fact]
    public void CancellationEndsEverythingSoon()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var opened = new List<Tracked>();
        var endless = Gzip(Table(1));
        var reader = new PostReader([.. Enumerable.Range(0, 6).Select(i => new InputFile($"{i}"))], new ReaderOptions { Threads = 4 }, _ => { }, null, _ =>
        {
            lock (opened)
            {
                opened.Add(new Tracked(endless) { IsEndless = true });
                return opened[^1];
            }
        });
        stop.CancelAfter(300);
        var clock = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => Drain(reader, stop.Token));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
        Assert.NotEmpty(opened);
        Assert.All(opened, stream => Assert.True(stream.IsDisposed));
    }

    [Fact]
    public async Task WhoeverStopsTakingLeavesNothingBehind()
    {
        var opened = new List<Tracked>();
        var reader = new PostReader([.. Enumerable.Range(0, 6).Select(i => new InputFile($"{i}"))], new ReaderOptions { Threads = 4 }, _ => { }, null, _ =>
        {
            lock (opened)
            {
                opened.Add(new Tracked(Stored(2)));
                return opened[^1];
            }
        });
        await foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            batch.Return();
            break;
        }

        Assert.NotEmpty(opened);
        Assert.All(opened, stream => Assert.True(stream.IsDisposed));
    }

    private static void Drain(PostReader reader, CancellationToken cancellation)
    {
        foreach (var batch in reader.ReadAsync(cancellation).ToBlockingEnumerable(cancellation))
        {
            batch.Return();
        }
    }

    private static byte[] Stored(int i) => (i % 5) switch
    {
        0 => Table(i),
        1 => Gzip(Table(i)),
        2 => Zstd(Table(i)),
        3 => Lz4(Table(i)),
        _ => Tar(("a.csv", Table(i))),
    };

    private static byte[] Table(int seed)
        => Encoding.UTF8.GetBytes("id,text\n" + string.Concat(Enumerable.Range(0, 20_000 + (seed * 1_000)).Select(i => i % 997 == 0 ? $"{i},a,b\n" : $"{i},post {(i + seed) * 7919 % 10_007} of {seed}\n")));

    /// <summary>Knows whether it was disposed; can give its content over and over.</summary>
    private sealed class Tracked(byte[] content) : MemoryStream(content)
    {
        public bool IsDisposed { get; private set; }

        public bool IsEndless { get; init; }

        public override int Read(Span<byte> buffer)
        {
            if (IsEndless && Position == Length)
            {
                Position = 0;
            }

            return base.Read(buffer);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
