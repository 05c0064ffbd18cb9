using System.Buffers.Binary;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Why a post of a batch is kept or set aside.</summary>
internal enum Verdict : byte
{
    Keep,
    Where,
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
    private readonly int _columns = options.Columns.Count;
    private readonly int _values = options.Keep.Count + options.Fields.Count;

    // For each field its place among the carried ones; -1 for the language.
    private readonly int[] _fieldPlaces = [.. options.Fields.Select(field => options.CarriedFields.ToList().IndexOf(field))];
    private readonly int _carriedFields = options.CarriedFields.Count;

    // For each column of the filter its place among the columns asked for; counted on by what else a batch carries before them.
    private readonly int[] _places = [.. (options.Where?.Columns ?? []).Select(column => options.Columns.ToList().IndexOf(column))];
    private readonly int[] _slots = new int[options.Where?.Columns.Count ?? 0];
    private byte[] _texts = new byte[1 << 18];
    private NormalizedPost[] _posts = new NormalizedPost[1024];
    private PostBatch? _batch;
    private byte[] _rawTexts = [];
    private int _used;
    private uint _fields;

    private struct NormalizedPost
    {
        public int Start;
        public int Length;
        public ulong Hash;
        public ulong IdHash;
        public TextFlags Flags;
        public TextScript Script;
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

        for (var i = 0; i < _slots.Length; i++)
        {
            _slots[i] = batch.CarriedCount - _columns + _places[i];
        }

        for (var i = 0; i < posts.Length; i++)
        {
            _posts[i] = options.Where?.Matches(batch, i, _slots) == false ? new NormalizedPost { Verdict = Verdict.Where } : Normalize(batch, posts[i]);
            _posts[i].Script = MainScript.Of(batch.Bytes(posts[i].Text));
        }

        _fields = PresentFields(batch);
        CollectStoredParts(batch);
        return this;
    }

    /// <summary>Hands the batch's posts on, counts what is set aside, and gives the batch back.</summary>
    public void MergeInto(IPostSink sink, IntakeCounts counts)
    {
        var batch = _batch!;
        var posts = batch.Posts;
        counts.Posts += posts.Length;
        if (_values > options.Keep.Count)
        {
            counts.Fields.Add(batch.Source, _fields);
        }

        sink.Begin(_rawTexts);
        var address = 0;
        for (var i = 0; i < posts.Length; i++)
        {
            ref readonly var post = ref posts[i];
            ref readonly var normalized = ref _posts[i];
            if (normalized.Verdict != Verdict.Keep)
            {
                // A text of which nothing is left may be of another encoding: the user must hear of it.
                counts.Count(normalized.Verdict);
                counts.Scripts.CountSetAside(normalized.Script);
                counts.Count(normalized.Flags);
                sink.SetAside(batch.Platform, batch.Bytes(post.Author));
                continue;
            }

            var size = StoredSize(batch, i);
            sink.Add(
                new CandidatePost
                {
                    Post = new StoredPost
                    {
                        Source = batch.Source,
                        Row = post.Row,
                        Time = post.Time,
                        Address = address,
                        IdLength = post.Id.Length,
                        Flags = normalized.Flags,
                        Platform = batch.Platform,
                        Script = normalized.Script,
                    },
                    Author = batch.Bytes(post.Author),
                    Id = batch.Bytes(post.Id),
                    RawText = batch.Bytes(post.Text),
                    Text = _texts.AsSpan(normalized.Start, normalized.Length),
                    Stored = ByteArena.StringAt(_rawTexts, address),
                    TextHash = normalized.Hash,
                    IdHash = normalized.IdHash,
                },
                counts);
            address += size;
        }

        batch.Return();
        (_batch, _rawTexts) = (null, []);
    }

