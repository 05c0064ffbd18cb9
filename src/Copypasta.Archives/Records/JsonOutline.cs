using System.Text;
using System.Text.Json;

namespace Copypasta.Archives;

/// <summary>What the beginning of an input shows, if it is JSON: how records are laid out, which properties there are, and some of their values.</summary>
internal sealed class JsonOutline
{
    private const int MaxPaths = 2000;
    private const int MaxPathDepth = 8;
    private const int SampleRecords = 100;
    private const int MaxValueBytes = 64;
    private const int ConvincingTokens = 1000;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = JsonScan.MaxDepth, AllowMultipleValues = true };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ILookup<string, string>? _spellings;

    // Bytes of the last addition up to its fault.
    private long _read;

    private JsonOutline()
    {
    }

    /// <summary>Whether it is JSON at all.</summary>
    public bool IsJson { get; private set; }

    /// <summary>If it is none, but begins as objects of JSON do: the byte that ends this, 0-based in the sample, about. Otherwise null.</summary>
    public long? DamagedAt { get; private set; }

    /// <summary>Whether each line is a value.</summary>
    public bool IsLines { get; private set; }

    /// <summary>Whether there is more than the first of the lines.</summary>
    public bool HasLines { get; private set; }

    /// <summary>Whether the first value is an array.</summary>
    public bool IsArray { get; private set; }

    /// <summary>The dotted paths of properties; arrays are passed through, one at the root too.</summary>
    public SortedSet<string> Paths { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of <see cref="Paths"/> that hold arrays.</summary>
    public HashSet<string> Arrays { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of <see cref="Paths"/> that hold strings.</summary>
    public HashSet<string> Strings { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths that <see cref="FieldSynonyms.Normalise"/> makes this one of, as the input spells them.</summary>
    public IEnumerable<string> Spellings(string path) => (_spellings ??= Paths.ToLookup(FieldSynonyms.Normalise))[path];

    /// <summary>The first string at a path, if it is short; else empty.</summary>
    public string Value(string path) => _values.GetValueOrDefault(path, "");

    public static JsonOutline Of(InputStart start)
    {
        var outline = new JsonOutline();
        var sample = start.Sample.Span.TrimStart(" \t\r\n"u8);
        if (sample.IsEmpty || !(sample[0] is (byte)'{' or (byte)'['))
        {
            return outline;
        }

        var second = sample[1..].TrimStart(" \t\r\n"u8);
        var isNamed = start.IsNamed(".ndjson") || start.IsNamed(".jsonl");
        if (!second.IsEmpty && !isNamed && !(sample[0] == (byte)'{' ? second[0] is (byte)'"' or (byte)'}' : second[0] is (byte)'{' or (byte)']' or (byte)'['))
        {
            return outline;
        }

        outline.IsArray = sample[0] == (byte)'[';
        outline.Lay(start, sample, isNamed);
        outline.DamagedAt = outline.IsJson || second.IsEmpty || second[0] is not ((byte)'"' or (byte)'{') ? null : start.Sample.Length - sample.Length + outline._read;
        return outline;
    }

    private void Lay(InputStart start, ReadOnlySpan<byte> sample, bool isNamed)
    {
        var end = sample.IndexOf((byte)'\n');
        var first = end < 0 ? sample : sample[..end];
        var others = end < 0 ? [] : sample[(end + 1)..];
        var isFirstWhole = IsObject(first);

        // By its name the lines are values, and the first may be damaged; but not where the lines are parts of one value, as pretty printers write it.
        if (!IsArray && (isFirstWhole || (isNamed && !IsSpread(first, others))))
        {
            IsLines = true;
        }
        else
        {
            // A document, perhaps broken further on; or lines of which the first is broken.
            var isDocument = Add(sample, isWhole: false, out var tokens);
            IsLines = !IsArray && !isDocument && tokens < ConvincingTokens && AreObjects(others, start.IsWhole);
            IsJson = isDocument ? tokens > 1 : IsLines || tokens >= ConvincingTokens || (IsArray && BeginsWithObject(sample));
            if (!IsLines)
            {
                return;
            }

            Paths.Clear();
            Arrays.Clear();
            Strings.Clear();
            _values.Clear();
        }

        IsJson = true;
        HasLines = others.ContainsAnyExcept(" \t\r\n"u8);
        IsArray = false;
        for (var i = 0; i < SampleRecords && TakeLine(ref sample, start.IsWhole, out var line); i++)
        {
            Add(line, isWhole: true, out _);
        }

        if (Paths.Count == 0)
        {
            // A first line longer than the sample.
            Add(sample.IsEmpty ? first : sample, isWhole: false, out _);
        }
    }

    private static bool IsSpread(ReadOnlySpan<byte> first, ReadOnlySpan<byte> others)
    {
        if (!others.TrimStart(" \t\r\n"u8).StartsWith("\""u8))
        {
            return false;
        }

        var scan = new JsonScan(first, 0, isLine: false, stackalloc int[JsonTokens.Room]);
        return !scan.SkipValue() && scan.Fault == JsonFault.End;
    }

    /// <summary>Whether at least half of the lines are objects; of a document with a record a line, all but the last end with a comma.</summary>
    private static bool AreObjects(ReadOnlySpan<byte> rest, bool isWhole)
    {
        var lines = 0;
        var good = 0;
        for (var i = 0; i < SampleRecords && TakeLine(ref rest, isWhole, out var line); i++)
        {
            lines++;
            good += IsObject(line) ? 1 : 0;
        }

        return good > 0 && good * 2 >= lines;
    }

    private static bool BeginsWithObject(ReadOnlySpan<byte> array)
    {
        var scan = new JsonScan(array, 1, isLine: false, stackalloc int[JsonTokens.Room]);
        scan.SkipWhite();
        return scan.Peek() == '{' && scan.SkipValue();
    }

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        var scan = new JsonScan(line, 0, isLine: true, stackalloc int[JsonTokens.Room]);
        scan.SkipWhite();
        if (scan.Peek() != '{' || !scan.SkipValue())
        {
            return false;
        }

        scan.SkipWhite();
        return scan.Peek() < 0;
    }

    /// <summary>Adds what there is up to the first fault; false if there is one.</summary>
    private bool Add(ReadOnlySpan<byte> json, bool isWhole, out int tokens)
    {
        tokens = 0;
        // No line that is damaged or cut off shows what others have.
        if (isWhole && !IsObject(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, isWhole, new JsonReaderState(s_options));
        var names = new string[MaxPathDepth + 1];
        var depths = new int[MaxPathDepth + 1];
        var depth = 0;
        try
        {
            while (reader.Read())
            {
                tokens++;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    while (depth > 0 && depths[depth - 1] >= reader.CurrentDepth)
                    {
                        depth--;
                    }

                    if (depth == MaxPathDepth)
                    {
                        continue;
                    }

                    var name = new byte[reader.ValueSpan.Length];
                    var text = Encoding.UTF8.GetString(name, 0, JsonText.Unescape(reader.ValueSpan, name));
                    names[depth] = depth == 0 ? text : names[depth - 1] + "." + text;
                    depths[depth++] = reader.CurrentDepth;
                    if (Paths.Count < MaxPaths)
                    {
                        Paths.Add(names[depth - 1]);
                    }
                }
                else if (reader.TokenType == JsonTokenType.StartArray && depth > 0 && depths[depth - 1] == reader.CurrentDepth)
                {
                    Arrays.Add(names[depth - 1]);
                }
                else if (reader.TokenType == JsonTokenType.String && depth > 0 && depths[depth - 1] == reader.CurrentDepth)
                {
                    Strings.Add(names[depth - 1]);
                    if (reader.ValueSpan.Length > MaxValueBytes)
                    {
                        continue;
                    }

                    _values.TryAdd(names[depth - 1], Encoding.UTF8.GetString(reader.ValueSpan));
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            _read = reader.BytesConsumed;
        }
    }

    private static bool TakeLine(ref ReadOnlySpan<byte> rest, bool isWhole, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        if (end < 0 && !isWhole)
        {
            line = default;
            return false;
        }

        line = end < 0 ? rest : rest[..end];
        var taken = end >= 0 || !rest.IsEmpty;
        rest = end < 0 ? default : rest[(end + 1)..];
        return taken;
    }
}
