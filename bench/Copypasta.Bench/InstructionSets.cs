using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;

namespace Copypasta.Bench;

/// <summary>One job for each set of instructions that other hardware would have, on the hardware at hand: the runtime is told not to use the rest.</summary>
internal static class InstructionSets
{
    public static IConfig Config(bool isShort)
    {
        var job = isShort ? Job.ShortRun : Job.Default;
        return ManualConfig.Create(DefaultConfig.Instance).AddJob(
            job.WithId("all").AsBaseline(),
            job.WithId("no AVX-512").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"),
            job.WithId("no AVX2").WithEnvironmentVariable("DOTNET_EnableAVX2", "0"),
            job.WithId("none").WithEnvironmentVariable("DOTNET_EnableHWIntrinsic", "0"));
    }
}
