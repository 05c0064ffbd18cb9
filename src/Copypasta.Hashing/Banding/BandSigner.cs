using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// Shingle hashes to band keys, for any choice of band numbers of a plan's endless stream of bands: band n always has lanes n * rows
/// to n * rows + rows - 1, so a band that is replaced by a later one leaves all others as they were. Immutable and safe to share.
/// </summary>
public sealed class BandSigner
{
    private readonly LaneParameters _parameters;

    /// <summary>Makes a signer.</summary>
    /// <param name="bandNumbers">Which bands, each 0 or more.</param>
    /// <param name="rows">Rows of a band.</param>
    /// <param name="seed">Chooses the lanes' permutations.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are out of range, or a band's lanes would have numbers above <see cref="int.MaxValue"/>.</exception>
    public BandSigner(ReadOnlySpan<int> bandNumbers, int rows, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, BandingPlan.MaxRows);
        (Bands, Rows) = (bandNumbers.Length, rows);

        // Row by row, so that the keys of four bands are folded from four neighbouring minima at a time.
        var lanes = new int[Bands * rows];
        for (var row = 0; row < rows; row++)
        {
            for (var band = 0; band < Bands; band++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(bandNumbers[band], nameof(bandNumbers));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(bandNumbers[band], (int.MaxValue / rows) - 1, nameof(bandNumbers));
                lanes[(row * Bands) + band] = (bandNumbers[band] * rows) + row;
            }
        }

        _parameters = LaneParameters.For(seed, lanes);
    }

    /// <summary>Number of keys per text.</summary>
    public int Bands { get; }

    /// <summary>Rows of a band.</summary>
    public int Rows { get; }

    /// <summary>Minima per text: the length of the scratch that <see cref="Sign"/> takes.</summary>
    public int Lanes => Bands * Rows;

    /// <summary>Computes the keys of one text.</summary>
    /// <param name="hashes">Hashes of its shingles, at least one.</param>
    /// <param name="minima">Scratch of <see cref="Lanes"/> values; on return the minima, row by row. It may overlap neither <paramref name="hashes"/> nor <paramref name="keys"/>.</param>
    /// <param name="keys">At least <see cref="Bands"/> long.</param>
    /// <exception cref="ArgumentException">There are no hashes, as an empty set has no signature, or a span is too short.</exception>
    public void Sign(ReadOnlySpan<uint> hashes, Span<uint> minima, Span<uint> keys)
    {
        if (hashes.IsEmpty)
        {
            throw new ArgumentException("An empty set has no signature: it would match every other empty set.", nameof(hashes));
        }

        if (minima.Length < Lanes || keys.Length < Bands)
        {
            throw new ArgumentException($"Signing takes {Lanes} minima and {Bands} keys; there is room for {minima.Length} and {keys.Length}.", minima.Length < Lanes ? nameof(minima) : nameof(keys));
        }

        MinHashKernel.Minima(hashes, _parameters.Multipliers, _parameters.Increments, minima[..Lanes]);
        var band = 0;
        if (Vector128.IsHardwareAccelerated && KernelChoice.Width > 0 && Bands >= Vector128<uint>.Count)
        {
            ref var minimum = ref MemoryMarshal.GetReference(minima);
            ref var key = ref MemoryMarshal.GetReference(keys[..Bands]);
            for (; band < Bands; band += Vector128<uint>.Count)
            {
                // The last vector overlaps the one before it rather than leaving a remainder.
                var at = Math.Min(band, Bands - Vector128<uint>.Count);
                var folded = Vector128<uint>.Zero;
                for (var row = 0; row < Rows; row++)
                {
                    folded = BandKeys.Add(folded, Vector128.LoadUnsafe(ref minimum, (nuint)((row * Bands) + at)));
                }

                folded.StoreUnsafe(ref key, (nuint)at);
            }
        }

        for (; band < Bands; band++)
        {
            var folded = 0u;
            for (var row = 0; row < Rows; row++)
            {
                folded = BandKeys.Add(folded, minima[(row * Bands) + band]);
            }

            keys[band] = folded;
        }
    }
}
