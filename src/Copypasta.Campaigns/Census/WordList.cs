using System.IO.Hashing;

namespace Copypasta.Campaigns;

/// <summary>The words (hashtags or links) of one post, each once, in the order in which they come. Keeps its buffers from post to post.</summary>
internal sealed class WordList
{
    // Of so few the words themselves are compared sooner.
    private const int Few = 16;

    private readonly List<Range> _words = [];

    // Of more than a few: by its hash, the first word that has it.
    private readonly Dictionary<ulong, int> _byHash = [];
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
        _byHash.Clear();
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

        if (_words.Count < Few ? IsAmongAll(word) : IsKnown(word))
        {
            return;
        }

        _words.Add(_used..(_used + length));
        _used += length;
    }

    private bool IsAmongAll(ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (word.SequenceEqual(this[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there is the word; notes it as the next one where there is not.</summary>
    private bool IsKnown(ReadOnlySpan<byte> word)
    {
        for (var i = _byHash.Count == 0 ? 0 : _words.Count; i < _words.Count; i++)
        {
            _byHash.TryAdd(XxHash3.HashToUInt64(this[i]), i);
        }

        // Of two words with one hash the second is looked for among all.
        var hash = XxHash3.HashToUInt64(word);
        return !_byHash.TryAdd(hash, _words.Count) && (word.SequenceEqual(this[_byHash[hash]]) || IsAmongAll(word));
    }
}
