using System.Numerics;

namespace Copypasta.Detection;

/// <summary>A set of numbers from 0 to a length, a bit each, that tells how many of them are below one of them.</summary>
/// <remarks>1.06 bits a number once it is counted. One thread at a time adds; then any number may ask.</remarks>
internal sealed class RankedBits
{
    /// <summary>Words whose members are counted together.</summary>
    private const int WordsPerCount = 8;

    private readonly ulong[] _words;
    private int[] _counts = [];

    /// <summary>The empty set.</summary>
    public RankedBits(long length) => _words = new ulong[WordsOf(length)];

    /// <summary>A set that was kept by its <see cref="Words"/>.</summary>
    public RankedBits(ulong[] words)
    {
        _words = words;
        Count();
    }

    /// <summary>The set, least numbers first, 64 to a word.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Numbers in the set, once they are counted.</summary>
    public int Total { get; private set; }

    /// <summary>Words of a set of so many numbers.</summary>
    public static int WordsOf(long length) => checked((int)((length + 63) >> 6));

    public void Add(long number) => _words[number >> 6] |= 1UL << (int)(number & 63);

    public bool Contains(long number) => (_words[number >> 6] >> (int)(number & 63) & 1) != 0;

    /// <summary>To be called when all are added, before any rank is asked for.</summary>
    public void Count()
    {
        _counts = new int[(_words.Length / WordsPerCount) + 1];
        Total = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            if (word % WordsPerCount == 0)
            {
                _counts[word / WordsPerCount] = Total;
            }

            Total = checked(Total + BitOperations.PopCount(_words[word]));
        }

        if (_words.Length % WordsPerCount == 0)
        {
            _counts[^1] = Total;
        }
    }

    /// <summary>How many numbers of the set are below one that is at most the length.</summary>
    public int Rank(long number)
    {
        var word = (int)(number >> 6);
        var rank = _counts[word / WordsPerCount];
        for (var i = word / WordsPerCount * WordsPerCount; i < word; i++)
        {
            rank += BitOperations.PopCount(_words[i]);
        }

        return (number & 63) == 0 ? rank : rank + BitOperations.PopCount(_words[word] & ((1UL << (int)(number & 63)) - 1));
    }
}
