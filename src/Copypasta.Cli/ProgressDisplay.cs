using System.Diagnostics;
using System.Globalization;
using Copypasta.Detection;
using Spectre.Console;

namespace Copypasta.Cli;

/// <summary>
/// Tells on standard error how far a run is: one line that changes on a terminal; elsewhere a line per stage, and for stages that take long one a minute; nothing when quiet.
/// </summary>
internal sealed class ProgressDisplay : IDisposable
{
    private readonly bool _quiet;
    private readonly bool _live;
    private readonly long? _totalBytes;
    private readonly Lazy<IAnsiConsole> _console = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));
    private readonly Timer? _timer;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private string _stage = string.Empty;
    private long _posts;
    private long _bytes;
    private bool _ended;

    /// <param name="quiet">Whether to say nothing.</param>
    /// <param name="totalBytes">Bytes to be read, as stored; null where that is not known.</param>
    public ProgressDisplay(bool quiet, long? totalBytes)
    {
        (_quiet, _totalBytes, _live) = (quiet, totalBytes, !quiet && !Console.IsErrorRedirected);
        var interval = _live ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromMinutes(1);
        _timer = quiet ? null : new Timer(_ => Show(), null, interval, interval);
    }

    /// <summary>Times the run's stages; null where there are none.</summary>
    public StageClock? Clock { get; set; }

    public void OnStage(string stage)
    {
        lock (_gate)
        {
            _stage = stage;
            if (!_live && !_quiet)
            {
                Console.Error.WriteLine(_posts == 0 ? $"{stage} ..." : string.Create(CultureInfo.InvariantCulture, $"{stage} ... ({_posts:N0} posts)"));
            }
        }

        if (_live)
        {
            Show();
        }
    }

    /// <summary>The share of what is to be read that has been, 0 to 1; 1 where it is not known.</summary>
    public double ShareRead => _totalBytes is > 0 and var total ? Math.Min(1, Volatile.Read(ref _bytes) / (double)total) : 1;

    public void OnPosts(long posts) => Volatile.Write(ref _posts, posts);

    public void OnBytes(long more) => Interlocked.Add(ref _bytes, more);

    public void Dispose()
    {
        lock (_gate)
        {
            if (_live && !_ended)
            {
                _console.Value.Write(new ControlCode("\r\u001b[2K"));
            }

            _ended = true;
        }

        _timer?.Dispose();
    }

    /// <summary>A duration as mm:ss, from an hour as h:mm:ss, however many hours.</summary>
    internal static string Duration(TimeSpan time) => time.TotalHours < 1
        ? time.ToString("mm\\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");

    private void Show()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            var text = $"{_stage}: {string.Join(", ", Parts())}";
            if (!_live)
            {
                Console.Error.WriteLine(text);
                return;
            }

            _console.Value.Write(new ControlCode("\r\u001b[2K"));
            _console.Value.Write(new Text(text[..Math.Min(text.Length, Math.Max(20, _console.Value.Profile.Width - 1))]));
        }
    }

    private IEnumerable<string> Parts()
    {
        var (posts, bytes, elapsed) = (Volatile.Read(ref _posts), Interlocked.Read(ref _bytes), Stopwatch.GetElapsedTime(_started));
        if (Clock?.Progress is var (share, inStage))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0}%");
            if (share is > 0 and < 1)
            {
                yield return $"{Duration(inStage * ((1 - share) / share))} left of it";
            }

            yield return string.Create(CultureInfo.InvariantCulture, $"{posts:N0} posts");
        }
        else if (_totalBytes is > 0 && bytes > 0 && bytes < _totalBytes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{posts:N0} posts, {posts / Math.Max(0.001, elapsed.TotalSeconds):N0}/s");
            yield return string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20:N0} of {_totalBytes >> 20:N0} MiB");
            yield return $"{Duration(elapsed * ((_totalBytes.Value - bytes) / (double)bytes))} left to read";
        }
        else
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{posts:N0} posts");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"memory {Environment.WorkingSet >> 20:N0} MiB");
        if (Clock?.TemporaryBytes is > 0 and var disk)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"disk {disk >> 20:N0} MiB");
        }

        yield return $"{Duration(elapsed)} so far";
    }
}
