using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// The distinct accounts. An account is an id on a platform: the same id on two platforms is two accounts. Indices are in order of first appearance.
/// </summary>
/// <remarks>One byte per account more than <see cref="ByteStringTable"/> states. Not safe for concurrent use while accounts are added or found.</remarks>
public sealed class AccountTable
{
    private readonly ByteStringTable _table = new();
    private byte[] _key = new byte[64];

    /// <summary>Number of accounts.</summary>
    public int Count => _table.Count;

    /// <summary>Bytes of memory that the table takes.</summary>
    internal long Bytes => _table.Bytes;

    /// <summary>The id of an account, as given by the input.</summary>
    public ReadOnlySpan<byte> this[int account] => _table[account][1..];

    /// <summary>Where an account lives.</summary>
    public Platform PlatformOf(int account) => (Platform)_table[account][0];

    /// <summary>Order of two accounts: by id (ordinal), then by platform.</summary>
    public int Compare(int a, int b)
    {
        var order = this[a].SequenceCompareTo(this[b]);
        return order != 0 ? order : PlatformOf(a).CompareTo(PlatformOf(b));
    }

    /// <summary>The index of an account; -1 where it is not in the table.</summary>
    internal int Find(Platform platform, ReadOnlySpan<byte> id)
    {
        var key = Key(platform, id);
        return _table.Find(key, ByteStringTable.Hash(key));
    }

    /// <summary>The index of an account, which is added when it is new.</summary>
    internal int Intern(Platform platform, ReadOnlySpan<byte> id)
    {
        var key = Key(platform, id);
        return _table.Intern(key, ByteStringTable.Hash(key));
    }

    private ReadOnlySpan<byte> Key(Platform platform, ReadOnlySpan<byte> id)
    {
        if (_key.Length <= id.Length)
        {
            _key = new byte[id.Length * 2];
        }

        _key[0] = (byte)platform;
        id.CopyTo(_key.AsSpan(1));
        return _key.AsSpan(0, id.Length + 1);
    }
}
