using System.Diagnostics;

namespace Copypasta.Detection;

/// <summary>What one stage of a run took.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Wall">Elapsed time.</param>
/// <param name="Cpu">Processor time of the whole process, all threads and the runtime's own included.</param>
public sealed record StageTime(string Stage, TimeSpan Wall, TimeSpan Cpu);

/// <summary>Times the stages of a run, one after another, and tells a listener when one begins.</summary>
public sealed class StageClock(Action<string>? onStage = null)
{
    private readonly List<StageTime> _times = [];
    private string? _stage;
    private long _started;
    private TimeSpan _cpu;

    /// <summary>The stages that have ended.</summary>
    public IReadOnlyList<StageTime> Times => _times;

    /// <summary>Ends the stage under way, if any, and begins another.</summary>
    public void Begin(string stage)
    {
        End();
        (_stage, _started, _cpu) = (stage, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        onStage?.Invoke(stage);
    }

    /// <summary>Ends the stage under way, if any.</summary>
    public void End()
    {
        if (_stage is not null)
        {
            _times.Add(new StageTime(_stage, Stopwatch.GetElapsedTime(_started), Environment.CpuUsage.TotalTime - _cpu));
            _stage = null;
        }
    }
}
