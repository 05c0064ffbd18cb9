using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>Why a scan stopped.</summary>
internal enum JsonFault
{
    None,

    /// <summary>The byte at <see cref="JsonScan.At"/> cannot stand there.</summary>
    Invalid,

    /// <summary>Nested deeper than <see cref="JsonScan.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>The data ends inside the value.</summary>
    End,
}

/// <summary>What comes next in an object or array.</summary>
internal enum JsonStep
{
    Item,
    Close,
    Fault,
}

/// <summary>
/// A validating scan over JSON (RFC 8259): accepts exactly what <see cref="System.Text.Json.Utf8JsonReader"/> accepts at the same depth limit (a test compares them), without
/// exceptions, with strings searched 32 bytes at a time, and says where it stopped. Positions are indices into the data.
/// </summary>
/// <param name="data">The bytes.</param>
/// <param name="at">Where to begin.</param>
/// <param name="isLine">Whether a line end ends the value, so that it is an error inside it.</param>
internal ref struct JsonScan(ReadOnlySpan<byte> data, int at, bool isLine)
{
    public const int MaxDepth = 256;

    private readonly ref byte _first = ref MemoryMarshal.GetReference(data);
    private readonly int _length = data.Length;
    private readonly bool _isLine = isLine;
    private int _depth;

    /// <summary>Index of the next byte; after a fault of the byte at fault.</summary>
    public int At { get; private set; } = at;

    /// <summary>Index of the first byte, after the quote, of the last string or name.</summary>
    public int StringStart { get; private set; } = at;

    /// <summary>Bytes of the last string or name.</summary>
    public readonly int StringLength => At - 1 - StringStart;

    /// <summary>Whether the last string or name has escapes.</summary>
    public bool IsEscaped { get; private set; }

    public JsonFault Fault { get; private set; }

    /// <summary>Bytes of the name that <see cref="NextProperty"/> found; its start is <see cref="StringStart"/>.</summary>
    public int NameLength { get; private set; }

    /// <summary>The next byte, or -1 at the end of the data.</summary>
    public readonly int Peek() => At < _length ? Unsafe.Add(ref _first, At) : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipWhite()
    {
        if (At < _length && Unsafe.Add(ref _first, At) <= (byte)' ')
        {
            // One space is the most that most files have.
            if (Unsafe.Add(ref _first, At) == (byte)' ' && At + 1 < _length && Unsafe.Add(ref _first, At + 1) > (byte)' ')
            {
                At++;
                return;
            }

            SkipLongWhite();
        }
    }

    /// <summary>Steps over the brace or bracket that begins an object or array.</summary>
    public bool Enter()
    {
        if (_depth == MaxDepth)
        {
            Fault = JsonFault.TooDeep;
            return false;
        }

        _depth++;
        At++;
        return true;
    }

    /// <summary>Moves to the next property's value, past its name, or past the closing brace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonStep NextProperty(bool isFirst)
    {
        SkipWhite();
        var next = Peek();
        if (next == '}')
        {
            _depth--;
            At++;
            return JsonStep.Close;
        }

        if (!isFirst)
        {
            if (next != ',')
            {
                return Fail();
            }

            At++;
            SkipWhite();
            next = Peek();
        }

        if (next != '"' || !SkipString())
        {
            return Fail();
        }

        NameLength = StringLength;
        SkipWhite();
        if (Peek() != ':')
        {
            return Fail();
        }

        At++;
        SkipWhite();
        return JsonStep.Item;
    }

    /// <summary>Moves to the next element, or past the closing bracket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public JsonStep NextElement(bool isFirst)
    {
        SkipWhite();
        var next = Peek();
        if (next == ']')
        {
            _depth--;
            At++;
            return JsonStep.Close;
        }

        if (!isFirst)
        {
            if (next != ',')
            {
                return Fail();
            }

            At++;
            SkipWhite();
        }

        return JsonStep.Item;
    }

    /// <summary>Moves past the value that begins here; false at a fault.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public bool SkipValue()
    {
        switch (Peek())
        {
            case '"':
                return SkipString();
            case '{':
                return SkipObject();
            case '[':
                return SkipArray();
            case 't':
                return SkipLiteral("true"u8);
            case 'f':
                return SkipLiteral("false"u8);
            case 'n':
                return SkipLiteral("null"u8);
            default:
                return SkipNumber();
        }
    }

    /// <summary>Makes the byte here a fault.</summary>
    /// <returns>False.</returns>
    public bool Refuse() => FailAt(At);

    /// <summary>Moves past the string whose quote is here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipString()
    {
        IsEscaped = false;
        var at = At + 1;
        StringStart = at;
        if (at + Vector256<byte>.Count <= _length)
        {
            // Most names and values end within one vector.
            var mask = Special(at);
            if (mask != 0)
            {
                at += BitOperations.TrailingZeroCount(mask);
                if (Unsafe.Add(ref _first, at) == (byte)'"')
                {
                    At = at + 1;
                    return true;
                }
            }
            else
            {
                at += Vector256<byte>.Count;
            }
        }

        return SkipLongString(at);
    }

    /// <summary>A bit for each of the 32 bytes that ends a run of plain characters: a quote, a backslash, a control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Special(int at)
    {
        var bytes = Vector256.LoadUnsafe(ref _first, (nuint)at);
        var special = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes);
        return special.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool SkipLongString(int at)
    {
        while (true)
        {
            while (at + Vector256<byte>.Count <= _length)
            {
                var mask = Special(at);
                if (mask != 0)
                {
                    at += BitOperations.TrailingZeroCount(mask);
                    break;
                }

                at += Vector256<byte>.Count;
            }

            if (at >= _length)
            {
                return FailAt(_length);
            }

            var next = Unsafe.Add(ref _first, at);
            if (next == (byte)'"')
            {
                At = at + 1;
                return true;
            }

            if (next == (byte)'\\')
            {
                IsEscaped = true;
                if (!SkipEscape(ref at))
                {
                    return FailAt(at);
                }
            }
            else if (next < 0x20)
            {
                return FailAt(at);
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>Moves past an escape; false, with the index of what is wrong, if it is none.</summary>
    private readonly bool SkipEscape(ref int at)
    {
        at++;
        if (at >= _length)
        {
            return false;
        }

        switch (Unsafe.Add(ref _first, at))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                at++;
                return true;
            case (byte)'u':
                at++;
                for (var end = at + 4; at < end; at++)
                {
                    if (at >= _length || !char.IsAsciiHexDigit((char)Unsafe.Add(ref _first, at)))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool SkipObject()
    {
        if (!Enter())
        {
            return false;
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var step = NextProperty(isFirst);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.Close;
            }

            if (!SkipValue())
            {
                return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool SkipArray()
    {
        if (!Enter())
        {
            return false;
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var step = NextElement(isFirst);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.Close;
            }

            if (!SkipValue())
            {
                return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool SkipLiteral(ReadOnlySpan<byte> literal)
    {
        for (var i = 0; i < literal.Length; i++)
        {
            if (At + i >= _length || Unsafe.Add(ref _first, At + i) != literal[i])
            {
                return FailAt(At + i);
            }
        }

        At += literal.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool SkipNumber()
    {
        var at = At;
        if (at < _length && Unsafe.Add(ref _first, at) == (byte)'-')
        {
            at++;
        }

        if (at < _length && Unsafe.Add(ref _first, at) == (byte)'0')
        {
            at++;
        }
        else if (!SkipDigits(ref at))
        {
            return FailAt(at);
        }

        if (at < _length && Unsafe.Add(ref _first, at) == (byte)'.')
        {
            at++;
            if (!SkipDigits(ref at))
            {
                return FailAt(at);
            }
        }

        if (at < _length && (Unsafe.Add(ref _first, at) | 0x20) == 'e')
        {
            at++;
            if (at < _length && Unsafe.Add(ref _first, at) is (byte)'+' or (byte)'-')
            {
                at++;
            }

            if (!SkipDigits(ref at))
            {
                return FailAt(at);
            }
        }

        At = at;
        return true;
    }

    private readonly bool SkipDigits(ref int at)
    {
        var start = at;
        while (at < _length && (uint)(Unsafe.Add(ref _first, at) - '0') <= 9)
        {
            at++;
        }

        return at > start;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private void SkipLongWhite()
    {
        while (At < _length && Unsafe.Add(ref _first, At) is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            if (_isLine && Unsafe.Add(ref _first, At) == (byte)'\n')
            {
                return;
            }

            At++;
        }
    }

    private bool FailAt(int at)
    {
        At = at;
        Fault = at < _length ? JsonFault.Invalid : JsonFault.End;
        return false;
    }

    private JsonStep Fail()
    {
        if (Fault == JsonFault.None)
        {
            FailAt(At);
        }

        return JsonStep.Fault;
    }
}
