using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Goes through an object once, checks it, and notes where the values of the wanted paths lie. A fault is told with its place.</summary>
internal sealed class JsonWalk(JsonPathNode root, JsonCells cells)
{
    /// <summary>The values met at nodes that hold records, as start and end.</summary>
    public List<(int Start, int End)> Records { get; } = [];

    /// <summary>Reads the object that begins here; false at a fault, where what was met before it is kept.</summary>
    [MethodImpl(Jit.AtOnce)]
    public bool Read(ref JsonScan scan, ReadOnlySpan<byte> data)
    {
        cells.Clear();
        Records.Clear();
        return ReadObject(ref scan, data, root);
    }

    [MethodImpl(Jit.AtOnce)]
    private bool ReadObject(ref JsonScan scan, ReadOnlySpan<byte> data, JsonPathNode node)
    {
        if (!scan.Enter())
        {
            return false;
        }

        if (node.Stage is { } stage)
        {
            cells.BeginStage(stage);
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var step = scan.NextProperty(isFirst);
            if (step == JsonStep.Close)
            {
                break;
            }

            if (step == JsonStep.Fault)
            {
                return false;
            }

            var name = data.Slice(scan.StringStart, scan.NameLength);
            var child = scan.IsEscaped ? node.FindEscaped(name) : node.Find(name);
            if (!(child is null ? scan.SkipValue() : ReadValue(ref scan, data, child)))
            {
                return false;
            }
        }

        if (node.Stage is not null)
        {
            cells.EndStage(node.Stage, data);
        }

        return true;
    }

    [MethodImpl(Jit.AtOnce)]
    private bool ReadValue(ref JsonScan scan, ReadOnlySpan<byte> data, JsonPathNode node, bool isElement = false)
    {
        var start = scan.At;
        var kind = JsonKind.Number;
        switch (scan.Peek())
        {
            case '"':
                if (!scan.SkipValue())
                {
                    return false;
                }

                cells.Capture(node, new JsonValue(scan.IsEscaped ? JsonKind.Escaped : JsonKind.Plain, scan.StringStart, scan.StringLength), isElement);
                return true;
            case '{':
                kind = JsonKind.Object;
                if (node.HasChildren)
                {
                    if (!ReadObject(ref scan, data, node))
                    {
                        return NoteRecords(node, kind, start, scan.At, isWhole: false);
                    }

                    cells.Capture(node, new JsonValue(kind, start, scan.At - start), isElement);
                    return NoteRecords(node, kind, start, scan.At, isWhole: true);
                }

                break;
            case '[':
                kind = JsonKind.Array;
                if (node.HasChildren || node.TakesElements)
                {
                    return ReadArray(ref scan, data, node, isElement);
                }

                break;
            case 't':
                kind = JsonKind.True;
                break;
            case 'f':
                kind = JsonKind.False;
                break;
            case 'n':
                kind = JsonKind.Null;
                break;
        }

        if (!scan.SkipValue())
        {
            return NoteRecords(node, kind, start, scan.At, isWhole: false);
        }

        cells.Capture(node, new JsonValue(kind, start, scan.At - start), isElement);
        return NoteRecords(node, kind, start, scan.At, isWhole: true);
    }

    [MethodImpl(Jit.AtOnce)]
    private bool ReadArray(ref JsonScan scan, ReadOnlySpan<byte> data, JsonPathNode node, bool isElement)
    {
        var start = scan.At;
        if (!scan.Enter())
        {
            return false;
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var step = scan.NextElement(isFirst);
            if (step == JsonStep.Close)
            {
                break;
            }

            if (step == JsonStep.Fault)
            {
                return false;
            }

            // Of an array that is only passed through, the objects count.
            if (!(node.TakesElements || scan.Peek() == '{' ? ReadValue(ref scan, data, node, isElement: true) : scan.SkipValue()))
            {
                return false;
            }
        }

        cells.CaptureWhole(node, new JsonValue(JsonKind.Array, start, scan.At - start), isElement);
        return true;
    }

    /// <summary>Notes records, also of a container that is damaged further on.</summary>
    /// <returns><paramref name="isWhole"/>.</returns>
    private bool NoteRecords(JsonPathNode node, JsonKind kind, int start, int end, bool isWhole)
    {
        if (node.HoldsRecords && kind is (JsonKind.Object or JsonKind.Array))
        {
            Records.Add((start, end));
        }

        return isWhole;
    }
}
