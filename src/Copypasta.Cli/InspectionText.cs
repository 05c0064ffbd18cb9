using System.Globalization;
using System.Text;
using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What inspect says of one input, for reading on a terminal of 100 columns. Everything from the input passes the terminal's escape.</summary>
internal static class InspectionText
{
    private const int Width = 98;
    private const int LabelWidth = 14;
    private const int MaxLanguages = 8;
    private const int MaxColumns = 200;

    public static string Write(InputSummary input, InputInspection posts, IReadOnlyList<Reject> firstRejects, ReaderOptions options)
    {
        var text = new StringBuilder();
        text.AppendLine(TerminalText.Escape(input.Path));
        Line(text, "format", input.Format + (input.Reason.Length > 0 ? $": {input.Reason}" : " (as named)"));
        Line(text, "platform", input.Platform.Name());
        Line(text, "stored as", $"{Number(input.Bytes)} bytes{(input.IsWhole ? "" : " looked at")}, compression {input.Compression}, {input.Encoding}; {Number(input.DecompressedBytes)} bytes of text");
        Line(text, "fields", string.Join(", ", input.Mapping.Select(m => $"{m.Key} <- {m.Value}")));
        var unmapped = PostFields.Names.Where(name => !input.Mapping.ContainsKey(name)).ToList();
        Line(text, "not found", unmapped.Count == 0 ? "" : string.Join(", ", unmapped));
        Line(text, "columns", string.Join(", ", input.Columns.Take(MaxColumns)) + (input.Columns.Count > MaxColumns ? ", …" : ""));
        Line(text, "dates", Dates(input, options));
        text.AppendLine().AppendLine("  First posts, as they are read:");
        foreach (var post in posts.First)
        {
            Post(text, post);
        }

        text.AppendLine();
        Line(text, "records", $"{Number(input.Records)}{(input.IsWhole ? "" : " (the beginning, as asked for)")}: {Number(input.Posts)} posts, {Number(input.Rejected)} rejected, {Number(input.NotPosts)} of other kinds");
        foreach (var reject in firstRejects)
        {
            Line(text, "", $"row {reject.Row}, line {reject.Line}, byte {reject.Offset}: {reject.Reason}");
        }

        Counts(text, input, posts);
        var advice = InspectionAdvice.Of(input, posts);
        if (advice.Count > 0)
        {
            text.AppendLine();
        }

        foreach (var sentence in advice)
        {
            Line(text, "note", sentence);
        }

        return text.AppendLine().ToString();
    }

    /// <summary>What was not read, and why.</summary>
    public static string Write(SkippedInput file)
    {
        var text = new StringBuilder();
        text.AppendLine(TerminalText.Escape(file.Path));
        Line(text, "not read", file.Reason);
        return text.AppendLine().ToString();
    }

    private static void Counts(StringBuilder text, InputSummary input, InputInspection posts)
    {
        var named = posts.Posts - posts.WithoutLanguage;
        Line(text, "languages", string.Join(", ", posts.Languages.Take(MaxLanguages).Select(l => $"{l.Key} {InspectionAdvice.Share(l.Value, posts.Posts)}"))
            + (posts.Languages.Skip(MaxLanguages).Any() ? ", …" : "") + (named > 0 && posts.WithoutLanguage > 0 ? $"; none {InspectionAdvice.Share(posts.WithoutLanguage, posts.Posts)}" : ""));
        if (posts.Earliest != PostRecord.NoTime)
        {
            Line(text, "times", $"{Timestamp.Format(posts.Earliest)} to {Timestamp.Format(posts.Latest)}, to the {Resolution(input.TimeResolution)}; {Rate(posts)}");
        }

        Line(text, "reposts", $"{Number(posts.Reposts)} ({InspectionAdvice.Share(posts.Reposts, posts.Posts)}): {Number(input.Reposts)} by their field, as a run's inputs count them under "
            + $"flagged_reposts, {Number(posts.Reposts - input.Reposts)} by their text alone, which begins with RT @name; a run sets them aside unless --reposts says otherwise, as far as --where does not do so before");
        Line(text, "accounts", AtLeast(posts) + Number(posts.Accounts));
        Line(text, "missing", $"author {Number(posts.WithoutAuthor)}, id {Number(posts.WithoutId)}, time {Number(posts.WithoutTime)}, language {Number(posts.WithoutLanguage)}");
        Line(text, "repeated ids", AtLeast(posts) + Number(posts.DuplicateIds));
        Line(text, "nothing left", $"{Number(posts.EmptyTexts)} texts, of which nothing is left to compare");
        Line(text, "seen in texts", string.Join(", ", posts.Flags.Where(f => f.Key != TextFlags.Repost).Select(f => $"{FlagName(f.Key)} {Number(f.Value)}")));
    }

