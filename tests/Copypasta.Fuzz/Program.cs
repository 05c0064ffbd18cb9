using System.Globalization;
using Copypasta.Fuzz;

// fuzz TARGET --seeds DIR --corpus DIR [--seconds N] [--seed S]     looks for inputs that reach new code; finds are written below --corpus; seconds of computing
// replay TARGET FILE...                                             runs files as they are: 0 if all are well
// targets                                                           names the targets
if (args is ["targets"])
{
    Console.WriteLine(string.Join('\n', FuzzTarget.Names));
    return 0;
}

if (args is not (["fuzz" or "replay", _, ..] and [_, var name, .. var rest]) || FuzzTarget.Find(name) is not { } target)
{
    Console.Error.WriteLine($"usage: fuzz TARGET --seeds DIR --corpus DIR [--seconds N] [--seed S] | replay TARGET FILE... | targets; the targets are {string.Join(", ", FuzzTarget.Names)}");
    return 2;
}

if (args[0] == "replay")
{
    var failed = 0;
    foreach (var file in rest)
    {
        if (target.Run(File.ReadAllBytes(file)) is { } fault)
        {
            Console.WriteLine($"{file}: {fault}");
            failed = 1;
        }
    }

    return failed;
}

if (!Instrumentation.IsActive)
{
    return Instrumentation.RunInstrumented(args);
}

string? Option(string option) => Array.IndexOf(rest, option) is var at and >= 0 && at + 1 < rest.Length ? rest[at + 1] : null;
long Number(string option, long otherwise) => Option(option) is { } word ? long.Parse(word, CultureInfo.InvariantCulture) : otherwise;

if (Option("--seeds") is not { } seeds || Option("--corpus") is not { } corpus)
{
    Console.Error.WriteLine("fuzz needs --seeds DIR and --corpus DIR");
    return 2;
}

var loop = new FuzzLoop(target, seeds, corpus, (int)Number("--seed", 1));
return loop.Run(TimeSpan.FromSeconds(Number("--seconds", 60))) ? 0 : 1;
