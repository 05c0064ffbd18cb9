using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class KeyFileTests
{
    [Property(MaxTest = 60)]
    public void Ranges_of_keys_one_after_another_hold_every_text_that_takes_part_in_order(uint[] values, byte distinct, byte stretch)
    {
        const int Bands = 3;
        var keys = Enumerable.Range(0, Bands).Select(band => values.Select(v => uint.RotateRight((v + (uint)band) % (distinct + 1u), 5 * band)).ToArray()).ToArray();
        var sketches = new TextSketches(values.Length, 16);
        for (var text = 0; text < values.Length; text++)
        {
            sketches.Set(text, text % 5 == 4 ? [] : [(uint)text]);
        }

        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        using var file = new KeyFile(folder, "keys");
        for (var first = 0; first < values.Length; first += 1 + stretch)
        {
            var count = Math.Min(1 + stretch, values.Length - first);

            // The arrays may be longer than what they hold.
            file.Add([.. keys.Select(band => band.Skip(first).Take(count).Append(77U).ToArray())], count);
        }

        Assert.Equal(values.Length, file.Texts);
        var (entries, starts) = (new ulong[file.Texts], new int[KeyFile.Ranges + 1]);
        for (var band = Bands - 1; band >= 0; band--)
        {
            file.Read(band, sketches, entries, starts);
            var expected = Enumerable.Range(0, values.Length).Where(text => text % 5 != 4).OrderBy(text => keys[band][text] >> 24).ThenBy(text => text).ToArray();
            Assert.Equal(expected.Select(text => BandBuckets.Entry(keys[band][text], text)), entries[..expected.Length]);
            Assert.Equal(
                Enumerable.Range(0, KeyFile.Ranges + 1).Select(range => expected.Count(text => keys[band][text] >> 24 < range)),
                starts);
        }
    }
}
