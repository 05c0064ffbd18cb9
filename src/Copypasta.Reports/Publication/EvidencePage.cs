using System.Globalization;
using System.Net;
using System.Text;
using Copypasta.Campaigns;

namespace Copypasta.Reports;

/// <summary>The exported posts as a page for reading: no script, nothing fetched, each text compared with the one it is held against. Post text passes <see cref="VisibleText"/> and is isolated.</summary>
internal static class EvidencePage
{
    private const string Style =
        """
        :root { color-scheme: light dark; }
        body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
        table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0; }
        h1 { overflow-wrap: anywhere; }
        th, td { padding: .2rem .6rem; border: 1px solid #8888; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        section { border-top: 1px solid #8888; margin-top: 1.5rem; }
        h2 { font-size: 1.1rem; }
        .meta { font-size: .85rem; overflow-wrap: anywhere; }
        blockquote { margin: .6rem 0; padding: .4rem .8rem; border-left: .3rem solid #8888; white-space: pre-wrap; overflow-wrap: anywhere; }
        ins { background: #2a72; text-decoration: underline; } ins::before { content: "{+"; } ins::after { content: "+}"; }
        del { background: #c332; text-decoration: line-through; } del::before { content: "[-"; } del::after { content: "-]"; }
        """;

    public static string Write(RecordedRun run, EvidenceSelection selection)
    {
        var html = new StringBuilder();
        html.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Posts of {Encode(selection.Title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>Posts of <bdi>{Encode(selection.Title)}</bdi></h1>
            <p>{Encode(MethodsText.Paragraph(run))}</p>
            <p>Texts are quoted as posted; control characters are shown as [U+0007]. In comparisons <ins>words only in this text</ins> and <del>words only in the other</del> are marked. Permalinks are built from ids and were not fetched: they do not show that a post is there, or was. All times are UTC.</p>

            """);
        html.Append("<table>\n");
        foreach (var (name, value) in selection.Facts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{Encode(name)}</th><td>{Encode(value)}</td></tr>\n");
        }

        html.Append("</table>\n").Append(selection.Reference is null ? $"<p>{MethodsText.PairNote}</p>\n" : "");
        Inputs(html, selection);
        var comparison = new MemberComparison();
        if (selection.Reference is { } reference)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>The exemplar: record {reference.Number}</h2>\n<p>The texts below are compared with it; each has the similarity given to it.</p>\n");
            Quote(html, reference);
            html.Append("</section>\n");
            foreach (var post in selection.Posts)
            {
                html.Append(CultureInfo.InvariantCulture, $"<section id=\"record-{post.Number}\">\n<h2>Record {post.Number}</h2>\n");
                About(html, post, $"; similarity {Number(post.Similarity)}");
                if (post == reference)
                {
                    html.Append("<p>This is the exemplar.</p>\n");
                }
                else
                {
                    Compare(html, comparison, reference, post, "exemplar");
                }

                html.Append("</section>\n");
            }
        }

        foreach (var coPost in selection.CoPosts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>Occasion {coPost.Occasion}: records {coPost.A.Number} and {coPost.B.Number}</h2>\n<p class=\"meta\">similarity to each other {Number(coPost.Similarity)}; lag {Encode(coPost.Lag.Length == 0 ? "not known" : coPost.Lag + " s")}{(coPost.Labels.Length == 0 ? "" : $"; labels {Encode(coPost.Labels)}")}</p>\n");
            About(html, coPost.A, "");
            Quote(html, coPost.A);
            About(html, coPost.B, "");
            Compare(html, comparison, coPost.A, coPost.B, "other");
            html.Append("</section>\n");
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Inputs(StringBuilder html, EvidenceSelection selection)
    {
        html.Append("<table>\n<tr><th>input</th><th>name</th><th>SHA-256</th><th>its records</th></tr>\n");
        foreach (var input in selection.Inputs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{input.Recorded.Number}</td><td><bdi>{Encode(input.Recorded.Name)}</bdi></td><td>{input.Recorded.Sha256}</td><td>{Encode(EvidenceFiles.Words(input))}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void About(StringBuilder html, EvidencePost post, string similarity)
    {
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"meta\">record {post.Number}: account <bdi>{(post.Author.Length == 0 ? "not known" : Encode(post.Author))}</bdi>; time {(Timestamp.Format(post.Time) is { Length: > 0 } time ? time : "not known")}; ");
        html.Append(CultureInfo.InvariantCulture, $"id <bdi>{(post.Id.Length == 0 ? "not known" : Encode(post.Id))}</bdi>{similarity}<br>\ninput {post.Input.Recorded.Number}, row {post.Row}");
        html.Append(post.Offset < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", bytes {post.Offset} to {post.Offset + post.Length - 1}"));
        html.Append(post.Sha256.Length == 0 ? "; <strong>no record: the input could not be had</strong>" : $"; {Encode(post.Input.File!)}, SHA-256 of the record {post.Sha256}");
        html.Append(post.Permalink is { } link ? $"<br>\n<a href=\"{Encode(link)}\" rel=\"noreferrer nofollow\">{Encode(link)}</a>" : "").Append("</p>\n");
    }

    private static void Quote(StringBuilder html, EvidencePost post) => html.Append(CultureInfo.InvariantCulture, $"<blockquote dir=\"auto\">{Encode(Encoding.UTF8.GetString(post.Text))}</blockquote>\n");

    private static void Compare(StringBuilder html, MemberComparison comparison, EvidencePost reference, EvidencePost post, string other)
    {
        if (reference.Text.AsSpan().SequenceEqual(post.Text))
        {
            Quote(html, post);
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"meta\">The same as the {other}, byte for byte.</p>\n");
            return;
        }

        var diff = comparison.Compare(Encoding.UTF8.GetString(reference.Text), Encoding.UTF8.GetString(post.Text));
        html.Append("<blockquote dir=\"auto\">");
        foreach (var piece in diff.Pieces)
        {
            html.Append(piece.Kind switch
            {
                DiffKind.Added => $"<ins>{Encode(piece.Text)}</ins>",
                DiffKind.Missing => $"<del>{Encode(piece.Text)}</del>",
                _ => Encode(piece.Text),
            });
        }

        html.Append("</blockquote>\n");
        var points = diff.Points.Select(point => point.Kind switch
        {
            DiffPointKind.Number => $"numbers differ: {Named(point.Reference)} there, {Named(point.Text)} here",
            DiffPointKind.Negation => $"a negation differs: {Named(point.Reference)} there, {Named(point.Text)} here",
            _ => "reads the same, written otherwise",
        }).Distinct().ToArray();
        html.Append(points.Length == 0 ? "" : $"<p class=\"meta\">Points: {Encode(string.Join("; ", points))}.</p>\n");
    }

    private static string Named(string text) => text.Length == 0 ? "none" : $"“{text}”";

    private static string Number(double similarity) => similarity.ToString("F6", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(VisibleText.Show(Encoding.UTF8.GetBytes(text), int.MaxValue, out _));
}
