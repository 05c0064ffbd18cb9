namespace Copypasta.Hashing;

/// <summary>
/// Text to SimHash fingerprint of 64 or 128 bits, the same on every machine and vector width. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// Meant for exchange with systems that speak SimHash, for long texts and for Hamming search; it is the wrong default for posts. A post has so few
/// shingles that one changed word turns the vector by half a radian: sets of equal size with J = 0.8 differ in 9.7 of 64 bits on average, where
/// Manku et al. look within 3. <see cref="MinHasher"/> with <see cref="BandingPlan"/> states and keeps a recall.
/// Every occurrence of a shingle counts, so the weight of a shingle is its frequency (Charikar 2002) and the angle is that between frequency vectors;
/// for the fingerprint of a set give <see cref="ShingleSet.Hashes"/> to <see cref="SimHash"/>.
/// <para>There is no seed, and hashes have no key: whoever wants to can write texts that have nothing in common and one fingerprint. What matters is settled by the exact
/// similarity (<see cref="ShingleSet"/>).</para>
/// <para>A fingerprint is a bare number and does not know what it was made with: nothing refuses to compare two of different profiles, shingles or algorithms, and their distance means nothing. Keep
/// <see cref="Scheme"/> beside them; a <see cref="HammingIndex{TFingerprint}"/> does, and refuses a file of another.</para>
/// </remarks>
public sealed class SimHasher
{
    /// <summary>Makes a hasher of the default shingle, five code points.</summary>
    public SimHasher()
        : this(Shingle.Default)
    {
    }

    /// <summary>Makes a hasher.</summary>
    /// <param name="shingle">What a text is cut into.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shingle has no known unit, or not 1 to <see cref="Shingle.MaxSize"/> of them.</exception>
    public SimHasher(Shingle shingle)
    {
        if (!shingle.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(shingle), shingle.Size, $"A shingle has 1 to {Shingle.MaxSize} code points or words.");
        }

        Shingle = shingle;
    }

    /// <summary>What a text is cut into.</summary>
    public Shingle Shingle { get; }

    /// <summary>
    /// Names all that a fingerprint depends on, for instance <c>simhash64/1;chars:5;social/1</c>. Fingerprints are comparable where these names are equal;
    /// <c>HammingIndex</c> stores it.
    /// </summary>
    /// <param name="bits">64 or 128.</param>
    /// <param name="profile">How texts are made comparable.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 64 nor 128.</exception>
    public string Scheme(int bits, TextProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var algorithm = bits switch
        {
            64 => SimHash.Algorithm64,
            128 => SimHash.Algorithm128,
            _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "A fingerprint has 64 or 128 bits."),
        };
        return $"{algorithm};{Shingle};{profile.Id}";
    }

    /// <summary>Makes the 64-bit fingerprint of a text.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="fingerprint">The fingerprint; 0 where there is none.</param>
    /// <returns>False where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is longer than <see cref="TextNormalizer.MaxTextLength"/>, or grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<char> text, TextProfile profile, out ulong fingerprint) => SimHash.TrySign(Hashes(text, profile), out fingerprint);

    /// <summary>Makes the 128-bit fingerprint of a text.</summary>
    /// <inheritdoc cref="TrySign(ReadOnlySpan{char}, TextProfile, out ulong)"/>
    public bool TrySign(ReadOnlySpan<char> text, TextProfile profile, out UInt128 fingerprint) => SimHash.TrySign(Hashes(text, profile), out fingerprint);

    /// <summary>Makes the 64-bit fingerprint of a text.</summary>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="fingerprint">The fingerprint; 0 where there is none.</param>
    /// <returns>False where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is longer than <see cref="TextNormalizer.MaxTextLength"/>, or grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, out ulong fingerprint) => SimHash.TrySign(Hashes(utf8, profile), out fingerprint);

    /// <summary>Makes the 128-bit fingerprint of a text.</summary>
    /// <inheritdoc cref="TrySign(ReadOnlySpan{byte}, TextProfile, out ulong)"/>
    public bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, out UInt128 fingerprint) => SimHash.TrySign(Hashes(utf8, profile), out fingerprint);

    private ReadOnlySpan<uint> Hashes(ReadOnlySpan<char> text, TextProfile profile)
    {
        var scratch = SigningScratch.For(text.Length * 3L);
        return scratch.Shingles(scratch.Encode(text), profile, Shingle);
    }

    private ReadOnlySpan<uint> Hashes(ReadOnlySpan<byte> utf8, TextProfile profile) => SigningScratch.For(utf8.Length).Shingles(utf8, profile, Shingle);
}
