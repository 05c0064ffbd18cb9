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

    /// <summary>The name in <see cref="RunCounts.Further"/> of the number of kept posts without a time.</summary>
    public const string UntimedPosts = "untimed_posts";

    /// <summary>The name in <see cref="RunCounts.Further"/> of the number of posts with bytes that are not UTF-8.</summary>
    public const string IllFormedPosts = "flagged_ill_formed";

    /// <summary>The notes, one sentence each; none where nothing is to be said. Plain text: the zone's name is as the user wrote it, paths as their containers have them.</summary>
    public static IReadOnlyList<string> Of(RunInfo run)
    {
        var notes = new List<string>();
        if (Sum(run.Inputs.SelectMany(input => input.Further), ZonelessTimes) is > 0 and var zoneless)
        {
            var zone = Parameter(run, "time_zone") as string ?? "UTC unless --time-zone says otherwise";
            notes.Add($"{Count(zoneless, "time without a zone was", "times without a zone were")} read as {zone}.");
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), UnreadableTimes) is > 0 and var unreadable)
        {
            notes.Add($"{Count(unreadable, "time", "times")} could not be read; such a post counts as one without a time.");
        }

        var hasRange = Parameter(run, "since") is not null || Parameter(run, "until") is not null;
        if (hasRange && Sum(run.Counts.Further, UntimedPosts) is > 0 and var untimed)
        {
            notes.Add($"{Count(untimed, "post has no time and was", "posts have no time and were")} kept; --timed-only sets {(untimed == 1 ? "it" : "them")} aside.");
        }

        if (Sum(run.Counts.Further, IllFormedPosts) is > 0 and var illFormed)
        {
            notes.Add($"{Count(illFormed, "post holds", "posts hold")} bytes that are not UTF-8; each was read as U+FFFD, "
                + "so texts that differ only there count as the same: convert the file to UTF-8.");
        }

        if (Sum(run.Inputs.SelectMany(input => input.Further), UndecodableBytes) is > 0 and var undecodable)
        {
            notes.Add($"{Count(undecodable, "byte is", "bytes are")} none of the encoding read and became U+FFFD; another --encoding may fit.");
        }

        foreach (var container in run.Containers.Where(container => container.LeftOut.Count > 0))
        {
            var reasons = string.Join(", ", container.LeftOut.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Name.Replace('_', ' ')} {reason.Count:N0}")));
            notes.Add($"{container.Path}: {Count(container.Members, "member was", "members were")} read, {container.LeftOut.Sum(reason => reason.Count).ToString("N0", CultureInfo.InvariantCulture)} left out ({reasons}).");
        }

        return notes;
    }

    private static long Sum(IEnumerable<NamedCount> counts, string name) => counts.Where(count => count.Name == name).Sum(count => count.Count);

    private static object? Parameter(RunInfo run, string name) => run.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;

    private static string Count(long n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n:N0} {(n == 1 ? one : many)}");
}
