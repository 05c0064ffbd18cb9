namespace Copypasta.Archives;

/// <summary>JSON of no known origin, by what its properties are called: an object a line, or a document with its records in an array.</summary>
internal static class GenericJsonFormats
{
    public static readonly ArchiveFormat Lines = new("ndjson", Platform.Unknown, start => start.Json.IsJson && AreLines(start) ? "a JSON object a line" : null, Open);

    public static readonly ArchiveFormat Document = new(
        "json",
        Platform.Unknown,
        start => !start.Json.IsJson || AreLines(start) ? null : PlacesOf(start) is [{ Length: > 0 }, ..] places ? $"JSON with records in {string.Join(" and ", places)}" : start.Json.IsArray ? "a JSON array" : "a JSON document",
        Open);

    private static readonly PostField[] s_ofPosts = [PostField.Id, PostField.Author, PostField.Time];

    private static OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        var outline = start.Json;
        var places = PlacesOf(start);
        var fields = Enum.GetValues<PostField>().ToDictionary(field => field, field => SourcesOf(field, outline, places));
        if (fields[PostField.Text].Length == 0 && !start.Map.ContainsKey(PostField.Text))
        {
            // No record at all, as in a file of blank lines, is no missing field.
            if (outline.Paths.Count > 0)
            {
                throw new ArchiveException($"{start.Path}: no text field found; the fields are {DelimitedFormat.List(outline.Paths)}; name one with --map text=FIELD, dots for nested ones") { IsForeign = true };
            }

            fields[PostField.Text] = ["text"];
        }

        return JsonFormat.Open(start, cursor, new JsonVariant
        {
            Base = places is [var only] ? only : "",
            Signature = [],
            Mapping = new JsonMapping { Fields = fields },
            Layout = new JsonLayout { Units = [.. places.Select(place => UnitOf(outline, place))] },
        });
    }

    /// <summary>Where a field is in the first records, of each place its own. Marks of reposts may be rare, and any one of those that are usual says it.</summary>
    private static JsonSource[] SourcesOf(PostField field, JsonOutline outline, List<string> places)
    {
        var names = places.SelectMany(place => NamesOf(field, outline, place));
        return [.. (field == PostField.Repost ? names.Concat(FieldSynonyms.Of(field)) : names).Distinct().Select(name => field.IsList() ? JsonSource.List(name) : name)];
    }

    /// <summary>What the records in a place call a field. An object around others has no value, as in <c>{"tweet": {"body": "…"}}</c>, but what is called a text is meant for one, whatever the first record has there.</summary>
    private static string[] NamesOf(PostField field, JsonOutline outline, string place)
    {
        var prefix = place.Length == 0 ? "" : place + ".";
        return FieldSynonyms.Find(field, SpellingsOf, isSample: true);

        IEnumerable<string> SpellingsOf(string name) => outline.Spellings(FieldSynonyms.Normalise(prefix) + name)
            .Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && HasValue(path))
            .Select(path => path[prefix.Length..]);

        bool HasValue(string path) => path.EndsWith("text", StringComparison.OrdinalIgnoreCase) || outline.Arrays.Contains(path) || outline.Strings.Contains(path)
            || outline.Paths.GetViewBetween(path + ".", path + "/").Count == 0;
    }

    private static bool HasText(JsonOutline outline, string place) => NamesOf(PostField.Text, outline, place).Length > 0;

    /// <summary>Whether the object in a place says who posted it, when, or by which id: what only has a text may be a message about the posts within it.</summary>
    private static bool IsPost(JsonOutline outline, string place)
        => HasText(outline, place) && s_ofPosts.Any(field => NamesOf(field, outline, place).Length > 0);

    private static bool AreLines(InputStart start) => start.Json.IsLines && PlacesOf(start) is [""];

    /// <summary>
    /// Where records are: the root, or the arrays whose objects have a text and that lie in none of one another, those nearest to the root first. A single object with a text alone is none where there are posts within it.
    /// </summary>
    private static List<string> PlacesOf(InputStart start)
    {
        var outline = start.Json;
        var hasText = HasText(outline, "");
        if (start.Map.TryGetValue(PostField.Text, out var wanted))
        {
            return [PlaceOf(wanted, outline)];
        }

        if ((hasText && outline.HasLines) || IsPost(outline, ""))
        {
            return [""];
        }

        var places = new List<string>();
        foreach (var array in outline.Arrays.OrderBy(path => path.Count(c => c == '.')).ThenBy(path => path, StringComparer.Ordinal))
        {
            if (!places.Any(place => array.StartsWith(place + ".", StringComparison.Ordinal)) && !array.EndsWith("errors", StringComparison.OrdinalIgnoreCase) && (hasText ? IsPost(outline, array) : HasText(outline, array)))
            {
                places.Add(array);
            }
        }

        return places.Count == 0 ? [""] : places;
    }

    /// <summary>Where the records are whose text has a path: in a document that is one object, in the array that the path comes through first, from the root or from there; else in the root.</summary>
    private static string PlaceOf(string wanted, JsonOutline outline)
    {
        // What has an id and tells who or when is a post, and its text may lie in parts.
        if (outline.HasLines || outline.IsArray || (Has(PostField.Id) && (Has(PostField.Author) || Has(PostField.Time))))
        {
            return "";
        }

        var arrays = outline.Arrays.OrderBy(path => path.Count(c => c == '.')).ThenBy(path => path, StringComparer.Ordinal).ToList();
        foreach (var path in outline.Paths.Contains(wanted) ? [wanted] : wanted.Split('|'))
        {
            var place = outline.Paths.Contains(path)
                ? arrays.Find(array => path.StartsWith(array + ".", StringComparison.Ordinal))
                : arrays.Find(array => outline.Paths.Contains($"{array}.{path}"));
            if (place is not null)
            {
                return place;
            }
        }

        return "";

        bool Has(PostField field) => NamesOf(field, outline, "").Length > 0;
    }

    private static string UnitOf(JsonOutline outline, string place)
    {
        var names = place.Split('.');
        return string.Join('.', names.Select((name, i) => outline.Arrays.Contains(string.Join('.', names[..(i + 1)])) ? name + "[]" : name));
    }
}
