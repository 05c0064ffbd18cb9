using BenchmarkDotNet.Running;
using Copypasta.Bench;

if (args is ["accuracy", ..])
{
    return Accuracy.Run(args[1..], Console.Out, Console.Error);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
