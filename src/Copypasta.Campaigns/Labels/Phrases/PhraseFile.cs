using System.Text;

namespace Copypasta.Campaigns;

/// <summary>A line of a phrase list.</summary>
/// <param name="Language">ISO 639-1 code of the section.</param>
/// <param name="Text">The phrase as written.</param>
internal readonly record struct Phrase(string Language, string Text);

/// <summary>Reads the lists that are part of this assembly: <c>#</c> begins a comment, <c>[xx]</c> a language's section.</summary>
internal static class PhraseFile
{
    public static Phrase[] Read(string name)
    {
        var phrases = new List<Phrase>();
        var language = "";
        foreach (var line in Lines(name))
        {
            if (line[0] == '[' && line[^1] == ']')
            {
                language = line[1..^1];
            }
            else
            {
                phrases.Add(new Phrase(language, line));
            }
        }

        return [.. phrases];
    }

    /// <summary>The lines of a list that has no languages.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(PhraseFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the list '{name}' is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
