using System.IO.Hashing;
using System.Text;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>Where a run keeps working data, if not within its folder: a note in the folder says it, so that an interrupted run finds them again.</summary>
internal static class WorkingPlace
{
    /// <summary>The file that says it: one line, the path.</summary>
    public const string NoteName = ".place.tmp";

    private const string Prefix = "copypasta-";
    private const int MaxNoteBytes = 1 << 16;

    /// <summary>The working folder of a run in a folder of the user's.</summary>
    public static string In(string folder, string run) =>
        Path.Combine(Path.GetFullPath(folder), $"{Prefix}{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(Path.GetFullPath(run))):x16}");

    /// <summary>The place that a run has noted; null where it has not.</summary>
    public static string? Of(string run)
    {
        var note = new FileInfo(Path.Combine(run, NoteName));
        if (!note.Exists || note.Length is 0 or > MaxNoteBytes)
        {
            return null;
        }

        // What is removed in the end must be a folder that a run has made, whatever stands in the note.
        var place = File.ReadAllText(note.FullName).TrimEnd('\n');
        var name = Path.GetFileName(place);
        return Path.IsPathFullyQualified(place) && name.Length == Prefix.Length + 16 && name.StartsWith(Prefix, StringComparison.Ordinal) && name[Prefix.Length..].All(char.IsAsciiHexDigitLower)
            ? place
            : null;
    }

    /// <summary>Notes a place, on disk before anything is kept there.</summary>
    public static void Note(string run, string place)
    {
        var path = Path.Combine(run, NoteName);
        using (var file = new FileStream(path + ".new", FileMode.Create))
        {
            file.Write(Encoding.UTF8.GetBytes(place + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
        DirectorySync.Flush(run);
    }

    /// <summary>Nothing is kept there any more.</summary>
    public static void Forget(string run)
    {
        File.Delete(Path.Combine(run, NoteName));
        File.Delete(Path.Combine(run, NoteName + ".new"));
    }

    /// <summary>Removes the place that a run has noted, and the note.</summary>
    public static void Remove(string run)
    {
        if (Of(run) is { } place && Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }

        Forget(run);
    }
}
