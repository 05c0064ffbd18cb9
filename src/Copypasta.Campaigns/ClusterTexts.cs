using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>The distinct raw texts of the posts of a cluster that are looked at. Keeps its buffers from cluster to cluster; one thread at a time.</summary>
/// <remarks>
/// Of a cluster of more than <see cref="MostPosts"/> posts every so many-th is looked at, in the order of <see cref="DetectionResult.Members"/>, and half as many as long as their distinct texts have more than
/// <see cref="MostBytes"/> bytes: so memory is bounded, and which posts these are depends on nothing but the cluster.
/// </remarks>
/// <param name="result">What was found.</param>
/// <param name="mostPosts">Most posts of a cluster that are looked at.</param>
/// <param name="mostBytes">Most bytes of distinct raw texts that are looked at, unless one text alone has more.</param>
internal sealed class ClusterTexts(DetectionResult result, int mostPosts = ClusterTexts.MostPosts, int mostBytes = ClusterTexts.MostBytes)
{
    /// <summary>Most posts of a cluster that are looked at in a run.</summary>
    public const int MostPosts = 1 << 16;

    /// <summary>Most bytes of distinct raw texts of a cluster that are looked at in a run.</summary>
    public const int MostBytes = 1 << 24;

    private readonly List<Text> _texts = [];

    // A text's number + 1, or 0, at a place that its hash gives.
    private int[] _slots = new int[16];

    /// <summary>A distinct raw text.</summary>
    /// <param name="Hash"><see cref="ByteStringTable.Hash"/> of it.</param>
    /// <param name="Post">The first post that has it.</param>
    /// <param name="Posts">How many have it.</param>
    public record struct Text(ulong Hash, int Post, int Posts);

    /// <summary>The distinct texts, in the order in which they come.</summary>
    public IReadOnlyList<Text> Texts => _texts;

    /// <summary>Of how many posts one is looked at: 1 where all are.</summary>
    public int Step { get; private set; }

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    public void Read(int cluster)
    {
        var members = result.Members.AsSpan(result.Clusters[cluster].MemberStart, result.Clusters[cluster].Posts);
        var step = ((members.Length - 1) / mostPosts) + 1;
        while (!TryRead(members, step))
        {
            step *= 2;
        }

        Step = step;
    }

    private bool TryRead(ReadOnlySpan<Member> members, int step)
    {
        _texts.Clear();
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(members.Length / step * 2) + 2);
        if (_slots.Length < slots)
        {
            _slots = new int[slots];
        }

        _slots.AsSpan(0, slots).Clear();
        var bytes = 0L;
        for (var member = 0; member < members.Length; member += step)
        {
            var post = members[member].Post;
            var text = result.Posts.RawText(post);
            if (IsNew(post, text, slots - 1))
            {
                bytes += text.Length;
                if (bytes > mostBytes && _texts.Count > 1)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsNew(int post, ReadOnlySpan<byte> text, int mask)
    {
        var hash = ByteStringTable.Hash(text);
        var slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_texts)[_slots[slot] - 1];
            if (known.Hash == hash && result.Posts.RawText(known.Post).SequenceEqual(text))
            {
                known.Posts++;
                return false;
            }
        }

        _texts.Add(new Text(hash, post, 1));
        _slots[slot] = _texts.Count;
        return true;
    }
}
