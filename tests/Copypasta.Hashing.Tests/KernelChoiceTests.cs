using System.Runtime.Intrinsics;

namespace Copypasta.Hashing.Tests;

public class KernelChoiceTests
{
    private static int Widest => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    [Theory]
    [InlineData("scalar", 0)]
    [InlineData("vector128", 128)]
    [InlineData("vector256", 256)]
    [InlineData("vector512", 512)]
    [InlineData("", 512)]
    [InlineData(null, 512)]
    public void TheWidestAcceleratedKernelWithinTheLimitIsChosen(string? name, int most)
    {
        Assert.Null(KernelChoice.Explain(name));
        Assert.Equal(Math.Min(Widest, most), KernelChoice.Choose(name));
    }

    [Theory]
    [InlineData("vector265")]
    [InlineData("Vector256")]
    [InlineData("256")]
    [InlineData("avx2")]
    [InlineData(" ")]
    public void AMisspeltKernelIsAnErrorThatSaysWhatIsAllowed(string name)
    {
        var error = KernelChoice.Explain(name);
        Assert.StartsWith($"COPYPASTA_KERNEL={name}: ", error, StringComparison.Ordinal);
        Assert.All((string[])["scalar", "vector128", "vector256", "vector512"], allowed => Assert.Contains(allowed, error!, StringComparison.Ordinal));
    }

    [Fact]
    public void TheNameSaysTheWidth()
    {
        Assert.Contains(KernelChoice.Width, (int[])[0, 128, 256, 512]);
        Assert.Equal(KernelChoice.Width == 0 ? "scalar" : $"vector{KernelChoice.Width}", KernelChoice.Name);
        Assert.Equal(KernelChoice.Width, KernelChoice.Choose(KernelChoice.Name));
    }
}
