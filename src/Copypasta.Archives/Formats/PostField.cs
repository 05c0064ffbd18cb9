namespace Copypasta.Archives;

/// <summary>The fields of a post that formats know and a mapping can name. Those up to <see cref="Repost"/> are always read, the others only where asked for.</summary>
public enum PostField
{
    /// <summary>The text.</summary>
    Text,

    /// <summary>The platform's id of the post.</summary>
    Id,

    /// <summary>The account, by its stable id.</summary>
    Author,

    /// <summary>When it was posted.</summary>
    Time,

    /// <summary>The language, as the platform names it.</summary>
    Language,

    /// <summary>Whether it repeats another post.</summary>
    Repost,

    /// <summary>The account's name at the time, which can change hands.</summary>
    Handle,

    /// <summary>The program that posted it, as the platform names it.</summary>
    Client,

    /// <summary>Hashtags without #, separated by a space.</summary>
    Hashtags,

    /// <summary>Links, expanded where the platform does that, separated by a space.</summary>
    Urls,

    /// <summary>Accounts mentioned, separated by a space.</summary>
    Mentions,

    /// <summary>Id of the post that it answers.</summary>
    ReplyTo,

    /// <summary>Id of the post that it quotes.</summary>
    QuoteOf,

    /// <summary>Id of the post that it repeats; for a forward, of its origin.</summary>
    RepostOf,

    /// <summary>The title of the page that it links, as the platform shows it; of several links the first there is.</summary>
    LinkTitle,
}

/// <summary>The names of fields.</summary>
public static class PostFields
{
    /// <summary>How many fields are always read; they come first.</summary>
    internal const int AlwaysRead = 6;

    /// <summary>How many fields there are.</summary>
    internal const int Count = 15;

    private static readonly string[] s_names =
    [
        "text", "id", "author", "time", "language", "repost", "handle", "client", "hashtags", "urls", "mentions", "reply_to", "quote_of", "repost_of", "link_title",
    ];

    /// <summary>The names that --map takes, in the order of <see cref="PostField"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The name of a field, as --map takes it.</summary>
    public static string Name(this PostField field) => s_names[(int)field];

    /// <summary>Whether a field holds several values, separated by a space.</summary>
    internal static bool IsList(this PostField field) => field is PostField.Hashtags or PostField.Urls or PostField.Mentions;

    /// <summary>The columns asked for, by field; an empty one where the field is not to be read.</summary>
    /// <exception cref="ArchiveException">A name that is no field, or an empty one of several columns.</exception>
    internal static Dictionary<PostField, string> Parse(IReadOnlyDictionary<string, string> map)
    {
        var fields = new Dictionary<PostField, string>();
        foreach ((var name, var column) in map)
        {
            var index = Array.IndexOf(s_names, name == "lang" ? "language" : name);
            if (index < 0)
            {
                throw new ArchiveException($"--map {name}={column}: no such field; the fields are {string.Join(", ", s_names)}, as in --map text=COLUMN,id=COLUMN");
            }

            if (column.Length == 0 && index == (int)PostField.Text)
            {
                throw new ArchiveException("--map text=: a post has a text; name its column, as in --map text=COLUMN");
            }

            if (column.Contains('|', StringComparison.Ordinal) && column.Split('|').Contains(""))
            {
                throw new ArchiveException($"--map {name}={column}: a name is missing beside a bar; of several columns the first with a value is taken, as in --map text=body|message");
            }

            fields[(PostField)index] = column;
        }

        return fields;
    }
}
