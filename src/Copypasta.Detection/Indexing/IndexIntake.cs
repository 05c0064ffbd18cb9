using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>Takes the posts of an addition into memory, but for those that the index has already.</summary>
internal sealed class IndexIntake(DetectionOptions options, IndexSegments segments) : IPostSink
{
    private readonly MemoryPosts _posts = new(options);
    private readonly IndexReading? _known = options.DuplicateIds == DuplicateHandling.Drop ? segments.NewReading() : null;

    public PostStore Store => _posts.Store;

    /// <summary>Bytes of memory in use.</summary>
    public long Bytes => _posts.Bytes;

    public void Begin(byte[] storedParts) => _posts.Begin(storedParts);

    public void Add(in CandidatePost post, IntakeCounts counts)
    {
        if (_known is not null && post.Id.Length > 0 && _known.HasPost(post, out var changed))
        {
            counts.CountDuplicate(changed);
            counts.Scripts.CountSetAside(post.Post.Script);
            return;
        }

        _posts.Add(post, counts);
    }

    public void SetAside(Platform platform, ReadOnlySpan<byte> author)
    {
    }
}
