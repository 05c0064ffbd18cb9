using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>
/// Which inputs have values in which fields. An input without any is taken to lack the field: that a post of it has no value says nothing.
/// </summary>
public sealed class FieldPresence
{
    // By source, a bit for each field.
    private readonly List<uint> _sources;
    private uint _any;

    internal FieldPresence(params ReadOnlySpan<uint> sources)
    {
        _sources = [.. sources];
        foreach (var fields in sources)
        {
            _any |= fields;
        }
    }

    /// <summary>Whether any post that was read has a value in a field.</summary>
    public bool Has(PostField field) => (_any & Bit(field)) != 0;

    /// <summary>Whether any post that was read from a source has a value in a field.</summary>
    public bool Has(int source, PostField field) => source < _sources.Count && (_sources[source] & Bit(field)) != 0;

    /// <summary>A set of one field.</summary>
    internal static uint Bit(PostField field) => 1u << (int)field;

    /// <summary>Notes the fields that some posts of a source have.</summary>
    internal void Add(int source, uint fields)
    {
        while (_sources.Count <= source)
        {
            _sources.Add(0);
        }

        _sources[source] |= fields;
        _any |= fields;
    }

    internal uint[] ToArray() => [.. _sources];
}
