namespace Copypasta.Campaigns;

/// <summary>The words (hashtags or links) of one post, each once, in the order in which they come. Keeps its buffers from post to post.</summary>
internal sealed class WordList
{
    private readonly List<Range> _words = [];
    private byte[] _bytes = new byte[1024];
    private int _used;

    /// <summary>Words.</summary>
    public int Count => _words.Count;

    /// <summary>A word, UTF-8.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan()[_words[index]];

    /// <summary>Forgets all words.</summary>
    public void Clear()
    {
        _words.Clear();
        _used = 0;
    }

    /// <summary>Room for a word of at most so many bytes; <see cref="Commit"/> keeps it.</summary>
    public Span<byte> Reserve(int length)
    {
        if (length > _bytes.Length - _used)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }

        return _bytes.AsSpan(_used, length);
    }

    /// <summary>Keeps the word that was written into the room, unless it is empty or there already.</summary>
    public void Commit(int length)
    {
        var word = _bytes.AsSpan(_used, length);
        if (length == 0)
        {
            return;
        }

        for (var i = 0; i < _words.Count; i++)
        {
            if (word.SequenceEqual(this[i]))
            {
                return;
            }
        }

        _words.Add(_used..(_used + length));
        _used += length;
    }
}
