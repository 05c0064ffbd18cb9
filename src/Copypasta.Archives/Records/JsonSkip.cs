using System.Buffers;

namespace Copypasta.Archives;

/// <summary>The way over a value that nobody wants. Such values can be larger than any window: only their brackets and strings are looked at.</summary>
internal struct JsonSkip
{
    private static readonly SearchValues<byte> s_scalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    private int _depth;
    private bool _isInString;
    private bool _isInScalar;

    /// <summary>Steps over what it can.</summary>
    /// <param name="rest">What follows.</param>
    /// <param name="isFinal">Whether that is all there is.</param>
    /// <param name="hasEnded">Whether the value has; the next one may begin then.</param>
    /// <returns>Bytes that are passed; none, of a value that has not ended, where more are needed.</returns>
    public int Over(ReadOnlySpan<byte> rest, bool isFinal, out bool hasEnded)
    {
        hasEnded = false;
        var at = 0;
        while (at < rest.Length)
        {
            if (_isInString)
            {
                var end = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
                if (end < 0)
                {
                    return rest.Length;
                }

                at += end;
                if (rest[at] == (byte)'\\')
                {
                    if (at + 2 > rest.Length && !isFinal)
                    {
                        return at;
                    }

                    at = Math.Min(rest.Length, at + 2);
                    continue;
                }

                _isInString = false;
                at++;
            }
            else if (!_isInScalar && (_depth > 0 || rest[at] is (byte)'"' or (byte)'{' or (byte)'['))
            {
                var next = rest[at..].IndexOfAny(JsonSigns.Nested);
                if (next < 0)
                {
                    return rest.Length;
                }

                at += next;
                var special = rest[at++];
                _isInString = special == (byte)'"';
                _depth += special is (byte)'{' or (byte)'[' ? 1 : _isInString ? 0 : -1;
            }
            else
            {
                // A number or a word; the signs of containers end it.
                var end = rest[at..].IndexOfAny(s_scalarEnd);
                _isInScalar = end < 0;
                hasEnded = end >= 0;
                return end < 0 ? rest.Length : at + end;
            }

            if (_depth == 0 && !_isInString)
            {
                hasEnded = true;
                return at;
            }
        }

        return at;
    }
}
