using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>A post that passed every test but the one for having been read before.</summary>
internal readonly ref struct CandidatePost
{
    /// <summary>All but what the store itself decides; <see cref="StoredPost.Address"/> is that of <see cref="Stored"/> within the batch's block.</summary>
    public required StoredPost Post { get; init; }

    /// <summary>Empty where missing.</summary>
    public required ReadOnlySpan<byte> Author { get; init; }

    /// <summary>Empty where missing.</summary>
    public required ReadOnlySpan<byte> Id { get; init; }

    /// <summary>The text as given by the input.</summary>
    public required ReadOnlySpan<byte> RawText { get; init; }

    /// <summary>The text that the post is compared by.</summary>
    public required ReadOnlySpan<byte> Text { get; init; }

    /// <summary>What the store keeps: id, raw text, values kept along.</summary>
    public required ReadOnlySpan<byte> Stored { get; init; }

    /// <summary><see cref="ByteStringTable.Hash"/> of <see cref="Text"/>.</summary>
    public required ulong TextHash { get; init; }

    /// <summary><see cref="PostIdTable.Hash"/>; means nothing where there is no id.</summary>
    public required ulong IdHash { get; init; }
}

/// <summary>Takes the posts of a run in the input's order.</summary>
internal interface IPostSink
{
    /// <summary>Begins a batch.</summary>
    /// <param name="storedParts">What the store keeps of the posts to come, back to back; the sink may keep the array.</param>
    void Begin(byte[] storedParts);

    /// <summary>Takes a post, or counts it among those that were read before.</summary>
    void Add(in CandidatePost post, IntakeCounts counts);

    /// <summary>Told of a post that has been counted among those set aside.</summary>
    /// <param name="platform">Where it was posted.</param>
    /// <param name="author">Empty where missing.</param>
    void SetAside(Platform platform, ReadOnlySpan<byte> author);
}
