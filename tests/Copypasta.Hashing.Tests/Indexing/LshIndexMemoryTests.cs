namespace Copypasta.Hashing.Tests;

/// <summary>Alone, since the memory of a process cannot be told apart by test.</summary>
[CollectionDefinition(nameof(LshIndexMemoryTests), DisableParallelization = true)]
[Collection(nameof(LshIndexMemoryTests))]
public class LshIndexMemoryTests
{
    private const int Texts = 50_000;

    // Blocks that are not full, the smallest tables and one scratch.
    private const int Fixed = 600_000;

    [Fact]
    public void IdsThatAreRemovedGiveTheirMemoryBack() => Assert.InRange(Most(() =>
    {
        // The same text comes and goes: no entry dies, so nothing is ever compacted.
        var index = new LshIndex();
        index.Add("A text that stays where it is, whatever comes and goes beside it."u8);
        var before = Settled();
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(index.Remove(index.Add("come"u8)));
        }

        var grown = Settled() - before;
        Assert.Equal(1, index.Count);
        Assert.Equal(100_001, index.Add("come"u8));
        return grown;
    }), long.MinValue, 200_000);

    [Fact]
    public void ATextTakesWhatTheDocumentationSays()
    {
        const int Length = 80;
        var bands = new LshIndex().Plan.Bands;
        var used = Most(() =>
        {
            var before = Settled();
            var index = Filled(Length);
            var after = Settled();
            GC.KeepAlive(index);
            return after - before - Fixed;
        });
        Assert.InRange(used / (double)Texts, 0, Length + 75 + (12.0 * bands) + 12);

        // Removed texts give theirs back.
        used = Most(() =>
        {
            var before = Settled();
            var index = Filled(Length);
            for (var id = 0; id < Texts; id++)
            {
                index.Remove(id);
            }

            index.Compact();
            var after = Settled();
            Assert.Equal(Texts, index.Add("one more text, of which the index must say how many there were before it"u8));
            return after - before;
        });
        Assert.InRange(used, 0, Fixed);
    }

    [Fact]
    public void ACopyTakesTwelveBytes() => Assert.InRange(
        Most(() =>
        {
            var text = new byte[80];
            Fill(new Random(1), text);
            var index = new LshIndex();
            index.Add(text);
            var before = Settled();
            for (var i = 0; i < Texts; i++)
            {
                index.Add(text);
            }

            var grown = Settled() - before;
            Assert.Equal(Texts + 1, index.Count);
            return grown;
        }),
        0,
        (12.5 * Texts) + 50_000);

    private static LshIndex Filled(int length)
    {
        var random = new Random(1);
        var text = new byte[length];
        var index = new LshIndex();
        for (var i = 0; i < Texts; i++)
        {
            Fill(random, text);
            index.Add(text);
        }

        return index;
    }

    /// <summary>The most of three measurements: what threads of earlier tests let go of when they end makes one too small, never too large.</summary>
    private static double Most(Func<long> measure) => Enumerable.Range(0, 3).Max(_ => measure());

    /// <summary>
    /// The bytes that are alive once nothing more is let go: what earlier tests left (objects that wait for their finalizer, results on their way to the runner) is not this
    /// test's.
    /// </summary>
    private static long Settled()
    {
        var (last, same) = (long.MaxValue, 0);
        for (var i = 0; i < 200 && same < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var now = GC.GetTotalMemory(forceFullCollection: false);
            same = Math.Abs(now - last) < 4096 ? same + 1 : 0;
            last = now;
            Thread.Sleep(5);
        }

        return last;
    }

    private static void Fill(Random random, Span<byte> text)
    {
        foreach (ref var letter in text)
        {
            letter = (byte)random.Next('a', 'z' + 1);
        }
    }
}
