using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>
/// Finds where a damaged object ends, by its brackets. It is taken to be damaged in one place, in each way there may be; what follows has to be made of tokens of JSON, with
/// brackets that match, up to an end behind which another object may stand. A way that takes texts for what is between them, and what is between them for texts, comes no further
/// than the next text. Of the ways that come to an end those count behind which another object is whole, if there are any, and of them the first end: so little is passed over
/// that may be another object.
/// </summary>
internal static class JsonDamage
{
    /// <summary>The end cannot be told.</summary>
    public const int None = 0;

    /// <summary>The data ends too soon to tell.</summary>
    public const int Incomplete = -1;

    // Bytes behind a fault that are looked at.
    private const int MaxBehind = 1 << 16;

    /// <summary>Where valid JSON may go on, as to strings.</summary>
    private enum Place
    {
        /// <summary>Behind the end of a string that the fault is in, or should be.</summary>
        BehindString,

        /// <summary>At the fault, which is in no string.</summary>
        AtFault,

        /// <summary>Behind the fault, a bracket too many.</summary>
        BehindFault,

        /// <summary>In the last string before the fault, which has no end.</summary>
        InLastString,
    }

    /// <summary>Which bracket may miss before that place, or be too many.</summary>
    private enum Bracket
    {
        None,
        Closing,
        OpeningBrace,
        OpeningBracket,
    }

    /// <summary>Where the object that begins the data ends.</summary>
    /// <param name="data">The object and what follows it.</param>
    /// <param name="fault">Index of the first byte that cannot stand where it does; 0 for an object whose brace is missing.</param>
    /// <param name="lastString">Index of the first byte, after the quote, of the last string before it; 1 or more, and outside of strings, if there is none.</param>
    /// <param name="parents">What closes the containers that the object is in, the innermost last.</param>
    /// <param name="isEnd">Whether the input ends where the data ends.</param>
    /// <param name="seen">Bytes that were looked at.</param>
    /// <returns>Index behind its closing brace, <see cref="None"/> or <see cref="Incomplete"/>.</returns>
    [SkipLocalsInit]
    public static int EndOf(ReadOnlySpan<byte> data, int fault, int lastString, ReadOnlySpan<byte> parents, bool isEnd, out int seen)
    {
        seen = fault;
        if (data.Length - fault > MaxBehind)
        {
            data = data[..(fault + MaxBehind)];
            isEnd = false;
        }
        else if (!isEnd)
        {
            return Incomplete;
        }

        Span<byte> around = stackalloc byte[parents.Length + JsonScan.MaxDepth];
        Span<byte> open = stackalloc byte[around.Length];
        parents.CopyTo(around);
        (var first, var isSure) = (None, false);
        var (place, last) = fault == 0 ? (Place.AtFault, Place.AtFault) : (Place.BehindString, Place.InLastString);
        for (; place <= last && fault < data.Length; place++)
        {
            var from = place == Place.InLastString ? lastString : fault;
            if (!Enclose(data[..(place == Place.InLastString ? from - 1 : from)], around, parents.Length, out var depth, out var isInString)
                || (fault > 0 && depth == parents.Length)
                || (place == Place.BehindFault && (isInString || !IsBracket(data[from]))))
            {
                continue;
            }

            for (var bracket = Bracket.None; bracket <= Bracket.OpeningBracket; bracket++)
            {
                around[..depth].CopyTo(open);
                var opened = depth;
                // A bracket at the fault may be too many, or there in place of another that closes: that is one damage, others are two.
                if (!(bracket switch
                {
                    Bracket.None => true,
                    Bracket.Closing => --opened > parents.Length && (place != Place.BehindFault || data[from] is (byte)'}' or (byte)']'),
                    _ => place != Place.BehindFault && Nest(bracket == Bracket.OpeningBrace ? (byte)'{' : (byte)'[', open, ref opened),
                }) || opened == parents.Length)
                {
                    continue;
                }

                var at = Begin(data, place, from);
                var isClosed = Close(data, open, opened, parents.Length, ref at);
                var end = at;
                if (isClosed && IsFollowed(data, parents, isEnd, ref at))
                {
                    var goesOn = GoesOn(data, open, parents, isEnd, ref at);
                    (first, isSure) = first == None || (goesOn, isSure) is (true, false) || (goesOn == isSure && end < first) ? (end, goesOn) : (first, isSure);
                }

                seen = Math.Max(seen, at);
            }
        }

        return first;
    }

    /// <summary>Where the first token is that may be valid again.</summary>
    private static int Begin(ReadOnlySpan<byte> data, Place place, int at)
    {
        if (place == Place.BehindString)
        {
            JsonScalars.SkipString(data, data[at] == (byte)'"' ? at : at + 1, out var end);
            return end;
        }

        at += place == Place.BehindFault ? 1 : 0;
        var next = data[at..].IndexOfAny("\"{}[]"u8);
        return next < 0 ? data.Length : at + next;
    }

