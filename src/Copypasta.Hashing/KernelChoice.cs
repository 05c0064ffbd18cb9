using System.Runtime.Intrinsics;

namespace Copypasta.Hashing;

/// <summary>
/// The one place where the width of the vector kernels is chosen: the widest that the hardware accelerates, at most
/// the environment's <c>COPYPASTA_KERNEL</c> (<c>scalar</c>, <c>vector128</c>, <c>vector256</c>, <c>vector512</c>).
/// Every kernel gives the same bits, so the choice changes the speed and nothing else.
/// </summary>
public static class KernelChoice
{
    /// <summary>Bits of the chosen vectors: 512, 256, 128, or 0 for scalar code.</summary>
    public static int Width { get; } = Choose(Environment.GetEnvironmentVariable("COPYPASTA_KERNEL"));

    /// <summary>The choice by name, as <c>--version</c> and run.json show it.</summary>
    public static string Name => Width == 0 ? "scalar" : "vector" + Width.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static int Choose(string? name)
    {
        var most = name switch
        {
            "scalar" => 0,
            "vector128" => 128,
            "vector256" => 256,
            _ => 512,
        };

        // A vector path that the hardware does not accelerate is far slower than the scalar loop: each is gated.
        return Vector512.IsHardwareAccelerated && most >= 512 ? 512
            : Vector256.IsHardwareAccelerated && most >= 256 ? 256
            : Vector128.IsHardwareAccelerated && most >= 128 ? 128
            : 0;
    }
}
