using System.Globalization;
using Copypasta.Archives;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What about an input looks as if it were read wrongly, or limits what can be found in it; and what to do, in a sentence each.</summary>
internal static class InspectionAdvice
{
    public static IReadOnlyList<string> Of(InputSummary input, InputInspection posts)
    {
        var advice = new List<string>();
        if (input.Rejected * 100 > input.Records)
        {
            advice.Add($"{Share(input.Rejected, input.Records)} of the records are rejected: is it whole, and is {input.Format} the right --format?");
        }

        if (input.EndsEarly)
        {
            advice.Add("It ends within a record, or before its brackets are closed: it may be cut off. Get it whole.");
        }

        if (posts.Posts == 0)
        {
            advice.Add("There is no post.");
            return advice;
        }

        // A text line has nothing else, and no column to name.
        var hasColumns = input.Columns.Count > 0;
        if (hasColumns && posts.WithoutAuthor == posts.Posts)
        {
            advice.Add("No post names an author, so accounts cannot be counted: name a column with --map author=COLUMN.");
        }

        if (hasColumns && posts.WithoutTime == posts.Posts && input.UnreadableTimes == 0)
        {
            advice.Add("No post has a time, so nothing can be said about when: name a column with --map time=COLUMN.");
        }

        if (hasColumns && posts.WithoutId == posts.Posts)
        {
            advice.Add("No post has an id, so posts collected twice are not recognised: name a column with --map id=COLUMN.");
        }

        if (posts.Reposts == posts.Posts && input.Reposts == posts.Posts && input.Mapping.TryGetValue("repost", out var repost))
        {
            advice.Add($"By '{repost}' every post is a repost: does it hold something else? --map repost= leaves it out, --map repost=COLUMN names another.");
        }

        if (posts.WithoutLanguage == posts.Posts && input.Mapping.TryGetValue("language", out var language))
        {
            advice.Add($"The language column '{language}' is empty in every post: name another with --map language=COLUMN.");
        }

        if (posts.IsOneText && posts.Posts > 1)
        {
            advice.Add($"All texts are the same: is '{input.Mapping.GetValueOrDefault("text", "the line")}' the text? Name another column with --map text=COLUMN.");
        }

        if (posts.EmptyTexts * 2 > posts.Posts)
        {
            advice.Add($"{Share(posts.EmptyTexts, posts.Posts)} of the texts have nothing to compare (empty, or only links, mentions, symbols): name another column with --map text=COLUMN.");
        }

        AddTimes(advice, input, posts.Posts - posts.WithoutTime);
        if (posts.DuplicateIds > 0)
        {
            advice.Add($"{Count(posts.DuplicateIds, "post has", "posts have")} the id of an earlier one; detect sets such posts aside unless --duplicate-ids keep.");
        }

        if (input.RoundedIds + input.RoundedAuthors > 0)
        {
            advice.Add($"A spreadsheet has rounded ids ({Number(input.RoundedIds)}) or authors ({Number(input.RoundedAuthors)}), as in 9.06E+17; "
                + "they count as missing: get the file as it was, or map another column.");
        }

        if (posts.Flags.GetValueOrDefault(TextFlags.IllFormed) > 0)
        {
            advice.Add($"{Count(posts.Flags[TextFlags.IllFormed], "post holds", "posts hold")} bytes that are not UTF-8: the file may be in another encoding; name it with --encoding.");
        }

        return advice;
    }

    private static void AddTimes(List<string> advice, InputSummary input, long timed)
    {
        if (input.UnreadableTimes > 0)
        {
            advice.Add($"{Count(input.UnreadableTimes, "time", "times")} cannot be read{(input.FirstUnreadableTime is { } first ? $", as '{first}'" : "")}; such a post counts as one without a time. Dates are read with the year in four digits, and seconds or milliseconds since 1970.");
        }

        if (input.ZonelessTimes > 0)
        {
            advice.Add("Times name no zone: say which it is with --time-zone ZONE.");
        }

        if (input.TimeResolution >= 60_000 && timed >= RunNotes.MinPostsForResolution)
        {
            advice.Add($"Times are whole {(input.TimeResolution == 60_000 ? "minutes" : "days")}: what happened within one cannot be ordered. Where another column has the time of day, --map time=COLUMN+COLUMN puts the two together.");
        }
    }

    private static string Count(long n, string one, string many) => $"{Number(n)} {(n == 1 ? one : many)}";

    private static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(long part, long whole) => whole == 0 ? "0%" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.#}%");
}
