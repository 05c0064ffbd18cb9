using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Copypasta.Bench;

if (args is ["accuracy"])
{
    PeerAccuracy.Print(Console.Out);
    return;
}

var config = args switch
{
    ["--isa", "short", ..] => InstructionSets.Config(isShort: true),
    ["--isa", ..] => InstructionSets.Config(isShort: false),
    _ => DefaultConfig.Instance,
};
string[] rest = args is ["--isa", "short", ..] ? args[2..] : args is ["--isa", ..] ? args[1..] : args;
BenchmarkSwitcher.FromAssembly(typeof(InstructionSets).Assembly).Run(rest, config);
