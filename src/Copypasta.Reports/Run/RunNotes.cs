using System.Globalization;

namespace Copypasta.Reports;

/// <summary>What a reader must know of a run's times and bytes before trusting its results, in sentences; the terminal and the report say the same.</summary>
public static class RunNotes
{
    /// <summary>The name in <see cref="InputInfo.Further"/> of the number of times that named no zone.</summary>
    public const string ZonelessTimes = "zoneless_times";

    /// <summary>The name in <see cref="InputInfo.Further"/> of the number of times that could not be read.</summary>
    public const string UnreadableTimes = "unreadable_times";

    /// <summary>The name in <see cref="InputInfo.Further"/> of the number of bytes that are none of the encoding.</summary>
    public const string UndecodableBytes = "undecodable_bytes";

    /// <summary>The name in <see cref="InputInfo.Further"/> of the number of post ids that a spreadsheet had rounded.</summary>
    public const string RoundedIds = "rounded_ids";

    /// <summary>The name in <see cref="InputInfo.Further"/> of the number of authors that a spreadsheet had rounded.</summary>
    public const string RoundedAuthors = "rounded_authors";

    /// <summary>The name in <see cref="InputInfo.Further"/> of whether the input ends where something was still open: 1, or 0.</summary>
    public const string EndsEarly = "ends_early";

    /// <summary>The name in <see cref="RunCounts.SetAside"/> of the number of posts that were read before.</summary>
    public const string DuplicateIds = "duplicate_ids";

    /// <summary>The name in <see cref="RunCounts.Further"/> of the number of those whose text is another than that of the post kept.</summary>
    public const string ChangedDuplicates = "duplicate_ids_of_other_text";

    /// <summary>The name in <see cref="RunCounts.Further"/> of the number of kept posts that are other people's, read beside the archive; absent where there is no background.</summary>
    public const string BackgroundPosts = "background_posts";

    /// <summary>The name in <see cref="RunCounts.Further"/> of the number of kept posts without a time.</summary>
    public const string UntimedPosts = "untimed_posts";

    /// <summary>Of fewer posts than this, whole minutes may be chance.</summary>
    public const int MinPostsForResolution = 10;

    /// <summary>The name in <see cref="RunCounts.Further"/> of the number of posts with bytes that are not UTF-8.</summary>
    public const string IllFormedPosts = "flagged_ill_formed";

    private const int ShownPaths = 3;

