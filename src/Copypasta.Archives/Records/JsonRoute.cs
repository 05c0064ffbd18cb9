namespace Copypasta.Archives;

/// <summary>A place in a document on the way to its units.</summary>
internal sealed class JsonRoute
{
    private readonly List<(byte[] Name, JsonRoute Route)> _children = [];

    /// <summary>Where an array's elements lead; null if arrays are of no interest here.</summary>
    public JsonRoute? Elements { get; private set; }

    /// <summary>Whether an object here is a unit.</summary>
    public bool IsUnit { get; private set; }

    /// <summary>Index of the context that the value here is; -1 for none.</summary>
    public int Context { get; private set; } = -1;

    /// <summary>Whether a property of an object here is a context: it ends with the object.</summary>
    public bool HoldsContext { get; private set; }

    public bool HasChildren => _children.Count > 0;

    /// <summary>The routes of a layout; an array at the root is passed through.</summary>
    public static JsonRoute Of(JsonLayout layout)
    {
        var root = new JsonRoute();
        foreach (var path in layout.Units)
        {
            root.Follow(path).IsUnit = true;
        }

        for (var i = 0; i < layout.Context.Length; i++)
        {
            (var name, var path) = layout.Context[i];
            root.Follow(path).Context = Array.FindIndex(layout.Context, context => context.Name == name);
            var parent = path.LastIndexOf('.');
            root.Follow(parent < 0 ? "" : path[..parent]).HoldsContext = true;
        }

        root.Elements = root;
        return root;
    }

    public JsonRoute? Find(ReadOnlySpan<byte> name)
    {
        foreach ((var candidate, var route) in _children)
        {
            if (name.SequenceEqual(candidate))
            {
                return route;
            }
        }

        return null;
    }

    private JsonRoute Follow(string path)
    {
        var route = this;
        foreach (var segment in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var isArray = segment.EndsWith("[]", StringComparison.Ordinal);
            var name = System.Text.Encoding.UTF8.GetBytes(isArray ? segment[..^2] : segment);
            var child = route._children.Find(entry => entry.Name.AsSpan().SequenceEqual(name)).Route;
            if (child is null)
            {
                route._children.Add((name, child = new JsonRoute()));
            }

            route = isArray ? child.Elements ??= new JsonRoute() : child;
        }

        return route;
    }
}
