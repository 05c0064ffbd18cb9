using System.IO.Hashing;
using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// Counts the words (hashtags or links) that occur in clustered posts: first over these, cluster by cluster, which decides what is counted, then over all other posts.
/// </summary>
/// <remarks>Memory: the words, some 250 bytes for each, and a part of what is left for the sorters; how often words occur decides what goes to disk, not what stays in memory.</remarks>
internal sealed class WordCensus(KeptPosts kept, string name, IReadOnlyList<long?> timeResolutions) : IDisposable
{
    private const int HourSeconds = 3600, DaySeconds = 86_400;
    private const byte HourIsTestable = 1, DayIsTestable = 2;

    private readonly ByteStringTable _words = new();
    private readonly List<Count> _counts = [];

    // In the cluster under way: which words occur, and in how many posts.
    private readonly List<int> _inCluster = [];
    private readonly List<int> _clusterPosts = [];
    private readonly byte[] _testable = [.. timeResolutions.Select(Testable)];

    // A word and the second of a post as key; what its time is good for as record.
    private readonly RecordSorter _times = kept.NewSorter(name + "-times", 1);

    // A hash of a word's number and an account as key; the word (4 bytes) and more of the account's hash (8) as record.
    private readonly RecordSorter _accounts = kept.NewSorter(name + "-accounts", 12);

    private struct Count
    {
        public long Posts;
        public long Copies;
        public int Clusters;
        public long First;
        public long Last;
        public WordCluster Largest;
        public WordCluster Second;
        public WordCluster Third;
    }

    /// <summary>Counts a post of the cluster under way.</summary>
    public void AddClustered(WordList words, UInt128 account, int source, long time)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = _words.Intern(words[i], ByteStringTable.Hash(words[i]));
            if (word == _counts.Count)
            {
                _counts.Add(new Count { First = PostRecord.NoTime, Last = long.MinValue });
                _clusterPosts.Add(0);
                CheckRoom();
            }

            if (_clusterPosts[word]++ == 0)
            {
                _inCluster.Add(word);
            }

            CollectionsMarshal.AsSpan(_counts)[word].Copies++;
            Add(word, account, source, time);
        }
    }

    /// <summary>Ends the cluster under way.</summary>
    /// <param name="cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
    public void EndCluster(int cluster)
    {
        foreach (var word in _inCluster)
        {
            ref var count = ref CollectionsMarshal.AsSpan(_counts)[word];
            count.Clusters++;
            var next = new WordCluster(cluster, _clusterPosts[word]);
            foreach (ref var place in MemoryMarshal.CreateSpan(ref count.Largest, 3))
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
    public void AddOther(WordList words, UInt128 account, int source, long time)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (_words.Find(words[i], ByteStringTable.Hash(words[i])) is >= 0 and var word)
            {
                Add(word, account, source, time);
            }
        }
    }

    /// <summary>What was counted, by (copies descending, posts descending, word).</summary>
    public WordCount[] Finish()
    {
        var accounts = CountAccounts();
        var bursts = FindBursts();
        var words = new WordCount[_counts.Count];
        for (var word = 0; word < words.Length; word++)
        {
            var count = _counts[word];
            words[word] = new WordCount
            {
                Word = _words[word].ToArray(),
                Posts = count.Posts,
                Copies = count.Copies,
                Accounts = accounts[word],
                Clusters = count.Clusters,
                LargestClusters = [.. new[] { count.Largest, count.Second, count.Third }.Where(cluster => cluster.Posts > 0)],
                First = count.First,
                Last = count.Last == long.MinValue ? PostRecord.NoTime : count.Last,
                Hour = bursts[word].Hour,
                Day = bursts[word].Day,
            };
        }

        Array.Sort(words, (a, b) => (b.Copies, b.Posts).CompareTo((a.Copies, a.Posts)) is not 0 and var order ? order : a.Word.AsSpan().SequenceCompareTo(b.Word));
        return words;
    }

    public void Dispose()
    {
        _times.Dispose();
        _accounts.Dispose();
    }

    /// <summary>A window says something from twice the resolution of the times on.</summary>
    private static byte Testable(long? resolution) =>
        (byte)((resolution * 2 <= HourSeconds * 1000L ? HourIsTestable : 0) | (resolution * 2 <= DaySeconds * 1000L ? DayIsTestable : 0));

    private void Add(int word, UInt128 account, int source, long time)
    {
        ref var count = ref CollectionsMarshal.AsSpan(_counts)[word];
        count.Posts++;
        if (account != 0)
        {
            var record = _accounts.Add((ulong)account ^ ((uint)word * 0x9E3779B97F4A7C15), 12);
            MemoryMarshal.Write(record, word);
            MemoryMarshal.Write(record[4..], (ulong)(account >> 64));
        }

        if (time == PostRecord.NoTime)
        {
            return;
        }

        count.First = Math.Min(count.First, time);
        count.Last = Math.Max(count.Last, time);
        if (source < _testable.Length && _testable[source] is not 0 and var testable)
        {
            _times.Add(((ulong)word << 32) | (uint)(time / 1000), 1)[0] = testable;
        }
    }

    private bool ComesBefore(WordCluster a, WordCluster b) =>
        a.Posts != b.Posts ? a.Posts > b.Posts : a.Posts > 0 && string.CompareOrdinal(kept.Result.Clusters[a.Cluster].Id, kept.Result.Clusters[b.Cluster].Id) < 0;

    private int[] CountAccounts()
    {
        var accounts = new int[_counts.Count];
        var ofKey = new HashSet<(int Word, ulong Account)>();
        var key = 0UL;
        _accounts.Seal();
        for (var merge = _accounts.Read(); merge.Next();)
        {
            if (merge.Key != key)
            {
                ofKey.Clear();
                key = merge.Key;
            }

            var word = MemoryMarshal.Read<int>(merge.Record);
            accounts[word] += ofKey.Add((word, MemoryMarshal.Read<ulong>(merge.Record[4..]))) ? 1 : 0;
        }

        return accounts;
    }

    private (WordBurst? Hour, WordBurst? Day)[] FindBursts()
    {
        var bursts = new (WordBurst? Hour, WordBurst? Day)[_counts.Count];
        var (hour, day) = (new DensestWindow(HourSeconds), new DensestWindow(DaySeconds));
        var word = -1;
        _times.Seal();
        for (var merge = _times.Read(); merge.Next();)
        {
            if ((int)(merge.Key >> 32) != word)
            {
                End();
                word = (int)(merge.Key >> 32);
            }

            var (second, testable) = ((uint)merge.Key, merge.Record[0]);
            if ((testable & HourIsTestable) != 0)
            {
                hour.Add(second);
            }

            if ((testable & DayIsTestable) != 0)
            {
                day.Add(second);
            }
        }

        End();
        return bursts;

        void End()
        {
            if (word >= 0)
            {
                bursts[word] = (hour.Take(), day.Take());
            }
        }
    }

    private void CheckRoom()
    {
        if ((_words.Count & 0xFFF) == 0 && _words.Bytes + (_words.Count * 200L) > kept.Room / 2)
        {
            throw kept.TooLittleRoom($"the {name} of {_words.Count} kinds in clustered posts");
        }
    }
}
