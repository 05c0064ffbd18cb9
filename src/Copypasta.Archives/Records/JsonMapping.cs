namespace Copypasta.Archives;

/// <summary>How values become a field's text.</summary>
internal enum JsonShape
{
    /// <summary>A string without its escapes; numbers, true and false as written.</summary>
    Plain,

    /// <summary>A string of HTML, as its text: <see cref="HtmlText"/>.</summary>
    Html,

    /// <summary>A string, or an array of strings and of objects whose "text" counts, one after the other (Telegram's formatted texts).</summary>
    Mixed,

    /// <summary>All values met, with the separator between.</summary>
    List,

    /// <summary>As <see cref="List"/>, without a # or @ in front.</summary>
    Names,

    /// <summary>The first of several values.</summary>
    First,
}

/// <summary>
/// Where a field comes from: paths, literals and values of what encloses the record, put together. A path is names with dots between them, passes through arrays, and takes an
/// object's values only if another value stands beside them: <c>referenced_tweets[type=retweeted].id</c>.
/// </summary>
internal sealed record JsonSource
{
    /// <summary>Paths; with ' in front literals; with $ in front names of <see cref="JsonLayout.Context"/>; with ? in front paths that must have a value, which is not taken.</summary>
    public required string[] Parts { get; init; }

    public string Separator { get; init; } = "";

    /// <summary>Whether every path must have a value; else those that have one count.</summary>
    public bool NeedsAll { get; init; } = true;

    public JsonShape Shape { get; init; }

    /// <summary>The value is a key of this table of the page, <see cref="JsonLayout.Tables"/>, and the field is what the table has.</summary>
    public string? Table { get; init; }

    /// <summary>For reposts: that the property is there says it, even with null.</summary>
    public bool IsPresence { get; init; }

    public static implicit operator JsonSource(string path) => new() { Parts = [path] };

    public static JsonSource Html(string path) => new() { Parts = [path], Shape = JsonShape.Html };

    public static JsonSource Mixed(string path) => new() { Parts = [path], Shape = JsonShape.Mixed };

    public static JsonSource List(params string[] paths) => new() { Parts = paths, Shape = JsonShape.List, Separator = " ", NeedsAll = false };

    public static JsonSource Names(params string[] paths) => new() { Parts = paths, Shape = JsonShape.Names, Separator = " ", NeedsAll = false };

    public static JsonSource First(string path) => new() { Parts = [path], Shape = JsonShape.First };

    public static JsonSource Present(string path) => new() { Parts = [path], IsPresence = true };

    public static JsonSource In(string table, string path) => new() { Parts = [path], Table = table };

    /// <summary>The parts one after the other, all of them needed.</summary>
    public static JsonSource All(params string[] parts) => new() { Parts = parts };

    /// <summary>The values there are, separated.</summary>
    public static JsonSource Join(string separator, params string[] paths) => new() { Parts = paths, Separator = separator, NeedsAll = false };

    public override string ToString() => string.Concat(Parts.Select((part, i) => (i > 0 ? "+" : "") + (part.StartsWith('\'') ? $"'{part[1..]}'" : part)));
}

/// <summary>What a format's records have where.</summary>
internal sealed record JsonMapping
{
    /// <summary>Sources by field, the preferred first; of <see cref="PostField.Repost"/> any one says it.</summary>
    public required IReadOnlyDictionary<PostField, JsonSource[]> Fields { get; init; }

    /// <summary>Records that have another value at this path are no posts.</summary>
    public (string Path, string[] Values)[] Only { get; init; } = [];

    /// <summary>Records that have one of these properties, and no text, are no posts.</summary>
    public string[] NotPosts { get; init; } = [];

    /// <summary>What the platform writes where a text was removed; it counts as no text.</summary>
    public string[] Placeholders { get; init; } = [];

    /// <summary>Whether a post may lack a text; else that is a reject.</summary>
    public bool IsTextOptional { get; init; }
}

/// <summary>Where a format's records lie in the input.</summary>
internal sealed record JsonLayout
{
    /// <summary>Paths from the root to what is read as a whole, [] for an array's elements; "" is the root. An array at the root is passed through.</summary>
    public string[] Units { get; init; } = [""];

    /// <summary>Paths inside a unit that hold its records; empty where the unit is the record.</summary>
    public string[] Records { get; init; } = [];

    /// <summary>Whether a unit without any of <see cref="Records"/> is itself a record; else it is none.</summary>
    public bool IsUnitRecord { get; init; }

    /// <summary>Values that enclose records and that <see cref="JsonSource"/> can name: names to paths, some names at several.</summary>
    public (string Name, string Path)[] Context { get; init; } = [];

    /// <summary>Tables of a unit: name, path of their objects, key and value in these; of several values, with | between, the first there is.</summary>
    public (string Name, string Path, string Key, string Value)[] Tables { get; init; } = [];
}
