namespace Copypasta.Hashing;

/// <summary>What a signature is made of. Signatures of different options are not comparable.</summary>
public sealed record MinHashOptions
{
    /// <summary>Most lanes: 65,536.</summary>
    public const int MaxLanes = 65_536;

    /// <summary>Number of 32-bit minima, 1 to <see cref="MaxLanes"/>, 128 by default. The standard error of an estimate is sqrt(J (1 - J) / lanes).</summary>
    public int Lanes { get; init; } = 128;

    /// <summary>Chooses the lanes' permutations; any number, 1 by default. None keeps texts apart that were written to look the same (see <see cref="MinHasher"/>).</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What a text is cut into, 1 to <see cref="Shingle.MaxSize"/> code points or words, five code points by default.</summary>
    public Shingle Shingle { get; init; } = Shingle.Default;

    /// <summary>Returns these options, or the defaults for null, if they are within their ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not.</exception>
    internal static MinHashOptions Checked(MinHashOptions? options)
    {
        options ??= new MinHashOptions();
        if (options.Lanes is < 1 or > MaxLanes)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Lanes, $"A signature has 1 to {MaxLanes} lanes.");
        }

        if (!options.Shingle.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Shingle.Size, $"A shingle has 1 to {Shingle.MaxSize} code points or words.");
        }

        return options;
    }
}
