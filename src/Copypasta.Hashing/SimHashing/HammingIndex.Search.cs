using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

public sealed partial class HammingIndex<TFingerprint>
{
    private static int Distance(TFingerprint a, TFingerprint b) => typeof(TFingerprint) == typeof(ulong)
        ? SimHash.Distance(Unsafe.BitCast<TFingerprint, ulong>(a), Unsafe.BitCast<TFingerprint, ulong>(b))
        : SimHash.Distance(Unsafe.BitCast<TFingerprint, UInt128>(a), Unsafe.BitCast<TFingerprint, UInt128>(b));

    private static ulong Word(TFingerprint fingerprint, int word) => typeof(TFingerprint) == typeof(ulong)
        ? Unsafe.BitCast<TFingerprint, ulong>(fingerprint)
        : (ulong)(Unsafe.BitCast<TFingerprint, UInt128>(fingerprint) >> (64 * word));

    private static int Block(TFingerprint fingerprint, int block) => (ushort)(Word(fingerprint, block / 4) >> (block % 4 * BlockTables.BlockBits));

    private static ulong Hash(TFingerprint fingerprint) => typeof(TFingerprint) == typeof(ulong)
        ? Mix.Finalize64(Word(fingerprint, 0))
        : Mix.Finalize64(Word(fingerprint, 0) ^ Mix.SplitMix64(Word(fingerprint, 1), 0));

    // A bucket holds a group's index + 1; 0 is empty.
    private ref int Bucket(TFingerprint fingerprint) => ref _buckets[(int)Hash(fingerprint) & (_buckets.Length - 1)];

    private int Find(TFingerprint fingerprint)
    {
        var group = Bucket(fingerprint) - 1;
        while (group >= 0 && _fingerprints[group] != fingerprint)
        {
            group = _groups[group].Next;
        }

        return group;
    }

    private int AddGroup(TFingerprint fingerprint)
    {
        if (_groupCount == _groups.Length)
        {
            var length = Growth.Next(_groups.Length, Math.Max(16, _groupCount + 1));
            Array.Resize(ref _groups, length);
            Array.Resize(ref _fingerprints, length);
        }

        if (_groupCount == _buckets.Length && _buckets.Length < 1 << 30)
        {
            _buckets = new int[_buckets.Length * 2];
            for (var group = 0; group < _groupCount; group++)
            {
                Chain(group);
            }
        }

        _fingerprints[_groupCount] = fingerprint;
        _groups[_groupCount] = new Group { First = -1 };
        Chain(_groupCount++);
        EmptyGroups++;
        if (_tables is not null)
        {
            AddToTables(_groupCount - 1);
        }
        else if (_groupCount > _scanLimit)
        {
            _tables = new BlockTables(Blocks);
            for (var group = 0; group < _groupCount; group++)
            {
                AddToTables(group);
            }
        }

        return _groupCount - 1;
    }

    private void Chain(int group)
    {
        ref var bucket = ref Bucket(_fingerprints[group]);
        _groups[group].Next = bucket - 1;
        bucket = group + 1;
    }

    private void AddToTables(int group)
    {
        for (var block = 0; block < Blocks; block++)
        {
            _tables!.Add(block, Block(_fingerprints[group], block), group);
        }
    }

    private void Scan(TFingerprint fingerprint, int distance, ref NearestMatches found)
    {
        var fingerprints = _fingerprints.AsSpan(0, _groupCount);
        for (var group = 0; group < fingerprints.Length; group++)
        {
            var d = Distance(fingerprints[group], fingerprint);
            if (d <= distance)
            {
                Take(group, d, ref found);
            }
        }
    }

    private void Take(int group, int distance, ref NearestMatches found)
    {
        found.Total += _groups[group].Size;
        for (var entry = _groups[group].First; entry >= 0 && found.Accepts(distance); entry = _entries[entry].Next)
        {
            found.Add(new HammingMatch(entry, distance));
        }
    }

    /// <summary>False, and nothing found, where a scan is cheaper.</summary>
    private bool TrySearchTables(TFingerprint fingerprint, int distance, ref NearestMatches found)
    {
        if (_tables is null || distance / Blocks > BlockTables.MaxRadius)
        {
            return false;
        }

        long candidates = 0;
        for (var block = 0; block < Blocks; block++)
        {
            var value = Block(fingerprint, block);
            foreach (var mask in BlockTables.Masks(Radius(distance, block)))
            {
                candidates += _tables.Count(block, value ^ mask);
            }

            if (candidates * _candidateCost > _groupCount)
            {
                return false;
            }
        }

        for (var block = 0; block < Blocks; block++)
        {
            var value = Block(fingerprint, block);
            foreach (var mask in BlockTables.Masks(Radius(distance, block)))
            {
                var node = 0;
                do
                {
                    foreach (var group in _tables.Node(block, value ^ mask, ref node))
                    {
                        var d = Distance(_fingerprints[group], fingerprint);
                        if (d <= distance && IsFirstBlock(_fingerprints[group] ^ fingerprint, distance, block))
                        {
                            Take(group, d, ref found);
                        }
                    }
                }
                while (node != 0);
            }
        }

        return true;
    }

    /// <summary>
    /// How far to look in a block. With distance = q * blocks + r, were the first r + 1 blocks more than q apart and the others more than q - 1, the
    /// whole would be at least (r + 1)(q + 1) + (blocks - r - 1) q = distance + 1 apart.
    /// </summary>
    private static int Radius(int distance, int block) => block <= distance % Blocks ? distance / Blocks : (distance / Blocks) - 1;

    /// <summary>Whether no earlier block finds the same difference too: each group is taken once.</summary>
    private static bool IsFirstBlock(TFingerprint difference, int distance, int block)
    {
        for (var earlier = 0; earlier < block; earlier++)
        {
            if (BitOperations.PopCount((uint)Block(difference, earlier)) <= Radius(distance, earlier))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets the groups without entries; entries keep their numbers.</summary>
    private void Compact()
    {
        var (fingerprints, groups, count) = (_fingerprints, _groups, _groupCount);
        (_fingerprints, _groups, _buckets, _tables) = ([], [], new int[16], null);
        (_groupCount, EmptyGroups) = (0, 0);
        for (var old = 0; old < count; old++)
        {
            if (groups[old].Size == 0)
            {
                continue;
            }

            var index = AddGroup(fingerprints[old]);
            (_groups[index].First, _groups[index].Size) = (groups[old].First, groups[old].Size);
            for (var entry = groups[old].First; entry >= 0; entry = _entries[entry].Next)
            {
                _entries[entry].Group = index;
            }
        }

        EmptyGroups = 0;
    }

    private struct Group
    {
        public int First;
        public int Size;
        public int Next;
    }

    /// <summary>An entry in its group's list, or one without a group in the list of free numbers.</summary>
    private record struct Entry(int Group, int Next, int Previous);
}
