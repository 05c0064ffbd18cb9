namespace Copypasta.Archives;

/// <summary>The fields of a post that a mapping can name.</summary>
internal enum PostField
{
    Text,
    Id,
    Author,
    Time,
    Language,
    Repost,
}

internal static class PostFields
{
    public const int Count = 6;

    /// <summary>The names that --map takes, in the order of <see cref="PostField"/>.</summary>
    public static readonly string[] Names = ["text", "id", "author", "time", "language", "repost"];

    /// <summary>The columns asked for, by field.</summary>
    /// <exception cref="ArchiveException">A name that is no field.</exception>
    public static Dictionary<PostField, string> Parse(IReadOnlyDictionary<string, string> map)
    {
        var fields = new Dictionary<PostField, string>();
        foreach ((var name, var column) in map)
        {
            var index = Array.IndexOf(Names, name == "lang" ? "language" : name);
            if (index < 0)
            {
                throw new ArchiveException($"--map {name}={column}: no such field; the fields are {string.Join(", ", Names)}, as in --map text=COLUMN,id=COLUMN");
            }

            fields[(PostField)index] = column;
        }

        return fields;
    }
}
