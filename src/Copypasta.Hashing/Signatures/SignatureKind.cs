using System.Text;

namespace Copypasta.Hashing;

/// <summary>
/// What must be equal for two signatures to be comparable: algorithm, lanes, seed, shingle and the profile that made the texts comparable. Equal by value.
/// </summary>
public sealed record SignatureKind
{
    /// <summary>Longest id of a profile, in bytes of UTF-8.</summary>
    public const int MaxProfileLengthInBytes = 1024;

    /// <summary>The kind of a MinHash signature, <see cref="MinHash.Algorithm"/>.</summary>
    /// <param name="options">Lanes, seed and shingle.</param>
    /// <param name="profile">Id of the profile, such as <c>social/1</c>, or a name of the caller's own for elements that are no text. 1 to 1,024 bytes of UTF-8.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options are out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="profile"/> is empty, too long or not well-formed.</exception>
    public SignatureKind(MinHashOptions options, string profile)
        : this(MinHash.Algorithm, (options ?? throw new ArgumentNullException(nameof(options))).Lanes, options.Seed, options.Shingle, profile) =>
        MinHashOptions.Checked(options);

    /// <summary>The kind of a Fast Similarity Sketch, <see cref="FastSimilaritySketch.Algorithm"/>.</summary>
    /// <inheritdoc cref="SignatureKind(MinHashOptions, string)"/>
    public SignatureKind(FastSimilaritySketchOptions options, string profile)
        : this(FastSimilaritySketch.Algorithm, (options ?? throw new ArgumentNullException(nameof(options))).Lanes, options.Seed, options.Shingle, profile) =>
        FastSimilaritySketchOptions.Checked(options);

    /// <summary>A kind whose lanes and shingle are known to be within their ranges.</summary>
    internal SignatureKind(string algorithm, int lanes, ulong seed, Shingle shingle, string profile)
    {
        ArgumentException.ThrowIfNullOrEmpty(profile);
        (Algorithm, Lanes, Seed, Shingle) = (algorithm, lanes, seed, shingle);
        (Profile, ProfileUtf8) = (profile, Encoding.UTF8.GetBytes(profile));
        if (ProfileUtf8.Length > MaxProfileLengthInBytes || Encoding.UTF8.GetString(ProfileUtf8) != profile)
        {
            throw new ArgumentException($"The id of a profile is well-formed and has 1 to {MaxProfileLengthInBytes} bytes of UTF-8.", nameof(profile));
        }
    }

    /// <summary>Id of the algorithm: its signatures are the same bits on every machine, for ever.</summary>
    public string Algorithm { get; }

    /// <summary>Number of lanes.</summary>
    public int Lanes { get; }

    /// <summary>Chose the permutations.</summary>
    public ulong Seed { get; }

    /// <summary>What texts were cut into.</summary>
    public Shingle Shingle { get; }

    /// <summary>Id of the profile.</summary>
    public string Profile { get; }

    internal byte[] ProfileUtf8 { get; }

    /// <summary>Whether all of it is the same.</summary>
    public bool Equals(SignatureKind? other) =>
        ReferenceEquals(this, other)
        || (other is not null && (Algorithm, Lanes, Seed, Shingle, Profile) == (other.Algorithm, other.Lanes, other.Seed, other.Shingle, other.Profile));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Algorithm, Lanes, Seed, Shingle, Profile);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Algorithm}, profile {Profile}, {Shingle}, seed {Seed}, {Lanes} lanes");

    /// <exception cref="ArgumentException">The kinds differ.</exception>
    internal static void CheckSame(object a, object b)
    {
        if (!a.Equals(b))
        {
            throw new ArgumentException($"Signatures of different kinds say nothing of each other: [{a}] and [{b}].");
        }
    }
}
