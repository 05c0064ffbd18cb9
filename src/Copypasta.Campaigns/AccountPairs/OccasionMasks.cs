using System.Numerics;

namespace Copypasta.Campaigns;

/// <summary>
/// Counts the occasions of pairs with few co-posts, as <see cref="Occasions"/> does, by sets of bits: nearly all pairs of a permutation have between two and ten co-posts. One per thread.
/// </summary>
internal sealed class OccasionMasks
{
    /// <summary>Most co-posts of a pair.</summary>
    public const int Most = 64;

    private readonly ulong[] _links = new ulong[Most];
    private readonly ulong[] _windows = new ulong[CoPostWindows.Count];
    private ulong _standing;

    /// <summary>Takes the co-posts of a pair.</summary>
    public void Load(ReadOnlySpan<CoPost> coPosts)
    {
        _windows.AsSpan().Clear();
        _links.AsSpan(0, coPosts.Length).Clear();
        _standing = 0;
        for (var i = 0; i < coPosts.Length; i++)
        {
            ref readonly var x = ref coPosts[i];
            var bit = 1ul << i;
            for (var window = x.From; window < x.Below; window++)
            {
                _windows[window] |= bit;
            }

            _standing |= x.Stands ? bit : 0;
            for (var j = 0; j < i; j++)
            {
                if (Occasions.AreOne(x, coPosts[j]))
                {
                    _links[i] |= 1ul << j;
                    _links[j] |= bit;
                }
            }
        }
    }

    /// <summary>Whether the same co-posts count at a window as at the one before.</summary>
    public bool IsAsBefore(int window) => window > 0 && _windows[window] == _windows[window - 1];

    /// <summary>The number of occasions at a window, and of those with a co-post that stands.</summary>
    public (int All, int Standing) In(int window)
    {
        var left = _windows[window];
        var (all, standing) = (0, 0);
        while (left != 0)
        {
            var occasion = left & (0 - left);
            for (var reached = occasion; reached != 0;)
            {
                var added = _links[BitOperations.TrailingZeroCount(reached)] & left & ~occasion;
                occasion |= added;
                reached = (reached & (reached - 1)) | added;
            }

            all++;
            standing += (occasion & _standing) != 0 ? 1 : 0;
            left &= ~occasion;
        }

        return (all, standing);
    }
}
