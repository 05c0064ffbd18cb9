using System.Text;

namespace Copypasta.Hashing;

/// <summary>What a signature is made of. Signatures of different options are not comparable.</summary>
public sealed record MinHashOptions
{
    /// <summary>Most lanes.</summary>
    public const int MaxLanes = 65_536;

    /// <summary>Number of 32-bit minima, 1 to <see cref="MaxLanes"/>. The standard error of an estimate is sqrt(J (1 - J) / lanes).</summary>
    public int Lanes { get; init; } = 128;

    /// <summary>Chooses the lanes' permutations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What a text is cut into.</summary>
    public Shingle Shingle { get; init; } = Shingle.Default;
}

/// <summary>
/// Text to MinHash signature (Broder, "On the resemblance and containment of documents", SEQUENCES 1997): <see cref="Lanes"/> independent
/// 32-bit minima, the same bits on every machine and vector width. Immutable and safe to share between threads.
/// </summary>
public sealed class MinHasher
{
    // Scratch is per thread: a hasher is immutable and shared, and signing allocates nothing once the buffers have grown.
    [ThreadStatic]
    private static Scratch? s_scratch;

    private readonly LaneParameters _parameters;

    /// <summary>Makes a hasher.</summary>
    /// <param name="options">Lanes, seed and shingle.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of lanes or the shingle is out of range.</exception>
    public MinHasher(MinHashOptions? options = null)
    {
        Options = options ?? new MinHashOptions();
        if (Options.Lanes is < 1 or > MinHashOptions.MaxLanes)
        {
            throw new ArgumentOutOfRangeException(nameof(options), Options.Lanes, $"A signature has 1 to {MinHashOptions.MaxLanes} lanes.");
        }

        if (Options.Shingle.Size is < 1 or > Shingle.MaxSize)
        {
            throw new ArgumentOutOfRangeException(nameof(options), Options.Shingle.Size, $"A shingle has 1 to {Shingle.MaxSize} units.");
        }

        _parameters = LaneParameters.First(Options.Seed, Options.Lanes);
    }

    /// <summary>What signatures are made of.</summary>
    public MinHashOptions Options { get; }

    /// <summary>Length of a signature, in 32-bit lanes.</summary>
    public int Lanes => Options.Lanes;

    /// <summary>Signs a text.</summary>
    /// <param name="text">UTF-16; lone surrogates count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written.</param>
    /// <returns>False, and nothing written, where the comparable text is empty: there is nothing to sign.</returns>
    public bool TrySign(ReadOnlySpan<char> text, TextProfile profile, Span<uint> signature)
    {
        var scratch = s_scratch ??= new Scratch();
        if (scratch.Utf8.Length < text.Length * 3)
        {
            scratch.Utf8 = new byte[text.Length * 3];
        }

        var length = Encoding.UTF8.GetBytes(text, scratch.Utf8);
        return TrySign(scratch.Utf8.AsSpan(0, length), profile, signature);
    }

    /// <summary>Signs a text.</summary>
    /// <param name="utf8">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="profile">How the text is made comparable first.</param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written.</param>
    /// <returns>False, and nothing written, where the comparable text is empty: there is nothing to sign.</returns>
    public bool TrySign(ReadOnlySpan<byte> utf8, TextProfile profile, Span<uint> signature)
    {
        CheckRoom(signature);
        var scratch = s_scratch ??= new Scratch();
        var sequence = scratch.SequenceFor(Options.Shingle);
        sequence.Load(scratch.NormalizerFor(profile).Normalize(utf8, out _));
        return TrySign(sequence.Hashes, signature);
    }

    /// <summary>Signs a set of ready shingle hashes.</summary>
    /// <param name="hashes">Well-mixed 32-bit hashes, one or more per element; repeats change nothing. Raw counters must be mixed first.</param>
    /// <param name="signature">At least <see cref="Lanes"/> long; the first <see cref="Lanes"/> values are written.</param>
    /// <returns>False, and nothing written, for the empty set.</returns>
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

    private void CheckRoom(Span<uint> signature)
    {
        if (signature.Length < Lanes)
        {
            throw new ArgumentException($"A signature takes {Lanes} values; the span holds {signature.Length}.", nameof(signature));
        }
    }

    private sealed class Scratch
    {
        private TextNormalizer? _normalizer;
        private TextProfile? _profile;
        private ShingleSequence? _sequence;

        public byte[] Utf8 { get; set; } = new byte[1024];

        public TextNormalizer NormalizerFor(TextProfile profile)
        {
            if (_normalizer is null || !ReferenceEquals(_profile, profile))
            {
                (_normalizer, _profile) = (new TextNormalizer(profile), profile);
            }

            return _normalizer;
        }

        public ShingleSequence SequenceFor(Shingle shingle)
        {
            if (_sequence is null || _sequence.Shingle != shingle)
            {
                _sequence = new ShingleSequence(shingle);
            }

            return _sequence;
        }
    }
}
