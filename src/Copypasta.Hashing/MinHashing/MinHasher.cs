using System.Diagnostics.CodeAnalysis;

namespace Copypasta.Hashing;

/// <summary>
/// Text to MinHash signature (Broder, "On the resemblance and containment of documents", SEQUENCES 1997): <see cref="Lanes"/> independent
/// 32-bit minima, the same bits on every machine and vector width. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// <code>
/// var hasher = new MinHasher();
/// bool alike = hasher.TrySign(a, out var x) &amp;&amp; hasher.TrySign(b, out var y) &amp;&amp; x.EstimateJaccard(y).Value > 0.8;
/// </code>
/// <para>Any text may be given: null and the empty text have no signature; one of fewer units than a shingle is one shingle, itself; lone surrogates and ill-formed UTF-8
/// count as U+FFFD; one beyond <see cref="TextNormalizer.MaxTextLength"/> is refused. Signing to a span allocates nothing once a thread's buffers have grown, for texts of up to 64 KiB of UTF-8
/// (21,845 UTF-16 units) and up to eight profiles in turn; a longer text gets buffers of its own and gives them back.</para>
/// <para>An estimate is for texts that were not written against it. The 32-bit hash of a shingle has no key, nor has that of a word: whoever wants to can write texts that share no shingle
/// and have equal signatures under every seed. What matters is settled by the exact similarity (<see cref="ShingleSet"/>, <see cref="LshIndex"/>).</para>
/// </remarks>
public sealed class MinHasher
{
    private readonly LaneParameters _parameters;
    private SignatureKind? _lastKind;

    /// <summary>Makes a hasher.</summary>
    /// <param name="options">Lanes, seed and shingle; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of lanes or the shingle is out of range.</exception>
    public MinHasher(MinHashOptions? options = null)
    {
        Options = MinHashOptions.Checked(options);
        _parameters = LaneParameters.First(Options.Seed, Options.Lanes);
    }

    /// <summary>What signatures are made of.</summary>
    public MinHashOptions Options { get; }

    /// <summary>Length of a signature, in 32-bit lanes.</summary>
    public int Lanes => Options.Lanes;

    /// <summary>The kind of signatures that this hasher makes of texts of a profile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    public SignatureKind KindFor(TextProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);

        // Equal kinds are interchangeable, so it does not matter which thread's stays.
        var last = _lastKind;
        return last?.Profile == profile.Id ? last : _lastKind = new SignatureKind(Options, profile.Id);
    }

    /// <summary>Signs a text under the profile for posts, <see cref="TextProfile.Social"/>.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="signature">The signature, or null.</param>
    /// <returns>False where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentException">The text is longer than <see cref="TextNormalizer.MaxTextLength"/>, or grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<char> text, [NotNullWhen(true)] out MinHashSignature? signature) => TrySign(text, TextProfile.Social, out signature);

    /// <summary>Signs a text.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="signature">The signature, or null.</param>
    /// <returns>False where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is longer than <see cref="TextNormalizer.MaxTextLength"/>, or grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<char> text, TextProfile profile, [NotNullWhen(true)] out MinHashSignature? signature)
    {
        var scratch = SigningScratch.For(text.Length * 3L);
        return TrySign(scratch.Encode(text), profile, scratch, out signature);
    }

    /// <summary>Signs a text.</summary>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="signature">The signature, or null.</param>
    /// <returns>False where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is longer than <see cref="TextNormalizer.MaxTextLength"/>, or grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, [NotNullWhen(true)] out MinHashSignature? signature) =>
        TrySign(utf8, profile, SigningScratch.For(utf8.Length), out signature);

    /// <summary>Signs a text.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written.</param>
    /// <returns>False, and nothing written, where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="signature"/> is too short, or the text longer than <see cref="TextNormalizer.MaxTextLength"/>, or it grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<char> text, TextProfile profile, Span<uint> signature)
    {
        var scratch = SigningScratch.For(text.Length * 3L);
        return TrySign(scratch.Encode(text), profile, scratch, signature);
    }

    /// <summary>Signs a text.</summary>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written.</param>
    /// <returns>False, and nothing written, where the comparable text is empty: there is nothing to sign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="signature"/> is too short, or the text longer than <see cref="TextNormalizer.MaxTextLength"/>, or it grows beyond it.</exception>
    public bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, Span<uint> signature) =>
        TrySign(utf8, profile, SigningScratch.For(utf8.Length), signature);

    /// <summary>Signs a text that is comparable already: no profile is applied.</summary>
    /// <param name="utf8">Well-formed UTF-8, as <see cref="TextNormalizer.Normalize(ReadOnlySpan{byte}, out TextFlags)"/> returns it.</param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written.</param>
    /// <returns>False, and nothing written, for the empty text.</returns>
    /// <exception cref="ArgumentException">The bytes are not well-formed UTF-8, or too many (<see cref="ShingleSequence.Load"/>), or <paramref name="signature"/> is too short.</exception>
    public bool TrySignComparable(ReadOnlySpan<byte> utf8, Span<uint> signature)
    {
        CheckRoom(signature);
        var sequence = SigningScratch.For(utf8.Length).SequenceFor(Options.Shingle);
        sequence.Load(utf8);
        return TrySign(sequence.Hashes, signature);
    }

    /// <summary>Signs a set of ready shingle hashes.</summary>
    /// <param name="hashes">
    /// Well-mixed 32-bit hashes, one or more per element; repeats change nothing. Raw counters must be mixed first: <see cref="MinHash.Hash"/> does it.
    /// </param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written. It may not overlap <paramref name="hashes"/>, which are read again after the first are written.</param>
    /// <returns>False, and nothing written, for the empty set.</returns>
    /// <exception cref="ArgumentException"><paramref name="signature"/> is too short.</exception>
    public bool TrySign(ReadOnlySpan<uint> hashes, Span<uint> signature)
    {
        CheckRoom(signature);
        if (hashes.IsEmpty)
        {
            return false;
        }

        MinHashKernel.Minima(hashes, _parameters.Multipliers, _parameters.Increments, signature[..Lanes]);
        return true;
    }

    private bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, SigningScratch scratch, Span<uint> signature)
    {
        CheckRoom(signature);
        return TrySign(scratch.Shingles(utf8, profile, Options.Shingle), signature);
    }

    private bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, SigningScratch scratch, [NotNullWhen(true)] out MinHashSignature? signature)
    {
        var hashes = scratch.Shingles(utf8, profile, Options.Shingle);
        if (hashes.IsEmpty)
        {
            signature = null;
            return false;
        }

        var minima = new uint[Lanes];
        MinHashKernel.Minima(hashes, _parameters.Multipliers, _parameters.Increments, minima);
        signature = MinHashSignature.Own(KindFor(profile), minima);
        return true;
    }

    private void CheckRoom(Span<uint> signature)
    {
        if (signature.Length < Lanes)
        {
            throw new ArgumentException($"A signature takes {Lanes} values; the span holds {signature.Length}.", nameof(signature));
        }
    }
}
