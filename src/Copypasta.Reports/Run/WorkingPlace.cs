using System.IO.Hashing;
using System.Text;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>Where a run keeps working data, if not within its folder: a note in the folder says it, so that an interrupted run finds them again.</summary>
internal static class WorkingPlace
{
    /// <summary>The file that says it: the path, and on a second line the run's, by which a copy of the run's folder is told from the folder when it has been moved.</summary>
    public const string NoteName = ".place.tmp";

    private const string Prefix = "copypasta-";
    private const int MaxNoteBytes = 1 << 16;

    /// <summary>The working folder of a run in a folder of the user's.</summary>
    public static string In(string folder, string run) =>
        Path.Combine(Path.GetFullPath(folder), $"{Prefix}{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(Path.GetFullPath(run))):x16}");

    /// <summary>The place that a run has noted; null where it has not, or the place is another's.</summary>
    public static string? Of(string run) => Read(run) is var (place, _) && OwnerOf(run) is null ? place : null;

    /// <summary>The run that a run's folder is a copy of, which has its working data still in the place that both name; null where there is no such.</summary>
    public static string? OwnerOf(string run)
    {
        if (Read(run) is not var (place, owner) || owner == RealPath.Of(run))
        {
            return null;
        }

        // Where its name in the place is not even made of the run's, nothing says whose it is.
        return owner is null
            ? place == In(Path.GetDirectoryName(place)!, run) ? null : "another run"
            : Read(owner)?.Place == place ? owner : null;
    }

    /// <summary>Notes a place, on disk before anything is kept there.</summary>
    public static void Note(string run, string place)
    {
        var path = Path.Combine(run, NoteName);
        using (var file = new FileStream(path + ".new", FileMode.Create))
        {
            file.Write(Encoding.UTF8.GetBytes($"{place}\n{RealPath.Of(run)}\n"));
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

    private static (string Place, string? Owner)? Read(string run)
    {
        var note = new FileInfo(Path.Combine(run, NoteName));
        if (!note.Exists || note.Length is 0 or > MaxNoteBytes)
        {
            return null;
        }

        // What is removed in the end must be a folder that a run has made, whatever stands in the note.
        var lines = File.ReadAllText(note.FullName).Split('\n');
        var name = Path.GetFileName(lines[0]);
        return Path.IsPathFullyQualified(lines[0]) && name.Length == Prefix.Length + 16 && name.StartsWith(Prefix, StringComparison.Ordinal) && name[Prefix.Length..].All(char.IsAsciiHexDigitLower)
            ? (lines[0], lines.Length > 2 && Path.IsPathFullyQualified(lines[1]) ? lines[1] : null)
            : null;
    }
}
