using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Writes the text of a field that is more than one plain value, from where a walk found its parts.</summary>
/// <param name="context">What encloses the record.</param>
/// <param name="placeholders">What stands for a text that was removed.</param>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonFields(JsonContext context, byte[][] placeholders)
{
    /// <summary>The most bytes that a source can take, and whether it has a value.</summary>
    [MethodImpl(Jit.AtOnce)]
    public int Measure(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, out bool isThere)
    {
        var bytes = 0;
        var found = 0;
        var wanted = 0;
        foreach (var part in source.Parts)
        {
            if (part.Cell < 0)
            {
                var value = part.Context < 0 ? part.Literal : context[part.Context];
                bytes += value.Length;
                wanted += part.Context < 0 ? 0 : 1;
                found += part.Context >= 0 && !value.IsEmpty ? 1 : 0;
                continue;
            }

            wanted++;
            // What is empty is none.
            var length = Length(cells, source, Resolve(data, cells, source, part));
            found += length > 0 ? 1 : 0;
            bytes += part.IsTest || length == 0 ? 0 : length + source.Separator.Length;
        }

        isThere = source.Source.NeedsAll ? found == wanted : found > 0;
        return bytes;
    }

    /// <summary>The most bytes that a value can take; 0 if it is empty or none of the source's.</summary>
    private static int Length(JsonCells cells, JsonSlotSource source, in JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Missing or JsonKind.Null:
                return 0;
            case JsonKind.Object:
                return source.IsRaw ? value.Length : 0;
            case JsonKind.Array:
                return source.IsRaw || source.Source.Shape == JsonShape.Mixed ? value.Length : 0;
            case JsonKind.List:
                var sum = 0;
                for (var i = value.Start; i >= 0; i = cells.Next(i))
                {
                    sum += Counts(source, cells.Piece(i)) ? cells.Piece(i).Length + source.Separator.Length : 0;
                }

                return sum;
            default:
                return value.Length;
        }
    }

    /// <summary>Writes a source that has a value; returns the bytes written.</summary>
    [MethodImpl(Jit.AtOnce)]
    public int Write(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, Span<byte> output, bool isText)
    {
        var written = 0;
        var hasValue = false;
        foreach (var part in source.Parts)
        {
            if (part.IsTest)
            {
                continue;
            }

            if (part.Cell < 0)
            {
                var bytes = part.Context < 0 ? part.Literal : context[part.Context];
                bytes.CopyTo(output[written..]);
                written += bytes.Length;
                continue;
            }

            var start = hasValue ? written + source.Separator.Length : written;
            var length = WriteValue(data, cells, source, Resolve(data, cells, source, part), output[start..]);
            if (length == 0 || (isText && placeholders.Length > 0 && IsOneOf(output.Slice(start, length), placeholders)))
            {
                continue;
            }

            if (hasValue)
            {
                source.Separator.CopyTo(output[written..]);
            }

            hasValue = true;
            written = start + length;
        }

        return written;
    }

    [MethodImpl(Jit.AtOnce)]
    private static int WriteValue(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, in JsonValue value, Span<byte> output)
    {
        var shape = source.Source.Shape;
        if (value.Kind == JsonKind.List)
        {
            return WriteList(data, cells, source, value, output);
        }

        if (value.Kind == JsonKind.Array && shape == JsonShape.Mixed)
        {
            return WriteMixed(data.Slice(value.Start, value.Length), output);
        }

        if (!Counts(source, value))
        {
            return 0;
        }

        var content = shape == JsonShape.Names ? WithoutSign(value.Of(data)) : value.Of(data);
        var length = Copy(content, value.Kind == JsonKind.Escaped, output);
        return shape == JsonShape.Html ? HtmlText.Strip(output[..length]) : length;
    }

    private static int WriteList(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, in JsonValue list, Span<byte> output)
    {
        var written = 0;
        var shape = source.Source.Shape;
        for (var i = list.Start; i >= 0; i = cells.Next(i))
        {
            var piece = cells.Piece(i);
            if (!Counts(source, piece))
            {
                continue;
            }

            if (written > 0)
            {
                source.Separator.CopyTo(output[written..]);
                written += source.Separator.Length;
            }

            var content = shape == JsonShape.Names ? WithoutSign(piece.Of(data)) : piece.Of(data);
            written += Copy(content, piece.Kind == JsonKind.Escaped, output[written..]);
            if (shape is not (JsonShape.List or JsonShape.Names) && !source.IsRaw)
            {
                break;
            }
        }

        return written;
    }

    /// <summary>Whether a value is any of the source's; several, and an array that is read as a text, aside.</summary>
    private static bool Counts(JsonSlotSource source, in JsonValue value)
        => value.Length > 0 && (value.IsScalar || (source.IsRaw && value.Kind is JsonKind.Object or JsonKind.Array));

    /// <summary>The strings of an array and the "text" of its objects, one after the other.</summary>
    private static int WriteMixed(ReadOnlySpan<byte> array, Span<byte> output)
    {
        var scan = new JsonScan(array, 0, isLine: false, stackalloc int[JsonTokens.Room]);
        var written = 0;
        scan.Enter();
        for (var isFirst = true; scan.NextElement(isFirst) == JsonStep.Item; isFirst = false)
        {
            if (scan.Peek() != '{')
            {
                var isString = scan.Peek() == '"';
                scan.SkipValue();
                written += isString ? Copy(array.Slice(scan.StringStart, scan.StringLength), scan.IsEscaped, output[written..]) : 0;
                continue;
            }

            scan.Enter();
            for (var isFirstName = true; scan.NextProperty(isFirstName) == JsonStep.Item; isFirstName = false)
            {
                var isText = array.Slice(scan.StringStart, scan.NameLength).SequenceEqual("text"u8) && scan.Peek() == '"';
                scan.SkipValue();
                written += isText ? Copy(array.Slice(scan.StringStart, scan.StringLength), scan.IsEscaped, output[written..]) : 0;
            }
        }

        return written;
    }

    /// <summary>A hashtag or a mentioned name without what it begins with where it is used.</summary>
    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> name) => name is [(byte)'#' or (byte)'@', ..] ? name[1..] : name;

    private static int Copy(ReadOnlySpan<byte> content, bool isEscaped, Span<byte> output)
    {
        if (isEscaped)
        {
            return JsonText.Unescape(content, output);
        }

        content.CopyTo(output);
        return content.Length;
    }

    public static bool IsOneOf(ReadOnlySpan<byte> value, byte[][] values)
    {
        foreach (var candidate in values)
        {
            if (value.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonValue Resolve(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, in JsonPart part)
    {
        var value = cells[part.Cell];
        return source.Table is null || !value.IsScalar ? value : source.Table.Find(data, value);
    }
}
