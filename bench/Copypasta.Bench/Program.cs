using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Copypasta.Bench;

if (args is ["accuracy", ..])
{
    return Accuracy.Run(args[1..], Console.Out, Console.Error);
}

if (args is ["readers", ..])
{
    return ReaderRates.Run(args[1..], Console.Out, Console.Error);
}

if (args is ["stages", var file])
{
    Stages.Print(file, Console.Out);
    return 0;
}

if (args is ["index", var index, var texts])
{
    IndexQueries.Print(index, texts, Console.Out);
    return 0;
}

var config = args switch
{
    ["--isa", "short", ..] => InstructionSets.Config(isShort: true),
    ["--isa", ..] => InstructionSets.Config(isShort: false),
    _ => DefaultConfig.Instance,
};
string[] rest = args is ["--isa", "short", ..] ? args[2..] : args is ["--isa", ..] ? args[1..] : args;

// On a busy machine the two minutes that BenchmarkDotNet gives the build of its own project are too few.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(InstructionSets).Assembly).Run(rest, ManualConfig.Create(config).WithBuildTimeout(TimeSpan.FromMinutes(15)));
return summaries.All(summary => summary.Reports.Length == summary.BenchmarksCases.Length && summary.Reports.All(report => report.Success)) ? 0 : 1;
