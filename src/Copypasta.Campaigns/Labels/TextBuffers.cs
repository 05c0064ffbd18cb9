using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Reads traits of texts, and keeps the buffers for it: one for each labeller.</summary>
/// <param name="references">What was given along with the archive.</param>
internal sealed class TextBuffers(LabelReferences references)
{
    private readonly TextNormalizer _normalizer = new(TextProfile.Social);
    private readonly TextNormalizer _plain = new(PostText.Plain);
    private readonly KnownScratch _known = new();
    private readonly PostWords _words = new();
    private readonly List<string> _pages = [];
    private byte[] _utf8 = new byte[1024];
    private char[] _chars = [];

    /// <summary>Finds what share buttons add.</summary>
    public ShareSuffixes Suffixes { get; } = new();

    /// <summary>For the shingles of a text.</summary>
    public ShingleSet Shingles { get; } = new(Shingle.Default);

    /// <summary>For the shingles of another text.</summary>
    public ShingleSet OtherShingles { get; } = new(Shingle.Default);

    /// <summary>For the shingles of another text, in order.</summary>
    public ShingleSequence OtherSequence { get; } = new(Shingle.Default);

    /// <summary>The text in UTF-8, until the next call.</summary>
    public ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }

    public string Normalize(string raw, out bool isRepost)
    {
        var normalized = _normalizer.Normalize(raw, out var flags).ToString();
        isRepost = flags.HasFlag(TextFlags.Repost);
        return normalized;
    }

    public string NormalizePlain(string raw) => _plain.Normalize(raw, out _).ToString();

    public PhraseKind Phrases(string raw, string normalized) =>
        PhraseMatcher.Instance.Find(normalized) | (HasLookAlikes(raw) ? PhraseMatcher.Instance.Find(_plain.Normalize(raw, out _)) : PhraseKind.None);

    public string WithoutTrailingTags(string raw)
    {
        var utf8 = Utf8(raw);
        if (_chars.Length < utf8.Length)
        {
            _chars = new char[_utf8.Length];
        }

        var kept = _chars.AsSpan(0, PostText.WithoutTrailingTags(utf8, _chars));
        return kept.SequenceEqual(raw) ? raw : kept.ToString();
    }

    public KnownMatch? Known(string normalized) => references.Known?.Find(normalized, _known);

    public string[] Hashtags(string raw)
    {
        if (!raw.AsSpan().ContainsAny('#', '\uFF03'))
        {
            return [];
        }

        _words.Read(Utf8(raw));
        return Hashtags();
    }

    public string[] Hashtags(IReadOnlyList<string> listed)
    {
        _words.Read(default, Utf8(string.Join(' ', listed)), true, default, true);
        return Hashtags();
    }

    public LinkedPages Links(string raw)
    {
        if (!raw.AsSpan().ContainsAny(':', '.'))
        {
            return LinkedPages.None;
        }

        _words.Read(Utf8(raw));
        return Links();
    }

    public LinkedPages Links(IReadOnlyList<string> listed)
    {
        _words.Read(default, default, true, Utf8(string.Join(' ', listed)), true);
        return Links();
    }

    private string[] Hashtags()
    {
        var hashtags = new string[_words.Hashtags.Count];
        for (var i = 0; i < hashtags.Length; i++)
        {
            hashtags[i] = Encoding.UTF8.GetString(_words.Hashtags[i]);
        }

        return hashtags;
    }

    private LinkedPages Links()
    {
        _pages.Clear();
        var hides = false;
        for (var i = 0; i < _words.Links.Count; i++)
        {
            if (LinkedPage.Of(_words.Links[i]) is not { } page)
            {
                hides = true;
            }
            else if (!_pages.Contains(page))
            {
                _pages.Add(page);
            }
        }

        return _pages.Count > 0 ? new LinkedPages([.. _pages], hides) : hides ? LinkedPages.AllHidden : LinkedPages.None;
    }

    // Greek and Cyrillic, whose letters and Latin's stand for one another.
    private static bool HasLookAlikes(string raw) => raw.AsSpan().ContainsAnyInRange('\u0370', '\u052F');
}
