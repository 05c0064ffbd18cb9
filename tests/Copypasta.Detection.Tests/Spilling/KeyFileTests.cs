using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class KeyFileTests
{
    [Property(MaxTest = 60)]
    public void Ranges_of_keys_one_after_another_hold_every_text_that_takes_part_in_order(uint[] values, byte distinct, byte stretch, byte rangesAtOnce)
    {
        const int Bands = 3;
        var keys = Enumerable.Range(0, Bands).Select(band => values.Select(v => uint.RotateRight((v + (uint)band) % (distinct + 1u), 5 * band)).ToArray()).ToArray();
        var sketches = new TextSketches(values.Length, 16);
        for (var text = 0; text < values.Length; text++)
        {
            sketches.Set(text, text % 5 == 4 ? [] : [(uint)text]);
        }

        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var file = new KeyFile(folder, "keys", Bands, sketches);
        for (var first = 0; first < values.Length; first += 1 + stretch)
        {
            var count = Math.Min(1 + stretch, values.Length - first);

            // The arrays may be longer than what they hold.
            file.Add([.. keys.Select(band => band.Skip(first).Take(count).Append(77U).ToArray())], count);
        }

        Assert.Equal(values.Length, file.Texts);
        for (var band = Bands - 1; band >= 0; band--)
        {
            var expected = Enumerable.Range(0, values.Length).Where(text => text % 5 != 4).OrderBy(text => keys[band][text] >> 24).ThenBy(text => text).ToArray();
            var counts = file.Counts(band).ToArray();
            Assert.Equal(Enumerable.Range(0, KeyFile.Ranges).Select(range => expected.Count(text => keys[band][text] >> 24 == range)), counts);

            var read = new List<ulong>();
            for (var first = 0; first < KeyFile.Ranges; first += 1 + rangesAtOnce)
            {
                int[] sizes = [.. counts.Skip(first).Take(1 + rangesAtOnce)];
                int[] starts = [.. sizes.Select((_, range) => sizes[..range].Sum())];
                var entries = new ulong[sizes.Sum()];
                file.Read(band, first, starts, entries);
                Assert.Equal(sizes.Select((_, range) => sizes[..(range + 1)].Sum()), starts);
                read.AddRange(entries);
            }

            Assert.Equal(expected.Select(text => KeySort.Entry(keys[band][text], text)), read);
        }
    }
}
