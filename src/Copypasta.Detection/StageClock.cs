using System.Diagnostics;

namespace Copypasta.Detection;

/// <summary>What one stage of a run took.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Wall">Elapsed time.</param>
/// <param name="Cpu">Processor time of the whole process, all threads and the runtime's own included.</param>
public sealed record StageTime(string Stage, TimeSpan Wall, TimeSpan Cpu);

/// <summary>Times the stages of a run, one after another, and tells a listener when one begins. How far a run is may be asked from any thread.</summary>
public sealed class StageClock(Action<string>? onStage = null)
{
    private readonly List<StageTime> _times = [];
    private Stage? _stage;
    private Func<long>? _temporaryBytes;

    private sealed record Stage(string Name, long Started, TimeSpan Cpu, Func<double>? Share);

    /// <summary>The stages that have ended.</summary>
    public IReadOnlyList<StageTime> Times => _times;

    /// <summary>The share of the stage under way that is done, 0 to 1, and the time it has taken; null where it is not known.</summary>
    public (double Share, TimeSpan Elapsed)? Progress =>
        Volatile.Read(ref _stage) is { Share: { } share } stage ? (Math.Clamp(share(), 0, 1), Stopwatch.GetElapsedTime(stage.Started)) : null;

    /// <summary>Bytes of working data on disk.</summary>
    public long TemporaryBytes => Volatile.Read(ref _temporaryBytes)?.Invoke() ?? 0;

    /// <summary>Ends the stage under way, if any, and begins another.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="share">Tells from any thread which share of it is done, 0 to 1; null where it is not known.</param>
    public void Begin(string stage, Func<double>? share = null)
    {
        End();
        Volatile.Write(ref _stage, new Stage(stage, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, share));
        onStage?.Invoke(stage);
    }

    /// <summary>Ends the stage under way, if any.</summary>
    public void End()
    {
        if (_stage is { } stage)
        {
            _times.Add(new StageTime(stage.Name, Stopwatch.GetElapsedTime(stage.Started), Environment.CpuUsage.TotalTime - stage.Cpu));
            Volatile.Write(ref _stage, null);
        }
    }

    /// <summary>Where working data go from now on.</summary>
    internal void Watch(TemporaryFolder folder) => Volatile.Write(ref _temporaryBytes, () => folder.Bytes);
}
