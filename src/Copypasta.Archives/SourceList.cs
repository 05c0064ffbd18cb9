using System.Collections;

namespace Copypasta.Archives;

/// <summary>The paths of what posts come from. Grows while posts are read, and other threads may look meanwhile: who walks it sees those that there were when the walk began.</summary>
internal sealed class SourceList : IReadOnlyList<string>
{
    private readonly Lock _lock = new();
    private readonly List<string> _paths = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _paths.Count;
            }
        }
    }

    public string this[int index]
    {
        get
        {
            lock (_lock)
            {
                return _paths[index];
            }
        }
    }

    public void Add(string path)
    {
        lock (_lock)
        {
            _paths.Add(path);
        }
    }

    public IEnumerator<string> GetEnumerator()
    {
        lock (_lock)
        {
            return _paths.ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
