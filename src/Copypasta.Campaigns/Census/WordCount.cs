using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>What is counted of the hashtags or links that occur in clustered posts, by (copies descending, posts descending, word).</summary>
public sealed class WordCounts
{
    // So few are sorted by comparing them.
    private const int FewWords = 16;

    // And so are those that agree in more bytes than this.
    private const int MostDepth = 1024;

    private readonly ByteStringTable _words;
    private readonly Column<WordCount> _counts;
    private readonly Column<LargestClusters> _largest;
    private readonly int[] _order;

    internal WordCounts(ByteStringTable words, Column<WordCount> counts, Column<LargestClusters> largest)
    {
        (_words, _counts, _largest) = (words, counts, largest);
        _order = Order();
    }

    /// <summary>Hashtags or links.</summary>
    public int Count => _order.Length;

    /// <summary>What is counted of one, 0-based.</summary>
    public ref readonly WordCount this[int row] => ref _counts[_order[row]];

    /// <summary>The hashtag without its sign, or the link; UTF-8.</summary>
    public ReadOnlySpan<byte> Word(int row) => _words[_order[row]];

    /// <summary>The clusters with the most posts that have it, three at most, by (posts descending, id).</summary>
    public ReadOnlySpan<WordCluster> LargestClusters(int row)
    {
        ReadOnlySpan<WordCluster> clusters = _largest[_order[row]];
        var end = clusters.IndexOf(default(WordCluster));
        return end < 0 ? clusters : clusters[..end];
    }

    private int[] Order()
    {
        var order = new int[_counts.Count];
        var counts = new ulong[order.Length];
        for (var word = 0; word < order.Length; word++)
        {
            order[word] = word;
            counts[word] = ~(((ulong)(uint)_counts[word].Copies << 32) | (uint)_counts[word].Posts);
        }

        Array.Sort(counts, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && counts[end] == counts[start]; end++)
            {
            }

            SortWords(order.AsSpan(start, end - start), counts.AsSpan(start, end - start), 0);
        }

        return order;
    }

    /// <summary>
    /// Sorts words that agree in their first bytes, eight bytes at a time (J. Bentley and R. Sedgewick, "Fast algorithms for sorting and searching strings", SODA 1997): most links begin alike, and most words are
    /// counted once.
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="keys">As many; overwritten.</param>
    /// <param name="depth">Bytes in which they agree.</param>
    private void SortWords(Span<int> words, Span<ulong> keys, int depth)
    {
        if (words.Length <= FewWords || depth > MostDepth)
        {
            words.Sort((a, b) => _words[a].SequenceCompareTo(_words[b]));
            return;
        }

        // Missing bytes are zeros, and so may be bytes of words: where no word goes on, the shorter one comes first.
        var goOn = false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = _words[words[i]];
            goOn |= word.Length > depth;
            keys[i] = Key(word[Math.Min(depth, word.Length)..]);
        }

        if (!goOn)
        {
            words.Sort((a, b) => _words[a].Length.CompareTo(_words[b].Length));
            return;
        }

        keys.Sort(words);
        for (int start = 0, end; start < words.Length; start = end)
        {
            var key = keys[start];
            for (end = start + 1; end < words.Length && keys[end] == key; end++)
            {
            }

            SortWords(words[start..end], keys[start..end], depth + sizeof(ulong));
        }
    }

    private static ulong Key(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        bytes.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}

/// <summary>What is counted of a hashtag or a link that occurs in a clustered post. A post that has it more than once counts once.</summary>
public record struct WordCount
{
    /// <summary>Kept posts that have it.</summary>
    public int Posts { get; internal set; }

    /// <summary>Clustered posts that have it.</summary>
    public int Copies { get; internal set; }

    /// <summary>The share of the posts that are clustered.</summary>
    public readonly Similarity CopyShare => Similarity.FromFraction(Copies, Posts);

    /// <summary>Distinct accounts of the posts that have it, told apart by 64 bits; posts without an author count for none.</summary>
    public int Accounts { get; internal set; }

    /// <summary>Clusters with a post that has it.</summary>
    public int Clusters { get; internal set; }

    /// <summary>Earliest time of a post that has it, Unix milliseconds; <see cref="PostRecord.NoTime"/> if none has one.</summary>
    public long First { get; internal set; }

    /// <summary>Latest time, likewise.</summary>
    public long Last { get; internal set; }

    /// <summary>The hour with the most posts that have it; of no posts where no source's times are fine enough to tell.</summary>
    public WordBurst Hour { get; internal set; }

    /// <summary>The 24 hours with the most posts that have it; of no posts where no source's times are fine enough to tell.</summary>
    public WordBurst Day { get; internal set; }
}

/// <summary>Three clusters.</summary>
[InlineArray(3)]
internal struct LargestClusters
{
    private WordCluster _first;
}

/// <summary>A cluster and how many of its posts have a hashtag or link.</summary>
/// <param name="Cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
/// <param name="Posts">From 1 on.</param>
public readonly record struct WordCluster(int Cluster, int Posts);

/// <summary>A stretch of time with many posts.</summary>
/// <param name="Start">The time of the first of them in whole seconds, as Unix milliseconds.</param>
/// <param name="Posts">From 1 on; 0 for no stretch at all.</param>
public readonly record struct WordBurst(long Start, int Posts);
