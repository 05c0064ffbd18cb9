namespace Copypasta.Archives;

/// <summary>Values that enclose the records being read, such as the chat of messages.</summary>
internal sealed class JsonContext(int count)
{
    private readonly byte[][] _values = [.. Enumerable.Repeat(Array.Empty<byte>(), count)];

    public ReadOnlySpan<byte> this[int index] => _values[index];

    /// <summary>Sets a value, given as it stands in the input.</summary>
    public void Set(int index, ReadOnlySpan<byte> value, bool isEscaped)
    {
        var plain = new byte[value.Length];
        value.CopyTo(plain);
        _values[index] = isEscaped ? plain[..JsonText.Unescape(value, plain)] : plain;
    }

    public void Clear() => Array.Fill(_values, []);
}
