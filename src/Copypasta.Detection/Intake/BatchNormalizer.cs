using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Why a post of a batch is kept or set aside.</summary>
internal enum Verdict : byte
{
    Keep,
    Repost,
    NotRepost,
    OutsideTimeRange,
    Untimed,
    EmptyText,
}

/// <summary>
/// Makes the posts of one batch comparable: the part of reading that runs on many threads. Keeps its buffers, so that one object serves batch after batch.
/// </summary>
internal sealed class BatchNormalizer(DetectionOptions options)
{
    private readonly TextNormalizer _normalizer = new(options.Profile);
    private byte[] _texts = new byte[1 << 18];
    private NormalizedPost[] _posts = new NormalizedPost[1024];
    private PostBatch? _batch;
    private byte[] _rawTexts = [];
    private int _used;

    private struct NormalizedPost
    {
        public int Start;
        public int Length;
        public ulong Hash;
        public TextFlags Flags;
        public Verdict Verdict;
    }

    public BatchNormalizer Normalize(PostBatch batch)
    {
        _batch = batch;
        _used = 0;
        var posts = batch.Posts;
        if (_posts.Length < posts.Length)
        {
            _posts = new NormalizedPost[posts.Length * 2];
        }

        for (var i = 0; i < posts.Length; i++)
        {
            _posts[i] = Normalize(batch, posts[i]);
        }

        CollectRawTexts(batch);
        return this;
    }

    /// <summary>Moves the batch's posts into the store, counts what is set aside, and gives the batch back.</summary>
    public void MergeInto(PostStore store, IntakeCounts counts)
    {
        var batch = _batch!;
        var posts = batch.Posts;
        counts.Posts += posts.Length;
        var address = store.Adopt(_rawTexts);
        for (var i = 0; i < posts.Length; i++)
        {
            ref readonly var post = ref posts[i];
            ref readonly var normalized = ref _posts[i];
            if (normalized.Verdict != Verdict.Keep)
            {
                counts.Count(normalized.Verdict);
                continue;
            }

            counts.Count(normalized.Flags);
            counts.KeptUntimed += post.Time == PostRecord.NoTime ? 1 : 0;
            var kept = new StoredPost
            {
                Source = batch.Source,
                Row = post.Row,
                Time = post.Time,
                Address = address,
                IdLength = post.Id.Length,
                Flags = normalized.Flags,
            };
            store.Add(kept, batch.Bytes(post.Author), _texts.AsSpan(normalized.Start, normalized.Length), normalized.Hash);
            address += ByteArena.SizeOf(post.Id.Length + post.Text.Length);
        }

        batch.Return();
        (_batch, _rawTexts) = (null, []);
    }

    /// <summary>Ids and raw texts of the posts that are kept, in a block that the store takes over: they are copied here, on many threads, and once.</summary>
    private void CollectRawTexts(PostBatch batch)
    {
        var posts = batch.Posts;
        var length = 0;
        for (var i = 0; i < posts.Length; i++)
        {
            length += _posts[i].Verdict == Verdict.Keep ? ByteArena.SizeOf(posts[i].Id.Length + posts[i].Text.Length) : 0;
        }

        _rawTexts = GC.AllocateUninitializedArray<byte>(length);
        var room = _rawTexts.AsSpan();
        for (var i = 0; i < posts.Length; i++)
        {
            if (_posts[i].Verdict == Verdict.Keep)
            {
                ByteArena.Write(room, batch.Bytes(posts[i].Id), batch.Bytes(posts[i].Text));
                room = room[ByteArena.SizeOf(posts[i].Id.Length + posts[i].Text.Length)..];
            }
        }
    }

    private NormalizedPost Normalize(PostBatch batch, in PostRecord post)
    {
        var flagged = (post.Flags & PostFlags.Repost) != 0;
        if (flagged && options.Reposts == RepostHandling.Exclude)
        {
            return new NormalizedPost { Verdict = Verdict.Repost };
        }

        var text = _normalizer.Normalize(batch.Bytes(post.Text), out var flags);
        if (flagged)
        {
            flags |= TextFlags.Repost;
        }

        var verdict = Judge(post.Time, (flags & TextFlags.Repost) != 0, text.IsEmpty);
        if (verdict != Verdict.Keep)
        {
            return new NormalizedPost { Verdict = verdict };
        }

        if (text.Length > _texts.Length - _used)
        {
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _used + text.Length));
        }

        text.CopyTo(_texts.AsSpan(_used));
        _used += text.Length;
        return new NormalizedPost
        {
            Start = _used - text.Length,
            Length = text.Length,
            Hash = ByteStringTable.Hash(text),
            Flags = flags,
        };
    }

    private Verdict Judge(long time, bool isRepost, bool isEmpty)
    {
        if (isRepost && options.Reposts == RepostHandling.Exclude)
        {
            return Verdict.Repost;
        }

        if (!isRepost && options.Reposts == RepostHandling.Only)
        {
            return Verdict.NotRepost;
        }

        if (time == PostRecord.NoTime)
        {
            if (options.TimedOnly)
            {
                return Verdict.Untimed;
            }
        }
        else if (time < options.Since || time >= options.Until)
        {
            return Verdict.OutsideTimeRange;
        }

        return isEmpty ? Verdict.EmptyText : Verdict.Keep;
    }
}
