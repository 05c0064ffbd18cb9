using System.Text;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

[Properties(Arbitrary = [typeof(HostileTexts)])]
public class OffsetMapTests
{
    private static readonly TextProfile[] s_profiles =
        [TextProfile.Social, TextProfile.SocialWith(HashtagHandling.Drop), TextProfile.SocialWith(HashtagHandling.DropTrailing), TextProfile.Web, TextProfile.Exact];

    private readonly TextNormalizer[] _plain = [.. s_profiles.Select(profile => new TextNormalizer(profile))];
    private readonly TextNormalizer[] _mapped = [.. s_profiles.Select(profile => new TextNormalizer(profile))];
    private readonly OffsetMap _map = new();

    // By what each word, found in the normalised text, is highlighted in the raw text.
    [Theory]
    [InlineData("Hello, World!", "hello=Hello| =, |world=World")]
    [InlineData("a &amp;&#66;ut c", "a=a| = &amp;|but=&#66;ut| = |c=c")]
    [InlineData("RT @user: see https://t.co/x now", "see=see| = |now=now")]
    [InlineData("смотриhttps://t.co/abcтут", "смотри=смотри| =|тут=тут")] // the space stands for the address alone
    [InlineData("v\u200Bac\u00ADcine", "vaccine=v\u200Bac\u00ADcine")]
    [InlineData("Stra\u00DFe", "strasse=Stra\u00DFe")]
    [InlineData("e\u0301t\u0065\u0301", "été=e\u0301te\u0301")]
    [InlineData("z\u0336a\u0336lgo x", "zalgo=z\u0336a\u0336lgo| = |x=x")]
    [InlineData("ＡＢ　Ｃ", "ab=ＡＢ| =　|c=Ｃ")]
    [InlineData("привeт НОМЕ", "привет=привeт| = |номе=НОМЕ")]
    [InlineData("😀 one 😀 two 😀", "one=one| = 😀 |two=two")]
    [InlineData("#Tag, @user!", "tag=Tag")]
    [InlineData("ﷺ", "صلی=ﷺ| =ﷺ|الله=ﷺ| =ﷺ|علیه=ﷺ| =ﷺ|وسلم=ﷺ")] // one character, four words
    public void WordsMapToWhatTheyWere(string raw, string expected) => Assert.Equal(expected, Words(TextProfile.Social, Encoding.UTF8.GetBytes(raw)));

    [Fact]
    public void IllFormedSequencesAreOneCharacterEach()
    {
        byte[] raw = [(byte)'a', 0xE2, 0x82, (byte)'b', 0xFF];
        var result = new TextNormalizer(TextProfile.Exact).Normalize(raw, _map, out var flags);
        Assert.Equal("a\uFFFDb\uFFFD", Encoding.UTF8.GetString(result));
        Assert.Equal(TextFlags.IllFormed, flags);
        Assert.Equal([0..1, 1..3, 1..3, 1..3, 3..4, 4..5, 4..5, 4..5], Enumerable.Range(0, _map.Length).Select(i => _map[i]));
    }

