using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Archives;

/// <summary>
/// A validating scan over JSON (RFC 8259): accepts exactly what <see cref="System.Text.Json.Utf8JsonReader"/> accepts at the same depth limit (a test compares them), without
/// exceptions, from token to token (<see cref="JsonTokens"/>), and says where it stopped. Positions are indices into the data.
/// </summary>
internal ref struct JsonScan
{
    public const int MaxDepth = 256;

    private readonly ref byte _first;
    private readonly int _length;
    private int _token;
    private int _depth;
    private Signs _closing;
    private JsonTokens _tokens;

    /// <param name="data">The bytes.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="isLine">Whether a line end ends the value, so that it is an error inside it.</param>
    /// <param name="room">Room for <see cref="JsonTokens.Room"/> tokens. It is not the scan's own: what refers to other memory is cleared before it is used, which would take as long as to read a short record.</param>
    public JsonScan(ReadOnlySpan<byte> data, int at, bool isLine, Span<int> room)
    {
        Unsafe.SkipInit(out this);
        _first = ref MemoryMarshal.GetReference(data);
        _length = data.Length;
        _token = _depth = 0;
        At = StringStart = at;
        IsEscaped = false;
        Fault = JsonFault.None;
        NameLength = 0;
        _tokens.Begin(data, at, isLine, room);
    }

    /// <summary>Index of the next byte; after a fault of the byte at fault.</summary>
    public int At { get; private set; }

    /// <summary>Index of the first byte, after the quote, of the last string or name.</summary>
    public int StringStart { get; private set; }

    /// <summary>Bytes of the last string or name.</summary>
    public readonly int StringLength => At - 1 - StringStart;

    /// <summary>Whether the last string or name has escapes; of those in a value that was skipped as a whole nothing is known.</summary>
    public bool IsEscaped { get; private set; }

    public JsonFault Fault { get; private set; }

    /// <summary>Bytes of the name that <see cref="NextProperty"/> found; its start is <see cref="StringStart"/>.</summary>
    public int NameLength { get; private set; }

    private readonly ReadOnlySpan<byte> Data => MemoryMarshal.CreateReadOnlySpan(ref _first, _length);

    /// <summary>Where the next token is.</summary>
    private int Place
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _tokens[_token] & ~JsonTokens.IsSpecial;
    }

    /// <summary>The next byte, or -1 at the end of the data.</summary>
    public readonly int Peek() => ByteAt(At);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipWhite() => At = Place;

    /// <summary>Steps over the brace or bracket that begins an object or array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Enter()
    {
        if (_depth == MaxDepth)
        {
            Fault = JsonFault.TooDeep;
            return false;
        }

        _depth++;
        StepOver();
        return true;
    }

    /// <summary>Moves to the next property's value, past its name, or past the closing brace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonStep NextProperty(bool isFirst)
    {
        var step = NextElement(isFirst, '}');
        if (step != JsonStep.Item)
        {
            return step;
        }

        if (Peek() != '"' || !SkipString())
        {
            return Fail();
        }

        NameLength = StringLength;
        SkipWhite();
        if (Peek() != ':')
        {
            return Fail();
        }

        StepOver();
        SkipWhite();
        return JsonStep.Item;
    }

    /// <summary>Moves to the next element, or past the closing bracket.</summary>
    public JsonStep NextElement(bool isFirst) => NextElement(isFirst, ']');

    /// <summary>Moves past the value that begins here; false at a fault.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool SkipValue() => Peek() switch
    {
        '"' => SkipString(),
        '{' or '[' => SkipContainer(),
        _ => SkipScalar(),
    };

    /// <summary>Makes the byte here a fault.</summary>
    /// <returns>False.</returns>
    public bool Refuse() => FailAt(At);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonStep NextElement(bool isFirst, int closing)
    {
        SkipWhite();
        var next = Peek();
        if (next == closing)
        {
            _depth--;
            StepOver();
            return JsonStep.Close;
        }

        if (!isFirst)
        {
            if (next != ',')
            {
                return Fail();
            }

            StepOver();
            SkipWhite();
        }

        return JsonStep.Item;
    }

    /// <summary>Steps over a token of one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void StepOver()
    {
        At++;
        _token = _tokens.After(_token);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ByteAt(int at) => at < _length ? Unsafe.Add(ref _first, at) : -1;

    /// <summary>Moves past the string whose quote is here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipString()
    {
        IsEscaped = _tokens[_token] < 0;
        StringStart = At + 1;
        if (IsEscaped)
        {
            if (!JsonScalars.SkipString(Data, StringStart, out var end))
            {
                return FailAt(end);
            }

            _token = _tokens.After(_token);
            At = end;
            return true;
        }

        // Between its last quote and the next token is white space at most.
        _token = _tokens.After(_token);
        At = Place;
        while (Unsafe.Add(ref _first, At - 1) != (byte)'"')
        {
            At--;
        }

        return true;
    }

    /// <summary>Moves past the object or array that begins here, without a look at what is in it beyond whether it is valid.</summary>
    [MethodImpl(Jit.AtOnce)]
    private bool SkipContainer()
    {
        var outside = _depth;
        var token = _token;
        var closing = 0;
        while (true)
        {
            int at;
            if (closing == '}')
            {
                at = _tokens[token];
                if (ByteAt(at & ~JsonTokens.IsSpecial) != '"' || !IsString(at, out at))
                {
                    return FailAt(at & ~JsonTokens.IsSpecial);
                }

                token = _tokens.After(token);
                at = _tokens[token] & ~JsonTokens.IsSpecial;
                if (ByteAt(at) != ':')
                {
                    return FailAt(at);
                }

                token = _tokens.After(token);
            }

            at = _tokens[token];
            var first = ByteAt(at & ~JsonTokens.IsSpecial);
            if (first == '"')
            {
                if (!IsString(at, out at))
                {
                    return FailAt(at);
                }

                token = _tokens.After(token);
            }
            else if (first is '{' or '[')
            {
                if (_depth == MaxDepth)
                {
                    At = at;
                    Fault = JsonFault.TooDeep;
                    return false;
                }

                // '}' and ']' are two behind '{' and '['.
                closing = first + 2;
                _closing[_depth++] = (byte)closing;
                token = _tokens.After(token);
                if (ByteAt(_tokens[token] & ~JsonTokens.IsSpecial) != closing)
                {
                    continue;
                }
            }
            else
            {
                _token = token;
                At = at;
                if (!SkipScalar())
                {
                    return false;
                }

                token = _token;
            }

            while (true)
            {
                at = _tokens[token] & ~JsonTokens.IsSpecial;
                var next = ByteAt(at);
                if (next == ',')
                {
                    token = _tokens.After(token);
                    break;
                }

                if (next != closing)
                {
                    return FailAt(at);
                }

                token = _tokens.After(token);
                if (--_depth == outside)
                {
                    _token = token;
                    At = at + 1;
                    return true;
                }

                closing = _closing[_depth - 1];
            }
        }
    }

    /// <summary>Whether a token that is a quote begins a string; if not, where the fault is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsString(int token, out int fault)
    {
        fault = token & ~JsonTokens.IsSpecial;
        StringStart = fault + 1;
        return token >= 0 || JsonScalars.SkipString(Data, StringStart, out fault);
    }

    /// <summary>Moves past the number or word that begins here. What stands right behind it, and is none of the signs that may, becomes the next token.</summary>
    [MethodImpl(Jit.AtOnce)]
    private bool SkipScalar()
    {
        var data = Data;
        var at = At;
        var isOne = Peek() switch
        {
            't' => JsonScalars.SkipLiteral(data, ref at, "true"u8),
            'f' => JsonScalars.SkipLiteral(data, ref at, "false"u8),
            'n' => JsonScalars.SkipLiteral(data, ref at, "null"u8),
            _ => JsonScalars.SkipInteger(data, ref at) || JsonScalars.SkipNumber(data, ref at),
        };
        if (!isOne)
        {
            return FailAt(at);
        }

        At = at;
        if (At < (_tokens[_token + 1] & ~JsonTokens.IsSpecial) && Unsafe.Add(ref _first, At) is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            _tokens[_token] = At;
        }
        else
        {
            _token = _tokens.After(_token);
        }

        return true;
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

    /// <summary>What closes each container that is open.</summary>
    [InlineArray(MaxDepth)]
    private struct Signs
    {
        private byte _element;
    }
}