    /// <summary>
    /// Ids, raw texts and kept values of the posts that are kept, in a block that the store takes over: they are copied here, on many threads, and once.
    /// </summary>
    private void CollectStoredParts(PostBatch batch)
    {
        var posts = batch.Posts;
        var length = 0;
        for (var i = 0; i < posts.Length; i++)
        {
            length += _posts[i].Verdict == Verdict.Keep ? StoredSize(batch, i) : 0;
        }

        _rawTexts = GC.AllocateUninitializedArray<byte>(length);
        var room = _rawTexts.AsSpan();
        for (var i = 0; i < posts.Length; i++)
        {
            if (_posts[i].Verdict == Verdict.Keep)
            {
                var size = StoredSize(batch, i);
                Store(batch, i, room[..size]);
                room = room[size..];
            }
        }
    }

    private void Store(PostBatch batch, int post, Span<byte> room)
    {
        ref readonly var record = ref batch.Posts[post];
        if (_values == 0)
        {
            ByteArena.Write(room, batch.Bytes(record.Id), batch.Bytes(record.Text));
            return;
        }

        var values = StoredValues(batch, post);
        BinaryPrimitives.WriteInt32LittleEndian(room, room.Length - sizeof(int));
        room = room[sizeof(int)..];
        var lengths = room[^(values * sizeof(int))..];
        Append(batch.Bytes(record.Id), ref room);
        Append(batch.Bytes(record.Text), ref room);
        for (var i = 0; i < values; i++)
        {
            var value = Value(batch, post, i);
            Append(batch.Bytes(value), ref room);
            BinaryPrimitives.WriteInt32LittleEndian(lengths, options.Fields.Count > 0 && i == values - 1 ? PostStore.LastWord(value.Length, values) : value.Length);
            lengths = lengths[sizeof(int)..];
        }
    }

    private static void Append(ReadOnlySpan<byte> bytes, ref Span<byte> room)
    {
        bytes.CopyTo(room);
        room = room[bytes.Length..];
    }

    private int StoredSize(PostBatch batch, int post)
    {
        var kept = 0;
        var values = StoredValues(batch, post);
        for (var i = 0; i < values; i++)
        {
            kept += Value(batch, post, i).Length;
        }

        ref readonly var record = ref batch.Posts[post];
        return PostStore.StoredSize(record.Id.Length + record.Text.Length, values, kept);
    }

    /// <summary>How many values are stored: all but the empty fields behind the last that is not; one at the least tells that.</summary>
    private int StoredValues(PostBatch batch, int post)
    {
        var values = _values;
        while (values > options.Keep.Count && values > 1 && Value(batch, post, values - 1).Length == 0)
        {
            values--;
        }

        return values;
    }

    /// <summary>A value to be kept along with a post: those of columns come first, then those of fields.</summary>
    private FieldRange Value(PostBatch batch, int post, int value) =>
        value < options.Keep.Count ? batch.Carried(post)[batch.CarriedCount - _columns + value] : Field(batch, post, value - options.Keep.Count);

    private FieldRange Field(PostBatch batch, int post, int field) =>
        _fieldPlaces[field] is >= 0 and var place ? batch.Carried(post)[batch.CarriedCount - _columns - _carriedFields + place] : batch.Posts[post].Language;

    /// <summary>The fields that any of a batch's posts has, those that are set aside included.</summary>
    private uint PresentFields(PostBatch batch)
    {
        var present = 0u;
        for (var field = 0; field < options.Fields.Count; field++)
        {
            for (var post = 0; post < batch.Posts.Length; post++)
            {
                if (Field(batch, post, field).Length > 0)
                {
                    present |= FieldPresence.Bit(options.Fields[field]);
                    break;
                }
            }
        }

        return present;
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
            return new NormalizedPost { Verdict = verdict, Flags = verdict == Verdict.EmptyText ? flags & TextFlags.IllFormed : TextFlags.None };
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
            IdHash = post.Id.Length == 0 ? 0 : PostIdTable.Hash(batch.Platform, batch.Bytes(post.Id), batch.Bytes(post.Author), batch.Bytes(post.Text)),
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
