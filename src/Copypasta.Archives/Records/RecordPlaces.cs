namespace Copypasta.Archives;

/// <summary>Told the bytes of a post, or of what all posts of a source need to be read by.</summary>
/// <param name="source">The source's path: <see cref="PostReader.Sources"/>.</param>
/// <param name="row">The post's row; 0 for the header of a table.</param>
/// <param name="offset">Where it begins, as <see cref="Reject.Offset"/> counts.</param>
/// <param name="bytes">The record as it stands there, its line end included; gone when the call returns.</param>
public delegate void RecordBytes(string source, long row, long offset, ReadOnlySpan<byte> bytes);

/// <summary>Where the posts stand that were read since it was last cleared.</summary>
internal sealed class RecordPlaces
{
    /// <summary>The row of a header.</summary>
    public const long Header = 0;

    private readonly List<Place> _known = [];
    private Place? _begun;

    /// <summary>A record that has been read to its end.</summary>
    public readonly record struct Place(long Row, long Offset, int Length);

    public IReadOnlyList<Place> Known => _known;

    public void Begin(long row, long offset) => _begun = new Place(row, offset, 0);

    /// <summary>The record begun has so many bytes; nothing if none is.</summary>
    public void End(int length)
    {
        if (_begun is { } begun)
        {
            _known.Add(begun with { Length = length });
            _begun = null;
        }
    }

    public void Clear() => _known.Clear();
}
