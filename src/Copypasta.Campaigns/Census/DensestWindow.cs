namespace Copypasta.Campaigns;

/// <summary>The window of a given length that holds the most of some times, given in ascending order.</summary>
/// <remarks>Keeps one entry for each time within a window at which something is.</remarks>
/// <param name="length">The window's length in milliseconds: what comes exactly that much later is no more in it.</param>
internal sealed class DensestWindow(long length)
{
    private readonly Queue<(long Time, int Posts)> _window = new();
    private (long Time, int Posts) _latest;
    private int _inWindow;
    private WordBurst _densest;

    /// <summary>Adds a time.</summary>
    /// <param name="time">Unix milliseconds.</param>
    public void Add(long time)
    {
        if (_latest.Posts > 0 && _latest.Time != time)
        {
            _window.Enqueue(_latest);
            _latest = default;
        }

        _latest = (time, _latest.Posts + 1);
        _inWindow++;
        while (_window.TryPeek(out var oldest) && oldest.Time + length <= time)
        {
            _inWindow -= _window.Dequeue().Posts;
        }

        // Of equals the first.
        if (_inWindow > _densest.Posts)
        {
            _densest = new WordBurst(_window.TryPeek(out var first) ? first.Time : time, _inWindow);
        }
    }

    /// <summary>The densest window, of no posts where nothing was given; begins anew.</summary>
    public WordBurst Take()
    {
        var densest = _densest;
        _window.Clear();
        (_latest, _inWindow, _densest) = (default, 0, default);
        return densest;
    }
}
