using System.Text;

namespace Copypasta.Hashing;

/// <summary>
/// What must be equal for two signatures to be comparable: algorithm, options and the profile that made the texts comparable. Equal by value.
/// </summary>
public sealed record MinHashKind
{
    /// <summary>Id of the algorithm: its signatures are the same bits on every machine, for ever.</summary>
    public const string Algorithm = "minhash32/1";

    /// <summary>Longest id of a profile, in bytes of UTF-8.</summary>
    public const int MaxProfileLengthInBytes = 1024;

    /// <summary>Makes a kind.</summary>
    /// <param name="options">Lanes, seed and shingle.</param>
    /// <param name="profile">Id of the profile, such as <c>social/1</c>, or a name of the caller's own for elements that are no text. 1 to 1,024 bytes of UTF-8.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The options are out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="profile"/> is empty, too long or not well-formed.</exception>
    public MinHashKind(MinHashOptions options, string profile)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(profile);
        Options = MinHashOptions.Checked(options);
        Profile = profile;
        ProfileUtf8 = Encoding.UTF8.GetBytes(profile);
        if (ProfileUtf8.Length > MaxProfileLengthInBytes || Encoding.UTF8.GetString(ProfileUtf8) != profile)
        {
            throw new ArgumentException($"The id of a profile is well-formed and has 1 to {MaxProfileLengthInBytes} bytes of UTF-8.", nameof(profile));
        }
    }

    /// <summary>Lanes, seed and shingle.</summary>
    public MinHashOptions Options { get; }

    /// <summary>Id of the profile.</summary>
    public string Profile { get; }

    internal byte[] ProfileUtf8 { get; }

    /// <summary>Whether options and profile are the same.</summary>
    public bool Equals(MinHashKind? other) =>
        ReferenceEquals(this, other) || (other is not null && Options == other.Options && Profile == other.Profile);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Options, Profile);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Algorithm}, profile {Profile}, {Options.Shingle}, seed {Options.Seed}, {Options.Lanes} lanes");

    /// <exception cref="ArgumentException">The kinds differ.</exception>
    internal static void CheckSame(object a, object b)
    {
        if (!a.Equals(b))
        {
            throw new ArgumentException($"Signatures of different kinds say nothing of each other: [{a}] and [{b}].");
        }
    }
}
