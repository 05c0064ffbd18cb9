using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// The one place where the width of the hashing kernels is chosen, that is of shingles, minima, band keys, sketches, fingerprints and lane comparison: the widest that the hardware accelerates, at most
/// the environment's <c>COPYPASTA_KERNEL</c> (<c>scalar</c>, <c>vector128</c>, <c>vector256</c>, <c>vector512</c>; unset or empty: no limit).
/// Every kernel gives the same bits, so the choice changes the speed and nothing else.
/// </summary>
/// <remarks>
/// The kernels of text (decoding, checking and encoding UTF-8, ASCII, the search for markup) choose for themselves among what the hardware has: what limits them is the runtime's own
/// switches, such as <c>DOTNET_EnableAVX2=0</c> and <c>DOTNET_EnableHWIntrinsic=0</c>.
/// </remarks>
public static class KernelChoice
{
    private const string Variable = "COPYPASTA_KERNEL";

    // Read-only statics, so that compiled code sees constants; the error is kept rather than thrown, as a type initialiser would wrap it.
    private static readonly string? s_error = Explain(Environment.GetEnvironmentVariable(Variable));
    private static readonly int s_width = Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Bits of the vectors chosen for the hashing kernels: 512, 256, 128, or 0 for scalar code.</summary>
    /// <exception cref="InvalidOperationException"><c>COPYPASTA_KERNEL</c> names no kernel. Whatever needs a hashing kernel throws this.</exception>
    public static int Width => s_error is null ? s_width : ThrowUnknown();

    /// <summary>The choice by name, as <c>--version</c> and run.json show it.</summary>
    /// <exception cref="InvalidOperationException"><c>COPYPASTA_KERNEL</c> names no kernel.</exception>
    public static string Name => Width == 0 ? "scalar" : "vector" + Width.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong with <c>COPYPASTA_KERNEL</c>, in one line; null where nothing is.</summary>
    public static string? Problem => s_error;

    /// <summary>What is wrong with a name, or null.</summary>
    internal static string? Explain(string? name) =>
        Most(name) is null ? $"{Variable}={name}: no such kernel; allowed are scalar, vector128, vector256 and vector512, or leave it unset" : null;

    internal static int Choose(string? name)
    {
        // A vector path that the hardware does not accelerate is far slower than the scalar loop: each is gated.
        var most = Most(name) ?? 0;
        return Vector512.IsHardwareAccelerated && most >= 512 ? 512
            : Vector256.IsHardwareAccelerated && most >= 256 ? 256
            : Vector128.IsHardwareAccelerated && most >= 128 ? 128
            : 0;
    }

    private static int? Most(string? name) => name switch
    {
        "scalar" => 0,
        "vector128" => 128,
        "vector256" => 256,
        "vector512" or "" or null => 512,
        _ => null,
    };

    [DoesNotReturn]
    private static int ThrowUnknown() => throw new InvalidOperationException(s_error);
}
