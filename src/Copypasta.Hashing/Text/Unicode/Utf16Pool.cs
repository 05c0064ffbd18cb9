namespace Copypasta.Hashing;

/// <summary>Mappings to several code points, kept as UTF-16 with their number of units in front.</summary>
internal static class Utf16Pool
{
    internal static ReadOnlySpan<ushort> At(ReadOnlySpan<ushort> pool, int offset) => pool.Slice(offset + 1, pool[offset]);

    internal static bool TryNext(ref ReadOnlySpan<ushort> units, out int point)
    {
        if (units.IsEmpty)
        {
            point = 0;
            return false;
        }

        var pair = units[0] is >= 0xD800 and < 0xDC00;
        point = pair ? 0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00) : units[0];
        units = units[(pair ? 2 : 1)..];
        return true;
    }
}