    [Fact]
    public void RangesMapFromTheFirstByteToTheLast()
    {
        new TextNormalizer(TextProfile.Social).Normalize("Say \"yes\" http://a.b now"u8, _map, out _); // say yes now
        Assert.Equal(11, _map.Length);
        Assert.Equal(5..8, _map.ToRaw(4..7));
        Assert.Equal(5..24, _map.ToRaw(4..));
        Assert.Equal(0..24, _map.ToRaw(..));
        Assert.Equal(5..5, _map.ToRaw(4..4));
        Assert.Equal(24..24, _map.ToRaw(11..11));
        Assert.Contains("within 0..11", Assert.Throws<ArgumentOutOfRangeException>(() => _map.ToRaw(0..12)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _map.ToRaw(5..4));
        Assert.Throws<ArgumentOutOfRangeException>(() => _map.ToRaw(^12..));
        Assert.Throws<ArgumentOutOfRangeException>(() => _map[11]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _map[-1]);
        Assert.Throws<ArgumentNullException>(() => new TextNormalizer(TextProfile.Social).Normalize("a"u8, null!, out _));
        Assert.Equal(0..0, new OffsetMap().ToRaw(..));
    }

    [Property(MaxTest = 3_000)]
    public void TheTextIsTheSameAndPlacesNeverGoBack(HostileText text)
    {
        for (var p = 0; p < s_profiles.Length; p++)
        {
            var expected = _plain[p].Normalize(text.Utf8, out var expectedFlags).ToArray();
            var actual = _mapped[p].Normalize(text.Utf8, _map, out var flags).ToArray();
            Assert.Equal(expected, actual);
            Assert.Equal(expectedFlags, flags);
            Assert.Equal(_plain[p].LastIllFormedCount, _mapped[p].LastIllFormedCount);
            Assert.Equal(actual.Length, _map.Length);
            var (start, end) = (0, 0);
            for (var i = 0; i < _map.Length; i++)
            {
                var (nextStart, nextEnd) = (_map[i].Start.Value, _map[i].End.Value);
                Assert.True(start <= nextStart && end <= nextEnd && nextStart <= nextEnd && nextEnd <= text.Utf8.Length, $"{i}: {start}..{end} before {nextStart}..{nextEnd}");
                Assert.True(nextStart < nextEnd || actual[i] == ' ');
                (start, end) = (nextStart, nextEnd);
            }
        }
    }

    [Property(MaxTest = 2_000)]
    public void WhereNothingChangesPositionsAreTheSame(byte[] bytes)
    {
        byte[] text = [.. bytes.Select(value => (byte)('a' + (value % 26)))];
        foreach (var normalizer in _mapped)
        {
            Assert.Equal(text, normalizer.Normalize(text, _map, out _).ToArray());
            Assert.Equal(text.Select((_, i) => i..(i + 1)), Enumerable.Range(0, _map.Length).Select(i => _map[i]));
        }
    }

    [Property(MaxTest = 2_000)]
    public void TheRawRangeOfAWordNormalisesToTheWord(int seed)
    {
        // Words that can be read in one script only, in any case, with separators, addresses, invisible characters and ill-formed bytes between them.
        string[] words = ["World", "ПРИВЕТ", "Straße", "Ελλάδα", "سلام", "שלום", "हिन्दी", "ไทย", "中文", "한글", "ガ", "e\u0301te\u0301", "q\u200Buid", "２０２４"];
        byte[][] between = [.. ((string[])[" ", ", ", " — ", "\n\n", " https://t.co/Ab1 ", " @user ", " 😀 ", "!&nbsp;", " &amp; "]).Select(Encoding.UTF8.GetBytes), [0x20, 0xFF, 0x20]];
        var random = new Random(seed);
        byte[] text = [.. Enumerable.Range(0, 12).SelectMany(_ => (byte[])[.. Encoding.UTF8.GetBytes(words[random.Next(words.Length)]), .. between[random.Next(between.Length)]])];
        var normalized = _mapped[0].Normalize(text, _map, out _).ToArray();
        var found = 0;
        for (var start = 0; start < normalized.Length;)
        {
            var length = normalized.AsSpan(start).IndexOf((byte)' ');
            var end = length < 0 ? normalized.Length : start + length;
            Assert.Equal(normalized[start..end], _plain[0].Normalize(text.AsSpan()[_map.ToRaw(start..end)], out _).ToArray());
            start = end + 1;
            found++;
        }

        Assert.Equal(12, found);
    }

    [Property(MaxTest = 2_000)]
    public void NothingMapsIntoWhatIsRemoved(int seed)
    {
        string[] kept = ["Word", "слово", "، ", " ", "😀", "&amp;", "e\u0301", "中文", "ＡＢ ", "\n"];
        string[] removed = ["https://t.co/Ab1", "www.example.org/x?y=1", "@user"];
        var random = new Random(seed);
        var text = new List<byte>();
        var isRemoved = new List<bool>();
        for (var i = 0; i < 12; i++)
        {
            // A space ends an address, and begins one.
            Add(kept[random.Next(kept.Length)] + " ", false);
            Add(removed[random.Next(removed.Length)], true);
            Add(" ", false);
        }

        foreach (var normalizer in _mapped[..3])
        {
            normalizer.Normalize(text.ToArray(), _map, out _);
            for (var i = 0; i < _map.Length; i++)
            {
                Assert.DoesNotContain(true, isRemoved.GetRange(_map[i].Start.Value, _map[i].End.Value - _map[i].Start.Value));
            }
        }

        void Add(string piece, bool isGone)
        {
            var bytes = Encoding.UTF8.GetBytes(piece);
            text.AddRange(bytes);
            isRemoved.AddRange(bytes.Select(_ => isGone));
        }
    }

    [Fact]
    public void LongTextsAreLinear()
    {
        // Quadratic work anywhere would take minutes here.
        foreach (var piece in (string[])["a\u0301\u0323", "\u0301\u0323", "@a", "://", "www.", "#a", "&", "&#1", "&#1;", "\u200B", "\uFDFA", "ａ", "аa", "\u1161", "ß", "  "])
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 50_000)));
            Assert.Equal(_plain[0].Normalize(text, out _), _mapped[0].Normalize(text, _map, out _));
        }
    }

    // More than the normaliser finishes at once.
    [Fact]
    public void InALongRunOfLongDecompositionsEachMapsToItsOwnCharacter()
    {
        const int Count = 3000;
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\uFDFA", Count)));
        var length = _mapped[0].Normalize(text, _map, out _).Length / Count;
        Assert.Equal(Encoding.UTF8.GetByteCount("صلی الله علیه وسلم"), length);
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal((3 * i)..((3 * i) + 3), _map.ToRaw((length * i)..(length * (i + 1))));
        }
    }

    [Fact]
    public void NothingIsAllocatedOnceTheBuffersHaveGrown()
    {
        var text = Encoding.UTF8.GetBytes("Stra\u00DFe e\u0301 &amp; ＡＢ https://t.co/x привет");
        var before = 0L;
        for (var round = 0; round < 3; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            _mapped[0].Normalize(text, _map, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private string Words(TextProfile profile, byte[] raw)
    {
        var normalized = new TextNormalizer(profile).Normalize(raw, _map, out _).ToArray();
        var parts = new List<string>();
        for (var start = 0; start < normalized.Length;)
        {
            var length = normalized.AsSpan(start).IndexOf((byte)' ');
            var end = length == 0 ? start + 1 : length < 0 ? normalized.Length : start + length;
            parts.Add($"{Encoding.UTF8.GetString(normalized[start..end])}={Encoding.UTF8.GetString(raw[_map.ToRaw(start..end)])}");
            start = end;
        }

        return string.Join('|', parts);
    }
}
