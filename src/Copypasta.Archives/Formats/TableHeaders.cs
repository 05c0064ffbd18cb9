namespace Copypasta.Archives;

/// <summary>The first record of an input, split at each of the delimiters that tables have, once for all formats that look at it.</summary>
internal sealed class TableHeaders(InputStart start)
{
    private readonly TableHeader?[] _headers = new TableHeader?[Delimiters.Length];
    private readonly bool[] _known = new bool[Delimiters.Length];

    public static ReadOnlySpan<byte> Delimiters => ",\t;|"u8;

    /// <summary>The header by one of <see cref="Delimiters"/>; null if the sample does not begin with a whole record.</summary>
    public TableHeader? this[byte delimiter]
    {
        get
        {
            var index = Delimiters.IndexOf(delimiter);
            if (!_known[index])
            {
                _headers[index] = TableHeader.Read(start, delimiter);
                _known[index] = true;
            }

            return _headers[index];
        }
    }
}
