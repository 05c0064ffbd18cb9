using System.Buffers;
using System.Text;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// The hashtags and links of posts, in comparable form: from the input's own field where the source has one, else from the raw text. Hashtags come without the sign, in NFKC_Casefold; links as <see cref="LinkForm"/>
/// has them. Keeps its buffers; one thread at a time.
/// </summary>
/// <remarks>In a text they are what <see cref="PostMarks"/> finds. Links that platforms shorten stay short.</remarks>
internal sealed class PostWords
{
    private readonly TextNormalizer _folding = new(TextProfile.Custom(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Case));

    /// <summary>The hashtags of the post that was read last.</summary>
    public WordList Hashtags { get; } = new();

    /// <summary>The links of the post that was read last.</summary>
    public WordList Links { get; } = new();

    /// <summary>Reads a post.</summary>
    /// <param name="text">The raw text.</param>
    /// <param name="hashtags">The value of <see cref="PostField.Hashtags"/>.</param>
    /// <param name="hasHashtags">Whether the source has that field.</param>
    /// <param name="links">The value of <see cref="PostField.Urls"/>.</param>
    /// <param name="hasLinks">Whether the source has that field.</param>
    public void Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtags, bool hasHashtags, ReadOnlySpan<byte> links, bool hasLinks)
    {
        Hashtags.Clear();
        Links.Clear();
        while (!hashtags.IsEmpty)
        {
            AddHashtag(WithoutSign(NextPart(ref hashtags)));
        }

        while (!links.IsEmpty)
        {
            LinkForm.Add(NextPart(ref links), Links);
        }

        if (!hasHashtags || !hasLinks)
        {
            Scan(text, !hasHashtags, !hasLinks);
        }
    }

    /// <summary>Reads a text of a source that has neither field.</summary>
    public void Read(ReadOnlySpan<byte> text) => Read(text, default, false, default, false);

    /// <summary>Takes the next value of a list.</summary>
    private static ReadOnlySpan<byte> NextPart(ref ReadOnlySpan<byte> list)
    {
        var end = list.IndexOf((byte)' ') is >= 0 and var found ? found : list.Length;
        var part = list[..end];
        list = list[Math.Min(list.Length, end + 1)..];
        return part;
    }

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> tag) => tag.StartsWith("#"u8) ? tag[1..] : tag.StartsWith("＃"u8) ? tag[3..] : tag;

    private void Scan(ReadOnlySpan<byte> text, bool hashtags, bool links)
    {
        for (var marks = new PostMarks(text); marks.Next();)
        {
            if (marks.IsLink && links)
            {
                LinkForm.Add(text[marks.Start..marks.End], Links);
            }
            else if (!marks.IsLink && hashtags)
            {
                AddHashtag(text[marks.WordStart..marks.End]);
            }
        }
    }

    private void AddHashtag(ReadOnlySpan<byte> tag)
    {
        if (tag.IsEmpty)
        {
            return;
        }

        var room = Hashtags.Reserve(tag.Length);
        if (Ascii.ToLower(tag, room, out var length) != OperationStatus.Done)
        {
            var folded = _folding.Normalize(tag, out _);
            folded.CopyTo(Hashtags.Reserve(folded.Length));
            length = folded.Length;
        }

        Hashtags.Commit(length);
    }
}
