namespace Copypasta.Detection;

/// <summary>
/// Reads the posts that are kept, by the hash of their text, and numbers the distinct texts as they come: every reading gives a text the same number.
/// </summary>
internal sealed class SpilledPostReader(RecordSorter.Merge records, ulong[] dropped)
{
    // The texts of the hash at hand; more than one is all but unheard of.
    private readonly List<(int Index, byte[] Text, int Length)> _texts = [];
    private int _known;
    private ulong _hash;
    private int _next;

    /// <summary>The post; good until the next is asked for.</summary>
    public SpilledPostRecord.Parts Post => SpilledPostRecord.Read(records.Record);

    /// <summary>Hash of its text.</summary>
    public ulong Hash => records.Key;

    /// <summary>Number of its text.</summary>
    public int Text { get; private set; }

    /// <summary>Whether no earlier post has this text.</summary>
    public bool IsNewText { get; private set; }

    /// <summary>Posts read so far, dropped ones included.</summary>
    public long RecordsRead { get; private set; }

    /// <summary>Goes to the next post that is kept; false at the end.</summary>
    public bool Next(CancellationToken cancellation)
    {
        while (records.Next())
        {
            if ((RecordsRead++ & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var post = Post;
            if ((dropped[post.Ordinal >> 6] >> (int)(post.Ordinal & 63) & 1) == 0)
            {
                Number(post.Text);
                return true;
            }
        }

        return false;
    }

    private void Number(ReadOnlySpan<byte> text)
    {
        if (_known == 0 || records.Key != _hash)
        {
            (_hash, _known) = (records.Key, 0);
        }

        for (var i = 0; i < _known; i++)
        {
            if (text.SequenceEqual(_texts[i].Text.AsSpan(0, _texts[i].Length)))
            {
                (Text, IsNewText) = (_texts[i].Index, false);
                return;
            }
        }

        (Text, IsNewText) = (checked(_next++), true);
        if (_known == _texts.Count)
        {
            _texts.Add(default);
        }

        var bytes = _texts[_known].Text is { } old && old.Length >= text.Length ? old : new byte[Math.Max(256, text.Length * 2)];
        text.CopyTo(bytes);
        _texts[_known++] = (Text, bytes, text.Length);
    }
}
