using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>Rows of a band to one 32-bit key: equal rows give equal keys; unequal ones meet by chance once in 2^32.</summary>
public static class BandKeys
{
    /// <summary>Computes a plan's keys from a signature: band i is made of lanes i * rows to i * rows + rows - 1.</summary>
    /// <param name="signature">At least <c>plan.Lanes</c> minima.</param>
    /// <param name="plan">Bands and rows.</param>
    /// <param name="keys">At least <c>plan.Bands</c> long.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void FromSignature(ReadOnlySpan<uint> signature, BandingPlan plan, Span<uint> keys)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (signature.Length < plan.Lanes || keys.Length < plan.Bands)
        {
            throw new ArgumentException($"{plan.Bands} bands of {plan.Rows} rows take {plan.Lanes} lanes and {plan.Bands} keys; there are {signature.Length} and {keys.Length}.");
        }

        for (var band = 0; band < plan.Bands; band++)
        {
            var key = 0u;
            foreach (var minimum in signature.Slice(band * plan.Rows, plan.Rows))
            {
                key = Add(key, minimum);
            }

            keys[band] = key;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Add(uint key, uint minimum)
    {
        key = (key + minimum) * 0x85EBCA6B;
        key = (key ^ (key >> 15)) * Mix.Golden32;
        return key ^ (key >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<uint> Add(Vector128<uint> key, Vector128<uint> minimum)
    {
        key = (key + minimum) * Vector128.Create(0x85EBCA6Bu);
        key = (key ^ (key >>> 15)) * Vector128.Create(Mix.Golden32);
        return key ^ (key >>> 16);
    }
}
