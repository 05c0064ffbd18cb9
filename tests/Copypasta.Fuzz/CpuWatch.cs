namespace Copypasta.Fuzz;

/// <summary>Calls something once the process has computed for so long: on a machine that others share, or while it is suspended, a clock would call good inputs slow.</summary>
internal sealed class CpuWatch : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    private readonly Timer _timer;

    public CpuWatch(TimeSpan limit, Action act)
    {
        var end = Environment.CpuUsage.TotalTime + limit;
        var isDone = 0;
        _timer = new Timer(Look, null, s_period, s_period);

        void Look(object? state)
        {
            if (Environment.CpuUsage.TotalTime > end && Interlocked.Exchange(ref isDone, 1) == 0)
            {
                act();
            }
        }
    }

    public void Dispose() => _timer.Dispose();
}
