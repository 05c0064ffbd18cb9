using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// Where words occur, to tell of each how many accounts have it and when most posts did. Kept in memory while that leaves room, else sorted on disk; what comes out is the same.
/// </summary>
/// <remarks>32 bytes an occurrence in memory, or the buffers of two sorters.</remarks>
/// <param name="kept">Where the room is.</param>
/// <param name="name">What files are called.</param>
/// <param name="timeResolutions">By source, the resolution of its times in milliseconds; null where it has none.</param>
/// <param name="mostInMemory">Occurrences to keep in memory; null for as many as there is room for.</param>
internal sealed class WordOccurrences(KeptPosts kept, string name, IReadOnlyList<long?> timeResolutions, int? mostInMemory = null) : IDisposable
{
    private const int HourSeconds = 3600, DaySeconds = 86_400;
    private const byte HourIsTestable = 1, DayIsTestable = 2;
    private const int BytesInMemory = 32;

    private readonly long _mostInMemory = mostInMemory ?? Math.Min(kept.Room / 8 / BytesInMemory, Array.MaxLength / 2);
    private readonly byte[] _testable = [.. timeResolutions.Select(Testable)];
    private readonly DensestWindow _hour = new(HourSeconds * 1000L);
    private readonly DensestWindow _day = new(DaySeconds * 1000L);
    private Column<Occurrence> _occurrences = new();

    // A word and the second of a post as key; what its time is good for as record.
    private RecordSorter? _times;

    // An account's hash that the word's number is mixed into as key, the word as record.
    private RecordSorter? _accounts;

    private struct Occurrence
    {
        public ulong Account;
        public uint Second;
        public int Word;

        // 0 where there is no time, or its source's times are too coarse.
        public byte Testable;
    }

    /// <summary>Notes an occurrence.</summary>
    /// <param name="word">The word's number.</param>
    /// <param name="account">A hash of the account; 0 where there is none.</param>
    /// <param name="source">Index into the run's sources.</param>
    /// <param name="time">Unix milliseconds, or <see cref="PostRecord.NoTime"/>.</param>
    public void Add(int word, ulong account, int source, long time)
    {
        var isTimed = time != PostRecord.NoTime && source < _testable.Length;
        var occurrence = new Occurrence { Account = account, Word = word, Second = isTimed ? (uint)(time / 1000) : 0, Testable = isTimed ? _testable[source] : (byte)0 };
        if (_times is not null)
        {
            Sort(occurrence);
            return;
        }

        _occurrences.Add(occurrence);
        if (_occurrences.Count >= _mostInMemory)
        {
            _times = kept.NewSorter(name + "-times", 1);
            _accounts = kept.NewSorter(name + "-accounts", sizeof(int));
            for (var i = 0; i < _occurrences.Count; i++)
            {
                Sort(_occurrences[i]);
            }

            _occurrences = new Column<Occurrence>();
        }
    }

    /// <summary>Tells the distinct accounts and the densest hour and day of each word that occurs.</summary>
    /// <param name="words">How many words there are.</param>
    /// <param name="take">Given a word, its accounts, and its densest windows, of no posts where no time can tell.</param>
    public void Finish(int words, Action<int, int, WordBurst, WordBurst> take)
    {
        if (_times is null)
        {
            FinishInMemory(words, take);
        }
        else
        {
            FinishOnDisk(words, take);
        }
    }

    public void Dispose()
    {
        _times?.Dispose();
        _accounts?.Dispose();
    }

    /// <summary>A window says something from twice the resolution of the times on.</summary>
    private static byte Testable(long? resolution) =>
        (byte)((resolution * 2 <= HourSeconds * 1000L ? HourIsTestable : 0) | (resolution * 2 <= DaySeconds * 1000L ? DayIsTestable : 0));

    private void Sort(in Occurrence occurrence)
    {
        if (occurrence.Testable != 0)
        {
            _times!.Add(((ulong)occurrence.Word << 32) | occurrence.Second, 1)[0] = occurrence.Testable;
        }

        if (occurrence.Account != 0)
        {
            MemoryMarshal.Write(_accounts!.Add(occurrence.Account ^ ((uint)occurrence.Word * 0x9E3779B97F4A7C15), sizeof(int)), occurrence.Word);
        }
    }

    private void FinishInMemory(int words, Action<int, int, WordBurst, WordBurst> take)
    {
        var byWord = Groups.By(words, _occurrences.Count, i => _occurrences[i].Word);
        long[] times = [], accounts = [];
        for (var word = 0; word < words; word++)
        {
            var group = byWord[word];
            if (times.Length < group.Length)
            {
                times = new long[group.Length * 2];
                accounts = new long[group.Length * 2];
            }

            var (timed, known) = (0, 0);
            foreach (var i in group)
            {
                ref readonly var occurrence = ref _occurrences[i];
                if (occurrence.Testable != 0)
                {
                    times[timed++] = ((long)occurrence.Second << 8) | occurrence.Testable;
                }

                if (occurrence.Account != 0)
                {
                    accounts[known++] = (long)occurrence.Account;
                }
            }

            Order(times.AsSpan(0, timed));
            foreach (var time in times.AsSpan(0, timed))
            {
                AddTime((uint)(time >> 8), (byte)time);
            }

            take(word, CountDistinct(accounts.AsSpan(0, known)), _hour.Take(), _day.Take());
        }
    }

    /// <summary>Most words occur once or a few times.</summary>
    private static void Order(Span<long> values)
    {
        if (values.Length > 32)
        {
            values.Sort();
            return;
        }

        for (var i = 1; i < values.Length; i++)
        {
            var (value, place) = (values[i], i);
            for (; place > 0 && values[place - 1] > value; place--)
            {
                values[place] = values[place - 1];
            }

            values[place] = value;
        }
    }

    private static int CountDistinct(Span<long> accounts)
    {
        Order(accounts);
        var count = 0;
        for (var i = 0; i < accounts.Length; i++)
        {
            count += i == 0 || accounts[i] != accounts[i - 1] ? 1 : 0;
        }

        return count;
    }

    private void FinishOnDisk(int words, Action<int, int, WordBurst, WordBurst> take)
    {
        var accounts = CountAccounts(words);
        var next = 0;
        _times!.Seal();
        for (var merge = _times.Read(); merge.Next();)
        {
            var word = (int)(merge.Key >> 32);
            TakeUpTo(word);
            AddTime((uint)merge.Key, merge.Record[0]);
        }

        TakeUpTo(words);

        // All words before one have all their times.
        void TakeUpTo(int word)
        {
            for (; next < word; next++)
            {
                take(next, accounts[next], _hour.Take(), _day.Take());
            }
        }
    }

    private int[] CountAccounts(int words)
    {
        // Of one key and word there is one account.
        var accounts = new int[words];
        var ofKey = new HashSet<int>();
        var key = 0UL;
        _accounts!.Seal();
        for (var merge = _accounts.Read(); merge.Next();)
        {
            if (merge.Key != key)
            {
                ofKey.Clear();
                key = merge.Key;
            }

            var word = MemoryMarshal.Read<int>(merge.Record);
            accounts[word] += ofKey.Add(word) ? 1 : 0;
        }

        return accounts;
    }

    private void AddTime(uint second, byte testable)
    {
        if ((testable & HourIsTestable) != 0)
        {
            _hour.Add(second * 1000L);
        }

        if ((testable & DayIsTestable) != 0)
        {
            _day.Add(second * 1000L);
        }
    }
}
