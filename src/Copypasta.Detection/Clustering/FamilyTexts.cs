using System.Security.Cryptography;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>The posts of each text, and what the order of texts within a family rests on: copies, first post, and a digest of profile and text.</summary>
internal sealed class FamilyTexts
{
    private readonly PostStore _posts;
    private readonly int[] _sourceRanks;
    private readonly Groups _postsByText;
    private readonly byte[] _profileId;

    public FamilyTexts(PostStore posts, IReadOnlyList<string> sources, TextProfile profile)
    {
        _posts = posts;
        _profileId = [.. System.Text.Encoding.UTF8.GetBytes(profile.Id), 0];

        // Sources are ordered by their paths' UTF-8 bytes, whatever the order in which they were given.
        var bySource = Enumerable.Range(0, sources.Count)
            .OrderBy(s => System.Text.Encoding.UTF8.GetBytes(sources[s]), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .ToArray();
        _sourceRanks = new int[sources.Count];
        for (var rank = 0; rank < bySource.Length; rank++)
        {
            _sourceRanks[bySource[rank]] = rank;
        }

        _postsByText = Groups.By(posts.Texts.Count, posts.Count, post => posts[post].Text);
    }

    /// <summary>The posts that carry a text.</summary>
    public ReadOnlySpan<int> PostsOf(int text) => _postsByText[text];

    /// <summary>Number of posts that carry a text.</summary>
    public int Copies(int text) => _postsByText[text].Length;

    /// <summary>The post of a text that comes first by (time, id, source, row).</summary>
    public int FirstPost(int text)
    {
        var posts = PostsOf(text);
        var first = posts[0];
        foreach (var post in posts[1..])
        {
            if (ComparePosts(post, first) < 0)
            {
                first = post;
            }
        }

        return first;
    }

    /// <summary>Order of posts everywhere: time (missing last), id, source, row; bytes ordinal.</summary>
    public int ComparePosts(int a, int b)
    {
        var order = _posts[a].Time.CompareTo(_posts[b].Time);
        order = order != 0 ? order : _posts.Id(a).SequenceCompareTo(_posts.Id(b));
        return order != 0 ? order : ComparePlaces(a, b);
    }

    /// <summary>Order of posts by where they stand: source, row.</summary>
    public int ComparePlaces(int a, int b)
    {
        var order = _sourceRanks[_posts[a].Source].CompareTo(_sourceRanks[_posts[b].Source]);
        return order != 0 ? order : _posts[a].Row.CompareTo(_posts[b].Row);
    }

    /// <summary>SHA-256 of the profile's id, a zero byte and the normalised text: what cluster and family ids are cut from.</summary>
    /// <param name="text">Index of the text.</param>
    /// <param name="hash">A SHA-256 of one's own thread: a hash made anew for every text costs more than what it hashes, and threads wait for one another over it.</param>
    public TextDigest Digest(int text, IncrementalHash hash)
    {
        hash.AppendData(_profileId);
        hash.AppendData(_posts.Texts[text]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return TextDigest.From(digest);
    }
}
