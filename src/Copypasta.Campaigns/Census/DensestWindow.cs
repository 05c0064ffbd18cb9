namespace Copypasta.Campaigns;

/// <summary>The window of a given length that holds the most of some times: given in ascending order, in whole seconds.</summary>
/// <remarks>Keeps one entry for each second of a window in which something is.</remarks>
internal sealed class DensestWindow(int seconds)
{
    private readonly Queue<(uint Second, int Posts)> _window = new();
    private (uint Second, int Posts) _latest;
    private int _inWindow;
    private WordBurst _densest;

    public void Add(uint second)
    {
        if (_latest.Posts > 0 && _latest.Second != second)
        {
            _window.Enqueue(_latest);
            _latest = default;
        }

        _latest = (second, _latest.Posts + 1);
        _inWindow++;
        while (_window.TryPeek(out var oldest) && oldest.Second + seconds <= second)
        {
            _inWindow -= _window.Dequeue().Posts;
        }

        // Of equals the first.
        if (_inWindow > _densest.Posts)
        {
            var start = _window.TryPeek(out var first) ? first.Second : second;
            _densest = new WordBurst(start * 1000L, _inWindow);
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
