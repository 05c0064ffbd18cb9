using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Campaigns;

/// <summary>
/// For the partners of one account, how many occasions each can have at most at each window: its co-posts, those chained together that the account posted less than 12 hours apart. Families and the partner's own times can only
/// chain more of them (<see cref="Occasions"/>). A co-post counts at all its windows at once, one in each lane; nothing is sorted. Times are rounded down to a unit that
/// keeps them in 32 bits: two that are then less than 12 hours apart truly are, so that the bound holds. 128 bytes for each partner. One per thread.
/// </summary>
internal sealed class OccasionBounds
{
    private const int Windows = CoPostWindows.Count;

    // Lanes 0 to 7 count all co-posts, lanes 8 to 15 those that stand.
    private const int Half = 8;
    private const int Bits = 1 << 6;

    // Until the year 9999 there are fewer than 2^31 of them.
    private const long MillisecondsOfUnit = 180_000;
    private const int Gap = (int)(Occasions.Gap / MillisecondsOfUnit);

    private static readonly Vector512<int>[] _lanes = LanesOfEntries();

    private Partner[] _partners = [];
    private int _count;

    /// <summary>A time of at least 0, Unix milliseconds, in the unit that is counted in.</summary>
    public static int ToUnits(long time) => (int)(time / MillisecondsOfUnit);

    /// <summary>Forgets all partners.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes a partner.</summary>
    /// <returns>Its number, from 0.</returns>
    public int Add()
    {
        if (_count == _partners.Length)
        {
            Array.Resize(ref _partners, Math.Max(64, 2 * _count));
        }

        // No time of a post is within 12 hours of this one: they are not negative.
        _partners[_count] = new Partner { Last = Vector512.Create(-Gap) };
        return _count++;
    }

    /// <summary>Counts a co-post; those of one partner must come by ascending time.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="time">When the account posted, in units.</param>
    /// <param name="entry">The co-post.</param>
    /// <param name="stands">Whether it stands.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int partner, int time, int entry, bool stands)
    {
        ref var counts = ref _partners[partner];
        var lanes = _lanes[(entry & (Bits - 1)) + (stands ? Bits : 0)];
        var times = Vector512.Create(time);
        var begins = Vector512.GreaterThanOrEqual(times - counts.Last, Vector512.Create(Gap)) & lanes;
        counts.Occasions -= begins;
        counts.Last = Vector512.ConditionalSelect(lanes, times, counts.Last);
    }

    /// <summary>The most occasions at each window.</summary>
    public ReadOnlySpan<int> All(int partner) => Lanes(partner)[..Windows];

    /// <summary>The most occasions with a co-post that stands.</summary>
    public ReadOnlySpan<int> Standing(int partner) => Lanes(partner).Slice(Half, Windows);

    private ReadOnlySpan<int> Lanes(int partner) => MemoryMarshal.Cast<Vector512<int>, int>(MemoryMarshal.CreateReadOnlySpan(ref _partners[partner].Occasions, 1));

    private static Vector512<int>[] LanesOfEntries()
    {
        var lanes = new Vector512<int>[2 * Bits];
        for (var entry = 0; entry < Bits; entry++)
        {
            for (var window = CoPosts.From(entry); window < Math.Min(CoPosts.Below(entry), Windows); window++)
            {
                lanes[entry] = lanes[entry].WithElement(window, -1);
                lanes[entry + Bits] = lanes[entry + Bits].WithElement(window, -1).WithElement(window + Half, -1);
            }
        }

        return lanes;
    }

    private struct Partner
    {
        public Vector512<int> Occasions;
        public Vector512<int> Last;
    }
}
