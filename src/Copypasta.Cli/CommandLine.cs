using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>The commands, and what they have in common: one line per error on standard error, and the exit codes.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int NothingFound = 1;
    public const int BadInput = 2;
    public const int Interrupted = 130;

    private const string OutOfMemory = "out of memory: allow more with --memory, or split the input";

    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>The product's version.</summary>
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static async Task<int> RunAsync(string[] args)
    {
        if (KernelChoice.Problem is { } problem)
        {
            return Fail(problem);
        }

        var root = new RootCommand("Finds posts that are copies or near-copies of one another, and shows who posted them, when and with what changes.")
        {
            new DetectCommand().Build(),
            new DetectCommand(new ComparisonChoices()).Build(),
            new InspectCommand().Build(),
            new NormalizeCommand().Build(),
            SynthCommand.Build(),
            EvaluateCommand.Build(),
            IndexCommand.Build(),
            new QueryCommand().Build(),
            ExportCommand.Build(),
            VerifyCommand.Build(),
            CiteCommand.Build(),
        };
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();

        // An argument that begins with @ is an account or a text, not a file of arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return Fail(parsed.CommandResult.Command == root ? MissingCommand(root, parsed.UnmatchedTokens) : parsed.Errors[0].Message);
        }

        if (parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(option => option.Tokens.Any(token => token.Value.Length == 0)) is { } empty)
        {
            return Fail($"{empty.Option.Name} '': there is nothing between the quotes; name a value, or leave the option out");
        }

        if (parsed.CommandResult.Children.OfType<ArgumentResult>().FirstOrDefault(argument => argument.Argument.Name != QueryCommand.TextName && argument.Tokens.Any(token => token.Value.Length == 0)) is { } unnamed)
        {
            return Fail($"{unnamed.Argument.Name} '': there is nothing between the quotes; name a file or folder");
        }

        // The library would listen to signals only once a command is under way, and one that came before would end the process with files left behind.
        using var stop = new CancellationTokenSource();
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);

        // Exceptions end in one line each, below; the library would print stack traces.
        var command = parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        return await await Task.WhenAny(command, LongAfter(stop.Token)).ConfigureAwait(false);
    }

    /// <summary>Runs a command's work and turns what can go wrong outside the program into one line and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is UsageException or ArchiveException or RunFolderException or SpillException or IndexException)
        {
            return Fail(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A reader that stopped listening (head, less) is no failure.
            return e.Message.Contains("Broken pipe", StringComparison.Ordinal) ? Done : Fail(e.Message);
        }
        catch (AggregateException e)
        {
            // Parallel work wraps what went wrong; the first of it says why.
            return await GuardAsync(() => Task.FromException<int>(e.Flatten().InnerExceptions[0])).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OutOfMemoryException or TypeInitializationException { InnerException: OutOfMemoryException })
        {
            return Fail(OutOfMemory);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("copypasta: interrupted; nothing was published");
            return Interrupted;
        }
    }

    /// <summary>The one line of what can go wrong outside the program while a run is under way; null where it is something else.</summary>
    public static string? WhatFailed(Exception e) => e switch
    {
        AggregateException several => WhatFailed(several.Flatten().InnerExceptions[0]),
        RunFolderException or SpillException or IOException or UnauthorizedAccessException => e.Message,
        OutOfMemoryException or TypeInitializationException { InnerException: OutOfMemoryException } => OutOfMemory,
        _ => null,
    };

    /// <summary>What the disk refused of a run's working data, without what to do; null where it is something else.</summary>
    public static string? DiskFault(Exception e) => e switch
    {
        AggregateException several => DiskFault(several.Flatten().InnerExceptions[0]),
        SpillException spill => spill.Fault,
        _ => null,
    };

    /// <summary>A command as it is typed after the program's name.</summary>
    public static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{NameOf(parent)} {command.Name}" : command.Name;

    /// <summary>
    /// Runs work that may wait for standard input, which nothing can interrupt: once cancelled it is left behind, so that the caller can clean up and the
    /// process end.
    /// </summary>
    public static Task<T> Interruptible<T>(Func<Task<T>> work, CancellationToken cancellation) =>
        Task.Run(work, cancellation).WaitAsync(cancellation);

    /// <summary>Ends when a cancelled command has had its time.</summary>
    private static async Task<int> LongAfter(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(s_grace, CancellationToken.None).ConfigureAwait(false);
        Console.Error.WriteLine("copypasta: interrupted before it could tidy up; nothing was published, and temporary files may be left");
        return Interrupted;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine("copypasta: " + TerminalText.Escape(message));
        return BadInput;
    }

    private static string MissingCommand(RootCommand root, IReadOnlyList<string> words) =>
        $"{(words.Count > 0 ? words[0] + ": no such command or option" : "no command")}; "
        + $"allowed are {string.Join(", ", root.Subcommands.Select(c => c.Name))}, --help, --version";

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            Console.Out.WriteLine($"copypasta {Version} ({KernelChoice.Name})");
            return Done;
        }
    }
}
