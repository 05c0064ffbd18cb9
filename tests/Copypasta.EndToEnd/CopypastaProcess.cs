using System.Diagnostics;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>The program as its users start it: a process with arguments, pipes and an exit code.</summary>
internal sealed class CopypastaProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "copypasta.dll");

    private readonly Process _process;

    private CopypastaProcess(Process process) => _process = process;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public StreamReader Errors => _process.StandardError;

    /// <summary>What a finished process left behind.</summary>
    public sealed record Result(int ExitCode, byte[] Bytes, string Error)
    {
        public string Output => Encoding.UTF8.GetString(Bytes);

        /// <summary>The same, for a process that must have succeeded.</summary>
        public Result Succeeded()
        {
            Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
            return this;
        }
    }

    public static Result Run(params string[] arguments) => Run(arguments, null, null);

    /// <summary>Runs to the end.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="feed">Writes standard input, which is closed afterwards.</param>
    /// <param name="environment">Variables on top of the tests' own.</param>
    public static Result Run(string[] arguments, Action<Stream>? feed, params (string Name, string Value)[]? environment)
    {
        using var running = Start(arguments, environment);
        var output = new MemoryStream();
        var copying = running.Output.CopyToAsync(output);
        var errors = running.Errors.ReadToEndAsync();
        try
        {
            feed?.Invoke(running.Input);
            running.Input.Dispose();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says whether that was right.
        }

        Assert.True(Task.WaitAll([copying, errors], s_patience), "the process goes on and on");
        return new Result(running.WaitForExit(), output.ToArray(), errors.Result);
    }

    public static CopypastaProcess Start(string[] arguments, params (string Name, string Value)[]? environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [s_program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new CopypastaProcess(Process.Start(start)!);
    }

    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Ends it at once, as SIGKILL and a power cut do.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(s_patience), "the process does not end");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