    private static string AtLeast(InputInspection posts) => posts.IsAtLeast ? "at least " : "";

    private static void Post(StringBuilder text, InspectedPost post)
    {
        var parts = new List<string> { $"row {post.Row}", post.Time == PostRecord.NoTime ? "no time" : Timestamp.Format(post.Time) };
        parts.Add(post.Id.Length > 0 ? $"id {Cut(post.Id)}" : "no id");
        parts.Add(post.Author.Length > 0 ? $"author {Cut(post.Author)}" : "no author");
        parts.Add(post.Language.Length > 0 ? $"language {Cut(post.Language)}" : "no language");
        if (post.IsRepost)
        {
            parts.Add("repost");
        }

        text.Append("    ").AppendJoin(", ", parts).AppendLine();
        text.Append("      ").AppendLine(post.Text.Length == 0 ? "(no text)" : TerminalText.Excerpt(post.Text, Width - 8));
    }

    private static string Dates(InputSummary input, ReaderOptions options)
    {
        var dates = input.DateOrder switch
        {
            DateOrder.Mdy => "month/day/year; ",
            DateOrder.Dmy => "day/month/year; ",
            DateOrder.Ymd => "year, month, day; ",
            _ => "",
        };
        if (input.TimeResolution is null)
        {
            return "";
        }

        return dates + (input.ZonelessTimes > 0 ? $"{Number(input.ZonelessTimes)} without a zone, read as {options.TimeZone.Id}" : "every time has a zone, or the format says which");
    }

    private static string Resolution(long? milliseconds) => milliseconds switch
    {
        86_400_000 => "day",
        60_000 => "minute",
        1000 => "second",
        _ => "millisecond",
    };

    private static string Rate(InputInspection posts)
    {
        var days = (posts.Latest - posts.Earliest) / 86_400_000.0;
        var timed = posts.Posts - posts.WithoutTime;
        return days >= 2
            ? string.Create(CultureInfo.InvariantCulture, $"{timed / days:N1} posts a day")
            : string.Create(CultureInfo.InvariantCulture, $"{timed / Math.Max(days * 24, 1):N1} posts an hour");
    }

    public static string FlagName(TextFlags flag) => JsonNamingPolicy.KebabCaseLower.ConvertName(flag.ToString());

    /// <summary>A label and what belongs to it, broken at spaces; nothing where there is nothing.</summary>
    private static void Line(StringBuilder text, string label, string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        text.Append("  ").Append(label.PadRight(LabelWidth));
        var column = LabelWidth + 2;
        foreach (var word in TerminalText.Escape(value).Split(' '))
        {
            if (column > LabelWidth + 2 && column + word.Length + 1 > Width)
            {
                text.AppendLine().Append(' ', LabelWidth + 2);
                column = LabelWidth + 2;
            }

            text.Append(column > LabelWidth + 2 ? " " : "").Append(word);
            column += word.Length + 1;
        }

        text.AppendLine();
    }

    private static string Cut(string value) => TerminalText.Excerpt(Encoding.UTF8.GetBytes(value), 30);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
