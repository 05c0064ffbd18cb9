using System.Text;

namespace Copypasta.Campaigns.Tests;

public sealed class PostWordsTests
{
    [Theory]
    [InlineData("#One and #TWO, #one again", "one two")]
    [InlineData("no#tag, a_#tag, 7#tag", "")]
    [InlineData("(#open) \"#quoted\" .#dot", "open quoted dot")]
    [InlineData("#1 #2020 #_ #1a #a1", "1a a1")]
    [InlineData("run #together#apart", "together apart")]
    [InlineData("＃全角 #東京タワー、#Straße", "全角 東京タワー strasse")]
    [InlineData("#ＦＵＬＬ #full", "full")]
    [InlineData("#می‌خواهم #हिन्दी #ไทยรัฐ", "میخواهم हिन्दी ไทยรัฐ")]
    [InlineData("it&#39;s &#x27;a&#x27; character reference", "")]
    [InlineData("## #", "")]
    [InlineData("https://example.org/page#section #real", "real")]
    [InlineData("www.example.org/#section", "")]
    public void Hashtags_are_found_in_texts(string text, string expected) => Assert.Equal(expected, string.Join(' ', Read(text).Hashtags));

    [Theory]
    [InlineData("see https://example.org/a.", "https://example.org/a")]
    [InlineData("see (https://example.org/a), or HTTP://example.org/b!", "https://example.org/a http://example.org/b")]
    [InlineData("https://example.org/a_(b)", "https://example.org/a_(b)")]
    [InlineData("www.example.org and xwww.example.org and awww.", "http://www.example.org/")]
    [InlineData("読むhttps://example.org/aですね", "https://example.org/a")]
    [InlineData("https://example.org/a https://example.org/a?utm_source=x", "https://example.org/a")]
    [InlineData("https:// http://. www.", "")]
    [InlineData("a: b :// c://d 10:30", "")]
    public void Links_are_found_in_texts(string text, string expected) => Assert.Equal(expected, string.Join(' ', Read(text).Links));

    /// <summary>A few words are told apart in another way than many.</summary>
    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(5_000)]
    public void Each_word_of_many_is_there_once(int count)
    {
        string[] words = [.. Enumerable.Range(0, count).Select(i => $"tag{i}")];
        Assert.Equal(words, Read(string.Join(' ', words.Concat(words).Concat(words.Reverse()).Select(word => "#" + word))).Hashtags);
    }

    [Fact]
    public void A_source_with_the_field_is_taken_at_its_word()
    {
        var (hashtags, links) = Read("#text https://example.org/text", "Field ＃other #third", "https://example.org/field HTTPS://example.org/field#x");
        Assert.Equal(["field", "other", "third"], hashtags);
        Assert.Equal(["https://example.org/field"], links);

        // An empty value says that there are none.
        (hashtags, links) = Read("#text https://example.org/text", "", null);
        Assert.Empty(hashtags);
        Assert.Equal(["https://example.org/text"], links);
        (hashtags, links) = Read("#text https://example.org/text", null, "");
        Assert.Equal(["text"], hashtags);
        Assert.Empty(links);
    }

    [Fact]
    public void Any_bytes_can_be_read()
    {
        var random = new Random(3);
        var words = new PostWords();
        var pieces = new byte[][] { "#"u8.ToArray(), "＃"u8.ToArray(), "://"u8.ToArray(), "www."u8.ToArray(), "http"u8.ToArray(), "s"u8.ToArray(), "?utm_"u8.ToArray(), "&"u8.ToArray(), "é"u8.ToArray(), [0xEF], [0xFF], [0], [0xE2, 0x80] };
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.Next(12)).SelectMany(_ => pieces[random.Next(pieces.Length)])];
            words.Read(bytes, bytes, i % 2 == 0, bytes, i % 3 == 0);
            for (var word = 0; word < words.Links.Count; word++)
            {
                Assert.Matches("^https?://[^/]", Encoding.Latin1.GetString(words.Links[word]));
            }
        }
    }

    private static (string[] Hashtags, string[] Links) Read(string text, string? hashtags = null, string? links = null)
    {
        var words = new PostWords();
        words.Read(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(hashtags ?? ""), hashtags is not null, Encoding.UTF8.GetBytes(links ?? ""), links is not null);
        return (Strings(words.Hashtags), Strings(words.Links));

        static string[] Strings(WordList list) => [.. Enumerable.Range(0, list.Count).Select(i => Encoding.UTF8.GetString(list[i]))];
    }
}
