using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>Posts that are kept in memory.</summary>
internal sealed class MemoryPosts : IPostSink
{
    private readonly PostIdTable? _ids;
    private long _base;

    /// <param name="options">What is kept of a post.</param>
    /// <param name="presence">Which inputs have which fields.</param>
    /// <param name="countAside">Whether posts set aside are counted by account.</param>
    public MemoryPosts(DetectionOptions options, FieldPresence? presence = null, bool countAside = false)
    {
        Aside = countAside ? new AsideAccounts() : null;
        Store = new PostStore(options.Keep.Count, options.Fields, presence);
        _ids = options.DuplicateIds == DuplicateHandling.Drop ? new PostIdTable(Store) : null;
    }

    public PostStore Store { get; }

    /// <summary>The accounts whose posts are set aside, those that were read before included; null where they are not counted.</summary>
    public AsideAccounts? Aside { get; }

    /// <summary>Bytes of memory in use.</summary>
    public long Bytes => Store.Bytes + (_ids?.Bytes ?? 0) + (Aside?.Bytes ?? 0);

    public void Begin(byte[] storedParts) => _base = Store.Adopt(storedParts);

    public void Add(in CandidatePost post, IntakeCounts counts)
    {
        var hasId = _ids is not null && post.Id.Length > 0;
        if (hasId && _ids!.Find(post.Post.Platform, post.Id, post.Author, post.RawText, post.IdHash) is >= 0 and var earlier)
        {
            counts.CountDuplicate(changed: !Store.RawText(earlier).SequenceEqual(post.RawText));
            counts.Scripts.CountSetAside(post.Post.Script);
            SetAside(post.Post.Platform, post.Author);
            return;
        }

        counts.CountKept(post.Post);
        var index = Store.Add(post.Post with { Address = _base + post.Post.Address }, post.Author, post.Text, post.TextHash);
        if (hasId)
        {
            _ids!.Add(index, post.IdHash);
        }
    }

    public void SetAside(Platform platform, ReadOnlySpan<byte> author) => Aside?.Add(platform, author);
}
