using System.Text;
using Copypasta.Hashing;
using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class TextDifferenceTests
{
    private readonly TextDifference _writer = new();
    private readonly TextDifference _reader = new();

    [Property(MaxTest = 500)]
    public void Any_text_comes_back_beside_any_other(byte[] text, byte[] raw, byte repeats)
    {
        text = [.. Enumerable.Repeat(text, 1 + repeats).SelectMany(bytes => bytes)];
        Written(text, raw);
    }

    [Property(MaxTest = 500)]
    public void A_text_that_was_edited_anywhere_comes_back(int seed)
    {
        var random = new Random(seed);
        var raw = new byte[random.Next(1, 400)];
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = (byte)random.Next('A' - 2, 'z' + 2);
        }

        var text = Encoding.ASCII.GetString(raw).ToLowerInvariant();
        for (var edit = random.Next(12); edit > 0 && text.Length > 0; edit--)
        {
            var at = random.Next(text.Length);
            text = text.Remove(at, random.Next(Math.Min(40, text.Length - at))).Insert(at, new string('é', random.Next(12)));
        }

        Written(Encoding.UTF8.GetBytes(text), raw);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Nothing but letters", "")]
    [InlineData("Read THIS today: https://example.org/a/b?c=d, it is Good.", "read this today it is good")]
    [InlineData("ДЕНЬ и ночь, Ночь И ДЕНЬ", "день и ночь ночь и день")]
    [InlineData("ｆｕｌｌ ｗｉｄｔｈ letters, all of them, come back as they are", "full width letters all of them come back as they are")]
    public void Texts_come_back(string raw, string text) => Written(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(raw));

    [Fact]
    public void What_normalisation_leaves_as_it_is_takes_few_bytes()
    {
        var raw = Encoding.UTF8.GetBytes("The night train from Oskmocombe leaves at NINE, says the postwoman; see https://example.org/timetable and bring Tea.");
        var text = new TextNormalizer(TextProfile.Social).Normalize(raw, out _);
        Assert.InRange(Written(text, raw), 1, text.Length / 4);
    }

    [Fact]
    public void A_raw_text_a_thousand_times_as_long_is_not_taken_whole()
    {
        var raw = new byte[1 << 20];
        Array.Fill(raw, (byte)'x');
        Assert.InRange(Written("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"u8, raw), 1, 4);
    }

    private int Written(ReadOnlySpan<byte> text, ReadOnlySpan<byte> raw)
    {
        var steps = _writer.Write(text, raw);
        Assert.True(_reader.Read(steps, text.Length, raw).SequenceEqual(text));
        return steps.Length;
    }
}
