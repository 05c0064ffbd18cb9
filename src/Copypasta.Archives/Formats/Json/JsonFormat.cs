namespace Copypasta.Archives;

/// <summary>One of the shapes that a format's files have.</summary>
internal sealed record JsonVariant
{
    /// <summary>Where records are, as dotted names; "" for the root. In front of <see cref="Signature"/>.</summary>
    public string Base { get; init; } = "";

    /// <summary>
    /// The properties that records must have between them to be known: each entry one of several with | between; ! in front means none may have it, = behind a path the value
    /// that the first has.
    /// </summary>
    public required string[] Signature { get; init; }

    /// <summary>The properties around the records by which the format is known where no record is in sight, as in an export of an empty chat; as in <see cref="Signature"/>, from the root.</summary>
    public string[] Frame { get; init; } = [];

    public required JsonMapping Mapping { get; init; }

    public JsonLayout Layout { get; init; } = new();

    /// <summary>Whether a line can be a unit. Pages that are not read as a whole are documents even if each has its line.</summary>
    public bool HasLines => Layout.Units is [""];
}

/// <summary>Makes formats out of their mappings.</summary>
internal static class JsonFormat
{
    public static ArchiveFormat Create(string name, Platform platform, params JsonVariant[] variants)
        => new(name, platform, start => Recognise(start, variants)?.Reason, (start, cursor) => Open(start, cursor, variants));

    /// <summary>Opens an input by one of a format's shapes.</summary>
    public static OpenedFormat Open(InputStart start, RecordCursor cursor, JsonVariant variant)
    {
        var outline = start.Json;
        var fields = variant.Mapping.Fields.ToDictionary();
        foreach ((var field, var path) in start.Map)
        {
            if (path.Length == 0)
            {
                fields.Remove(field);
                continue;
            }

            // Reposts may be rare, and only they have the mark.
            var alternatives = outline.Paths.Contains(path) ? [path] : path.Split('|');
            if (field != PostField.Repost && outline.Paths.Count > 0 && !Array.Exists(alternatives, wanted => IsKnown(wanted) || Array.TrueForAll(wanted.Split('+'), IsKnown)))
            {
                throw new ArchiveException($"{start.Path}: no field '{path}' in the first records (--map {field.Name()}={path}){NearestName.Hint(path, outline.Paths)}; the fields are {DelimitedFormat.List(outline.Paths)}");
            }

            // Within a record: the user may have counted from the root, as they are listed.
            fields[field] = [.. alternatives.Select(alternative => IsKnown(alternative) || !alternative.Contains('+', StringComparison.Ordinal) ? WithoutBase(alternative) : JsonSource.Join(" ", [.. alternative.Split('+').Select(WithoutBase)]))];
        }

        var mapping = variant.Mapping with { Fields = fields };
        var times = start.TimesOf();
        // The first times may prove the order that all have.
        Reader(new RecordCursor(0, 0, _ => { }), isObserving: true).Read(start.Sample.Span, start.IsWhole, null!);
        return new OpenedFormat(Reader(cursor, isObserving: false), times, start.Plan.Carried);

        bool IsKnown(string path) => outline.Paths.Any(known => known == path || known.EndsWith("." + path, StringComparison.Ordinal));

        string WithoutBase(string path) => variant.Base.Length > 0 && path.StartsWith(variant.Base + ".", StringComparison.Ordinal) ? path[(variant.Base.Length + 1)..] : path;

        IRecordReader Reader(RecordCursor cursor, bool isObserving)
        {
            var units = new JsonUnits(cursor, times, start.Plan, mapping, variant.Layout, start.MaxRecordBytes) { IsObserving = isObserving };
            string[] columns = [.. start.Json.Paths];
            return outline.IsLines && variant.HasLines
                ? new JsonLines(cursor, units, start.MaxRecordBytes) { Columns = columns }
                : new JsonDocument(cursor, units, variant.Layout, start.MaxRecordBytes) { Columns = columns };
        }
    }

    private static OpenedFormat Open(InputStart start, RecordCursor cursor, JsonVariant[] variants)
        // A user who names the format is believed, whatever the first records lack.
        => Open(start, cursor, Recognise(start, variants)?.Variant ?? Array.Find(variants, variant => IsThere(start.Json, variant.Base)) ?? variants[^1]);

    private static (JsonVariant Variant, string Reason)? Recognise(InputStart start, JsonVariant[] variants)
    {
        var outline = start.Json;
        if (!outline.IsJson)
        {
            return null;
        }

        foreach (var variant in variants)
        {
            if (Find(outline, variant.Base, variant.Signature) is { } names)
            {
                return (variant, $"{(variant.Base.Length == 0 ? "records" : $"records in {variant.Base}")} with {names}");
            }
        }

        foreach (var variant in variants)
        {
            if (variant.Frame.Length > 0 && !outline.Paths.Any(path => path.StartsWith(variant.Base + ".", StringComparison.Ordinal)) && Find(outline, "", variant.Frame) is { } names)
            {
                return (variant, $"no record in sight, but around them {names}");
            }
        }

        return null;
    }

    /// <summary>What of a signature is there, in words; null if an entry of it is not.</summary>
    private static string? Find(JsonOutline outline, string place, string[] signature)
    {
        var found = signature.Select(wanted => Find(outline, place, wanted)).ToArray();
        return Array.TrueForAll(found, name => name is not null) ? string.Join(", ", found.Where(name => name!.Length > 0)) : null;
    }

    private static bool IsThere(JsonOutline outline, string path) => path.Length > 0 && outline.Paths.Contains(path);

    /// <summary>What of a signature's entry is there; null if nothing is.</summary>
    private static string? Find(JsonOutline outline, string place, string wanted)
    {
        var prefix = place.Length == 0 ? "" : place + ".";
        if (wanted[0] == '!')
        {
            return outline.Paths.Contains(prefix + wanted[1..]) ? null : "";
        }

        foreach (var name in wanted.Split('|'))
        {
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 ? outline.Paths.Contains(prefix + name) : outline.Value(prefix + name[..equals]) == name[(equals + 1)..])
            {
                return name;
            }
        }

        return null;
    }
}