    /// <summary>The notes, one sentence each; none where nothing is to be said. Plain text: the zone's name is as the user wrote it, paths as their containers have them.</summary>
    public static IReadOnlyList<string> Of(RunInfo run)
    {
        var notes = new List<string>();
        if (run.Counts.Kept == 0)
        {
            notes.Add($"No post was kept: of {Count(run.Counts.Read, "record", "records")} all were rejected or set aside.");
        }

        if (run.Counts.Further.FirstOrDefault(count => count.Name == BackgroundPosts) is { } background)
        {
            notes.Add($"Of the posts kept {background.Count.ToString("N0", CultureInfo.InvariantCulture)} {(background.Count == 1 ? "is" : "are")} of the background: other people's, which all counts of posts, accounts and clusters include. No pair of two accounts of the background is tested or told.");
        }

        var cutOff = run.Inputs.Where(input => Sum(input.Further, EndsEarly) > 0).Select(input => input.Path).ToList();
        if (cutOff.Count > 0)
        {
            notes.Add($"{Count(cutOff.Count, "input ends", "inputs end")} within a record, or before all brackets are closed ({First(cutOff)}): {(cutOff.Count == 1 ? "it" : "they")} may be cut off, and what is missing was not read.");
        }

        foreach (var (field, path) in UnusedAlternatives(run))
        {
            notes.Add($"--map {field}: no post has its {field} from '{path}'.");
        }

        if (run.Inputs.Sum(input => input.NotPosts) is > 0 and var notPosts)
        {
            notes.Add($"{Count(notPosts, "record is", "records are")} no post but of another kind, which the format mixes in.");
        }

        foreach (var (field, lost) in new[] { ("author", "whose posts they are cannot be told, nor which accounts post the same"), ("time", "nothing can be said about when") })
        {
            var without = run.Inputs.Where(input => input.Posts > 0 && input.Mapping.Count > 0 && input.Mapping.All(mapped => mapped.Name != field)).Select(input => input.Path).ToList();
            if (without.Count > 0)
            {
                notes.Add($"No {field} is known of the posts of {Count(without.Count, "input", "inputs")} ({First(without)}): {lost}. --map {field}=COLUMN names a column.");
            }
        }

        foreach (var column in run.Inputs.SelectMany(input => input.MissingColumns).Distinct(StringComparer.Ordinal))
        {
            var without = run.Inputs.Where(input => input.MissingColumns.Contains(column, StringComparer.Ordinal)).Select(input => input.Path).ToList();
            notes.Add($"The column '{column}', which --keep, --where or --group-by names, is not in {Count(without.Count, "input", "inputs")} ({First(without)}): {(without.Count == 1 ? "its" : "their")} posts count as having nothing there.");
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), RoundedIds) is > 0 and var roundedIds)
        {
            notes.Add($"{Count(roundedIds, "post id was", "post ids were")} rounded by a spreadsheet (9.06E+17); such a post counts as one without an id.");
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), RoundedAuthors) is > 0 and var roundedAuthors)
        {
            notes.Add($"{Count(roundedAuthors, "author was", "authors were")} rounded by a spreadsheet (9.06E+17); such a post counts as one without an author: "
                + "map another column with --map author=COLUMN.");
        }

        if (Sum(run.Counts.SetAside, DuplicateIds) is > 0 and var duplicates)
        {
            var changed = Sum(run.Counts.Further, ChangedDuplicates);
            notes.Add($"{Count(duplicates, "post has", "posts have")} the id of an earlier one and {(duplicates == 1 ? "was" : "were")} set aside"
                + $"{(changed > 0 ? $" ({changed.ToString("N0", CultureInfo.InvariantCulture)} with another text)" : "")}; {(run.IsOfIndex ? "an index made with --duplicate-ids keep compares" : "--duplicate-ids keep compares")} them too.");
        }

        foreach (var (resolution, name) in new[] { (86_400m, "a day"), (60m, "a minute") })
        {
            if (run.Inputs.Count(input => input.TimeResolution == resolution && input.Posts >= MinPostsForResolution) is > 0 and var coarse)
            {
                notes.Add($"The times of {Count(coarse, "input", "inputs")} are whole multiples of {name}: who was first within {name} cannot be told.");
            }
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), ZonelessTimes) is > 0 and var zoneless)
        {
            var zone = Parameter(run, "time_zone") as string ?? "UTC unless --time-zone says otherwise";
            notes.Add($"{Count(zoneless, "time without a zone was", "times without a zone were")} read as {zone}.");
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), UnreadableTimes) is > 0 and var unreadable)
        {
            notes.Add($"{Count(unreadable, "time", "times")} could not be read; such a post counts as one without a time. inspect shows one.");
        }

        var hasRange = Parameter(run, "since") is not null || Parameter(run, "until") is not null;
        if (hasRange && Sum(run.Counts.Further, UntimedPosts) is > 0 and var untimed)
        {
            notes.Add($"{Count(untimed, "post has no time and was", "posts have no time and were")} kept; {(run.IsOfIndex ? "an index made with --timed-only" : "--timed-only")} sets {(untimed == 1 ? "it" : "them")} aside.");
        }

        if (Sum(run.Counts.Further, IllFormedPosts) is > 0 and var illFormed)
        {
            notes.Add($"{Count(illFormed, "post holds", "posts hold")} bytes that are not UTF-8; each was read as U+FFFD, "
                + "so texts that differ only there count as the same: name the file's encoding with --encoding, or convert it to UTF-8.");
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), UndecodableBytes) is > 0 and var undecodable)
        {
            notes.Add($"{Count(undecodable, "byte is", "bytes are")} none of the encoding read and became U+FFFD; another --encoding may fit.");
        }

        if (run.Skipped.Count > 0)
        {
            var why = run.Skipped.Select(file => file.Reason).Distinct(StringComparer.Ordinal).ToList() is [var only] ? $": {only}" : "; run.json says why, and inspect FILE looks closer";
            notes.Add($"{Count(run.Skipped.Count, "file was", "files were")} skipped ({First(run.Skipped.Select(file => file.Path))}){why}.");
        }

        if (run.LeftOut.Count > 0)
        {
            notes.Add($"{Count(run.LeftOut.Count, "file is", "files are")} not named like an archive and {(run.LeftOut.Count == 1 ? "was" : "were")} left out ({First(run.LeftOut)}); name such files one by one to read them.");
        }

        foreach (var container in run.Containers.Where(container => container.LeftOut.Count > 0))
        {
            var reasons = string.Join(", ", container.LeftOut.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Name.Replace('_', ' ')} {reason.Count:N0}")));
            notes.Add($"{container.Path}: {Count(container.Members, "member was", "members were")} read, {container.LeftOut.Sum(reason => reason.Count).ToString("N0", CultureInfo.InvariantCulture)} left out ({reasons}).");
        }

        return notes;
    }

    /// <summary>Of fields that may be in several places those in which no input has them: a slip of the pen, as likely as not.</summary>
    private static IEnumerable<(string Field, string Path)> UnusedAlternatives(RunInfo run)
    {
        foreach (var mapped in Parameter(run, "map") as string[] ?? [])
        {
            var (field, paths) = (mapped[..mapped.IndexOf('=', StringComparison.Ordinal)], mapped[(mapped.IndexOf('=', StringComparison.Ordinal) + 1)..].Split('|'));
            var used = run.Inputs.SelectMany(input => input.Mapping).Where(m => m.Name == field).SelectMany(m => $"{m.Value}".Split('|')).ToList();
            foreach (var path in paths.Where(path => paths.Length > 1 && !used.Exists(known => known.Equals(path, StringComparison.OrdinalIgnoreCase) || path.EndsWith("." + known, StringComparison.Ordinal))))
            {
                yield return (field, path);
            }
        }
    }

    private static string First(IEnumerable<string> paths)
    {
        var first = paths.Take(ShownPaths + 1).ToList();
        return string.Join(", ", first.Take(ShownPaths)) + (first.Count > ShownPaths ? ", …" : "");
    }

    private static long Sum(IEnumerable<NamedCount> counts, string name) => counts.Where(count => count.Name == name).Sum(count => count.Count);

    private static object? Parameter(RunInfo run, string name) => run.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;

    private static string Count(long n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n:N0} {(n == 1 ? one : many)}");
}
