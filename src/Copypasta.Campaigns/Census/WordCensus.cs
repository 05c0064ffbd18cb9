using System.Globalization;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// Counts the words (hashtags or links) that occur in clustered posts: first over these, cluster by cluster, which decides what is counted, then over all other posts.
/// </summary>
/// <remarks>Memory: the words, some 150 bytes for each, and what <see cref="WordOccurrences"/> takes.</remarks>
internal sealed class WordCensus(KeptPosts kept, string name, IReadOnlyList<long?> timeResolutions) : IDisposable
{
    private const int BytesPerWord = 150;

    // A table grows by blocks, the last of which need not be full.
    private const int BytesOfBlocks = 5 << 18;

    // Of the room the words of one kind may take a quarter.
    private const int Share = 4;

    // Of a hash in a set, at most: the set doubles.
    private const int BytesOfHash = 48;

    private readonly ByteStringTable _words = new();
    private readonly Column<WordCount> _counts = new();
    private readonly Column<LargestClusters> _largest = new();
    private readonly WordOccurrences _occurrences = new(kept, name, timeResolutions);

    // In the cluster under way: which words occur, and in how many posts.
    private readonly List<int> _inCluster = [];
    private readonly Column<int> _clusterPosts = new();

    // Once there is no room for more words: the hashes of those that are in no table, which are counted for the message alone, as far as there is room for hashes.
    private readonly HashSet<ulong> _beyond = [];
    private long _beyondBytes;
    private bool _isFull;

    /// <summary>Ends a run with more words than there is room for, and says with how much it would go on.</summary>
    /// <param name="kept">Where the room is.</param>
    /// <param name="censuses">The words of each kind, once those of all clustered posts are known.</param>
    /// <exception cref="SpillException">There is too little.</exception>
    public static void CheckRoom(KeptPosts kept, params ReadOnlySpan<WordCensus> censuses)
    {
        var largest = censuses[0];
        var isFull = false;
        foreach (var census in censuses)
        {
            largest = census.RoomNeeded > largest.RoomNeeded ? census : largest;
            isFull |= census._isFull;
        }

        if (isFull)
        {
            throw largest.TooLittleRoom("");
        }
    }

    private long Words => (long)_words.Count + _beyond.Count;

    private long RoomNeeded => Share * (_words.Bytes + BytesOfBlocks + _beyondBytes + (_beyond.Count * (long)ByteStringTable.MostBytesBeside) + (Words * BytesPerWord));

    /// <summary>The room that so many words of one kind, of so many bytes, need.</summary>
    public static long RoomFor(double words, double bytes) => (long)(Share * (BytesOfBlocks + bytes + (words * (ByteStringTable.MostBytesBeside + BytesPerWord))));

    private SpillException TooLittleRoom(string more) =>
        kept.TooLittleRoom(string.Create(CultureInfo.InvariantCulture, $"the {Words:N0}{more} {name} of clustered posts"), RoomNeeded);

    /// <summary>Counts a post of the cluster under way.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="account">A hash of its account; 0 where there is none.</param>
    /// <param name="source">Index into the run's sources.</param>
    /// <param name="time">Unix milliseconds, or <see cref="PostRecord.NoTime"/>.</param>
    public void AddClustered(WordList words, ulong account, int source, long time)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var hash = ByteStringTable.Hash(words[i]);
            if (_isFull)
            {
                if (_words.Find(words[i], hash) < 0 && _beyond.Add(hash))
                {
                    _beyondBytes += words[i].Length;
                    if (_beyond.Count * (long)BytesOfHash > kept.Room / Share)
                    {
                        throw TooLittleRoom(" and more");
                    }
                }

                continue;
            }

            var word = _words.Intern(words[i], hash);
            if (word == _counts.Count)
            {
                _counts.Add(new WordCount { First = PostRecord.NoTime, Last = PostRecord.NoTime });
                _largest.Add(default);
                _clusterPosts.Add(0);
                _isFull = (_words.Count & 0xFFF) == 0 && _words.Bytes + (_words.Count * (long)BytesPerWord) > kept.Room / Share;
            }

            if (_clusterPosts[word]++ == 0)
            {
                _inCluster.Add(word);
            }

            _counts[word].Copies++;
            Add(word, account, source, time);
        }
    }

    /// <summary>Ends the cluster under way.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    public void EndCluster(int cluster)
    {
        foreach (var word in _inCluster)
        {
            _counts[word].Clusters++;
            var next = new WordCluster(cluster, _clusterPosts[word]);
            foreach (ref var place in (Span<WordCluster>)_largest[word])
            {
                if (ComesBefore(next, place))
                {
                    (next, place) = (place, next);
                }
            }

            _clusterPosts[word] = 0;
        }

        _inCluster.Clear();
    }

    /// <summary>Counts a post of no cluster, for the words that occur in one.</summary>
    public void AddOther(WordList words, ulong account, int source, long time)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (_words.Find(words[i], ByteStringTable.Hash(words[i])) is >= 0 and var word)
            {
                Add(word, account, source, time);
            }
        }
    }

    /// <summary>What was counted.</summary>
    public WordCounts Finish()
    {
        _occurrences.Finish(_counts.Count, (word, accounts, hour, day) =>
        {
            ref var count = ref _counts[word];
            (count.Accounts, count.Hour, count.Day) = (accounts, hour, day);
        });
        return new WordCounts(_words, _counts, _largest);
    }

    public void Dispose() => _occurrences.Dispose();

    private void Add(int word, ulong account, int source, long time)
    {
        ref var count = ref _counts[word];
        count.Posts++;
        if (time != PostRecord.NoTime)
        {
            count.First = Math.Min(count.First, time);
            count.Last = count.Last == PostRecord.NoTime ? time : Math.Max(count.Last, time);
        }

        _occurrences.Add(word, account, source, time);
    }

    private bool ComesBefore(WordCluster a, WordCluster b) =>
        a.Posts != b.Posts ? a.Posts > b.Posts : a.Posts > 0 && string.CompareOrdinal(kept.Result.Clusters[a.Cluster].Id, kept.Result.Clusters[b.Cluster].Id) < 0;
}