    /// <summary>What is open behind valid JSON that ends inside an object, above what is open around it.</summary>
    private static bool Enclose(ReadOnlySpan<byte> valid, Span<byte> open, int floor, out int depth, out bool isInString)
    {
        (depth, isInString) = (floor, false);
        for (var at = 0; at < valid.Length; at++)
        {
            var next = valid[at..].IndexOfAny("\"{}[]"u8);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (valid[at] == (byte)'"')
            {
                isInString = !JsonScalars.SkipString(valid, at + 1, out at);
                at--;
            }
            else if (!Nest(valid[at], open, ref depth))
            {
                return false;
            }
        }

        return depth >= floor;
    }

    /// <summary>
    /// Moves behind the bracket that closes all above the floor; false, at the reason, if something is no token of JSON, cannot stand behind the token before it, or is a
    /// bracket that does not match. The first token may be any.
    /// </summary>
    private static bool Close(ReadOnlySpan<byte> data, Span<byte> open, int depth, int floor, ref int at)
    {
        byte before = 0;
        while (at < data.Length)
        {
            var first = data[at];
            if (IsWhite(first))
            {
                at++;
                continue;
            }

            if (before != 0 && !MayFollow(first, before, isInObject: open[depth - 1] == (byte)'}'))
            {
                return false;
            }

            before = first;
            if (IsBracket(first))
            {
                if (!Nest(first, open, ref depth))
                {
                    return false;
                }

                at++;
                if (depth == floor)
                {
                    return true;
                }
            }
            else if (!(first switch
            {
                (byte)',' or (byte)':' => ++at > 0,
                (byte)'"' => JsonScalars.SkipString(data, at + 1, out at),
                (byte)'t' => JsonScalars.SkipLiteral(data, ref at, "true"u8),
                (byte)'f' => JsonScalars.SkipLiteral(data, ref at, "false"u8),
                (byte)'n' => JsonScalars.SkipLiteral(data, ref at, "null"u8),
                _ => JsonScalars.SkipNumber(data, ref at),
            }))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a token may follow another, by their first bytes; a name and a string are the same here.</summary>
    private static bool MayFollow(byte first, byte before, bool isInObject)
        => first switch
        {
            (byte)'}' or (byte)']' => before is not ((byte)',' or (byte)':') && (before is not ((byte)'{' or (byte)'[') || first == before + 2),
            (byte)',' or (byte)':' => before is not ((byte)',' or (byte)':' or (byte)'{' or (byte)'[') && (first == (byte)',' || isInObject),
            _ => before is (byte)',' or (byte)':' or (byte)'{' or (byte)'[' && (!isInObject || before == (byte)':' || first == (byte)'"'),
        };

    /// <summary>Whether the container goes on here, or ends and so does or goes on what it is in; at the root, another object or the input's end. Moves to what follows.</summary>
    private static bool IsFollowed(ReadOnlySpan<byte> data, ReadOnlySpan<byte> parents, bool isEnd, ref int at)
    {
        SkipWhite(data, ref at);
        while (!parents.IsEmpty && at < data.Length && data[at] == parents[^1])
        {
            parents = parents[..^1];
            at++;
            SkipWhite(data, ref at);
        }

        if (parents.IsEmpty)
        {
            return at < data.Length ? data[at] == (byte)'{' : isEnd;
        }

        if (at == data.Length || data[at] != (byte)',')
        {
            return false;
        }

        at++;
        SkipWhite(data, ref at);
        return at < data.Length && data[at] == (parents[^1] == (byte)']' ? (byte)'{' : (byte)'"');
    }

    /// <summary>Whether an object that follows is whole, if it is of the same container.</summary>
    private static bool GoesOn(ReadOnlySpan<byte> data, Span<byte> open, ReadOnlySpan<byte> parents, bool isEnd, ref int at)
        => at == data.Length || data[at] != (byte)'{'
            || (Close(data, open, parents.Length, parents.Length, ref at) && IsFollowed(data, parents, isEnd, ref at));

    private static void SkipWhite(ReadOnlySpan<byte> data, ref int at)
    {
        while (at < data.Length && IsWhite(data[at]))
        {
            at++;
        }
    }

    private static bool Nest(byte bracket, Span<byte> open, ref int depth)
    {
        if (bracket is (byte)'{' or (byte)'[')
        {
            if (depth == open.Length)
            {
                return false;
            }

            // '}' and ']' are two behind '{' and '['.
            open[depth++] = (byte)(bracket + 2);
            return true;
        }

        return depth > 0 && open[--depth] == bracket;
    }

    private static bool IsBracket(byte value) => value is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']';

    private static bool IsWhite(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
