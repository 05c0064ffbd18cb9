using System.IO.Hashing;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// Finds posts that were collected twice, as <see cref="PostIdentity"/> has it. A hash hit is compared in full.
/// </summary>
/// <remarks>12 to 24 bytes per post with an id: the ids themselves are the store's. Not safe for concurrent use.</remarks>
internal sealed class PostIdTable(PostStore posts)
{
    // The upper half of a slot is the hash's, the lower half the post's index + 1; 0 is free.
    private ulong[] _slots = new ulong[1024];
    private int _count;

    /// <summary>Bytes of memory that the table takes.</summary>
    public long Bytes => _slots.Length * (long)sizeof(ulong);

    /// <summary>The hash under which a post is looked up.</summary>
    public static ulong Hash(Platform platform, ReadOnlySpan<byte> id, ReadOnlySpan<byte> author, ReadOnlySpan<byte> text)
        => XxHash3.HashToUInt64(id, PostIdentity.Seed(platform, author, text));

    /// <summary>The kept post that is the same one, or -1.</summary>
    public int Find(Platform platform, ReadOnlySpan<byte> id, ReadOnlySpan<byte> author, ReadOnlySpan<byte> text, ulong hash)
    {
        var mask = (ulong)_slots.Length - 1;
        for (var slot = hash >> 32 & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_slots[slot] >> 32 == hash >> 32)
            {
                var post = (int)(uint)_slots[slot] - 1;
                if (posts[post].Platform == platform
                    && posts.Id(post).SequenceEqual(id)
                    && (PostIdentity.IsById(platform) || (posts.Author(post).SequenceEqual(author) && posts.RawText(post).SequenceEqual(text))))
                {
                    return post;
                }
            }
        }

        return -1;
    }

    /// <summary>Adds a kept post that <see cref="Find"/> has not found.</summary>
    public void Add(int post, ulong hash)
    {
        if (++_count * 3L > _slots.Length * 2L)
        {
            Grow();
        }

        Insert((hash >> 32 << 32) | (uint)(post + 1));
    }

    private void Insert(ulong entry)
    {
        var mask = (ulong)_slots.Length - 1;
        var slot = entry >> 32 & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = entry;
    }

    private void Grow()
    {
        var entries = _slots;
        _slots = new ulong[entries.Length * 2];
        foreach (var entry in entries)
        {
            if (entry != 0)
            {
                Insert(entry);
            }
        }
    }
}
