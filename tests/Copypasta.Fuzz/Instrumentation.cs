using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SharpFuzz;
using Trace = SharpFuzz.Common.Trace;

namespace Copypasta.Fuzz;

/// <summary>
/// Branch counters in the library under test: its assembly is rewritten by SharpFuzz (the instrumentation of AFL: a counter for each pair of branches taken one after
/// the other, 64 KiB of them), in a copy of this program's folder, and the copy is run.
/// </summary>
internal static unsafe class Instrumentation
{
    public const int Counters = 1 << 16;
    private const string Marker = "COPYPASTA_FUZZ_INSTRUMENTED";
    private const string UnderTest = "Copypasta.Archives";

    private static readonly byte* s_map = (byte*)NativeMemory.AllocZeroed(Counters);

    /// <summary>Whether this process runs the rewritten assembly.</summary>
    public static bool IsActive => Environment.GetEnvironmentVariable(Marker) is not null;

    /// <summary>The counters of what ran since <see cref="Clear"/>.</summary>
    public static ReadOnlySpan<byte> Map => new(s_map, Counters);

    /// <summary>Tells the instrumented code where to count; to be called before any of it runs.</summary>
    [ModuleInitializer]
    public static void Begin() => Trace.SharedMem = s_map;

    /// <summary>Counts anew.</summary>
    public static void Clear()
    {
        NativeMemory.Clear(s_map, Counters);
        Trace.PrevLocation = 0;
    }

    /// <summary>Runs this program again, with the same words, on the rewritten assembly; returns its exit code.</summary>
    public static int RunInstrumented(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("copypasta-fuzz-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            Fuzzer.Instrument(Path.Combine(folder.FullName, UnderTest + ".dll"), type => type.StartsWith(UnderTest, StringComparison.Ordinal), Options.Value);
            var start = new ProcessStartInfo("dotnet", [Path.Combine(folder.FullName, "Copypasta.Fuzz.dll"), .. args]);
            start.Environment[Marker] = "1";
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
