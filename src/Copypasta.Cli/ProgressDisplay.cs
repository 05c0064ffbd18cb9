using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Copypasta.Cli;

/// <summary>
/// Tells on standard error how far a run is: one line that changes on a terminal, a line per stage elsewhere, nothing when quiet.
/// </summary>
internal sealed class ProgressDisplay(bool quiet, long? totalBytes) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _live = !quiet && !Console.IsErrorRedirected;
    private readonly Lazy<IAnsiConsole> _console = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private string _stage = string.Empty;
    private long _posts;
    private long _bytes;
    private TimeSpan _shown = TimeSpan.MinValue;

    public void OnStage(string stage)
    {
        lock (_gate)
        {
            _stage = stage;
            if (_live)
            {
                Show();
            }
            else if (!quiet)
            {
                Console.Error.WriteLine(_posts == 0 ? $"{stage} ..." : string.Create(CultureInfo.InvariantCulture, $"{stage} ... ({_posts:N0} posts)"));
            }
        }
    }

    public void OnPosts(long posts) => Update(() => _posts = posts);

    public void OnBytes(long more) => Update(() => _bytes += more);

    public void Dispose()
    {
        if (_live)
        {
            _console.Value.Write(new ControlCode("\r\u001b[2K"));
        }
    }

    /// <summary>A duration as mm:ss, from an hour as h:mm:ss, however many hours.</summary>
    internal static string Clock(TimeSpan time) => time.TotalHours < 1
        ? time.ToString("mm\\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");

    private void Update(Action change)
    {
        lock (_gate)
        {
            change();
            if (_live && Stopwatch.GetElapsedTime(_started) - s_interval > _shown)
            {
                Show();
            }
        }
    }

    private void Show()
    {
        _shown = Stopwatch.GetElapsedTime(_started);
        var rate = _posts / Math.Max(0.001, _shown.TotalSeconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{_stage}: {_posts:N0} posts, {rate:N0}/s");
        if (totalBytes is > 0 && _bytes > 0 && _bytes < totalBytes)
        {
            var remaining = TimeSpan.FromSeconds(_shown.TotalSeconds * (totalBytes.Value - _bytes) / _bytes);
            text += string.Create(CultureInfo.InvariantCulture, $", {_bytes >> 20:N0} of {totalBytes >> 20:N0} MiB, {Clock(remaining)} left to read");
        }

        _console.Value.Write(new ControlCode("\r\u001b[2K"));
        _console.Value.Write(new Text(text[..Math.Min(text.Length, Math.Max(20, _console.Value.Profile.Width - 1))]));
    }
}
