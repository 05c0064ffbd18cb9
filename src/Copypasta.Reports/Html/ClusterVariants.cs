using System.Text;
using System.Text.Json;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The distinct texts of a cluster against its exemplar. Keeps its buffers; one thread at a time.</summary>
internal sealed class ClusterVariants(DetectionResult result)
{
    private readonly MemberComparison _comparison = new();
    private readonly Obfuscations _obfuscations = new();

    /// <summary>
    /// The property <c>variants</c>: posts, similarity, source, row, what is pointed out, the text with its obfuscations shown or 0, and then the pieces: what is missing after -, what is added
    /// after +, and what is in both either after = or as its beginning and length in the exemplar, UTF-16 units. First the exemplar, then those with the most posts.
    /// </summary>
    public void Write(ReportWriter writer, Cluster cluster, ReadOnlySpan<Member> members, List<MemberGroup> texts)
    {
        var posts = result.Posts;
        var exemplarText = posts[cluster.ExemplarPost].Text;
        var exemplar = writer.Text(posts.RawText(cluster.ExemplarPost), ReportLimits.TextLength);
        writer.Json.WriteStartArray("variants"u8);
        foreach (var group in Order(members, texts, exemplarText).Take(ReportLimits.Variants))
        {
            // The exemplar is shown by the post that the tables name, also where the same text has an earlier member.
            var post = group.Key == exemplarText ? cluster.ExemplarPost : members[group.First].Post;
            writer.Json.WriteStartArray();
            writer.Json.WriteNumberValue(group.Posts);
            writer.Json.WriteNumberValue(members[group.First].Similarity.Millionths);
            writer.Json.WriteNumberValue(posts[post].Source);
            writer.Json.WriteNumberValue(posts[post].Row);
            var text = group.Key == exemplarText ? exemplar : writer.Text(posts.RawText(post), ReportLimits.TextLength);
            var diff = _comparison.Compare(exemplar, text);
            Points(writer.Json, diff.Points);
            Revealed(writer.Json, posts.RawText(post));
            Pieces(writer.Json, exemplar, diff.Pieces);

            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndArray();
    }

    private List<MemberGroup> Order(ReadOnlySpan<Member> members, List<MemberGroup> texts, int exemplarText)
    {
        var similarities = new Dictionary<int, int>(texts.Count);
        foreach (var group in texts)
        {
            similarities[group.Key] = members[group.First].Similarity.Millionths;
        }

        texts.Sort((a, b) =>
            (b.Key == exemplarText).CompareTo(a.Key == exemplarText) is not 0 and var exemplarFirst ? exemplarFirst
            : b.Posts.CompareTo(a.Posts) is not 0 and var morePosts ? morePosts
            : similarities[b.Key].CompareTo(similarities[a.Key]) is not 0 and var moreAlike ? moreAlike
            : result.Posts.Texts[a.Key].SequenceCompareTo(result.Posts.Texts[b.Key]));
        return texts;
    }

    private static void Pieces(Utf8JsonWriter json, string exemplar, IReadOnlyList<DiffPiece> pieces)
    {
        var at = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (kind, text) = pieces[i];
            if (kind != DiffKind.Same)
            {
                json.WriteStringValue(string.Concat(kind == DiffKind.Added ? "+" : "-", text));
                at += kind == DiffKind.Missing ? text.Length : 0;
                continue;
            }

            // Other white space may stand between the words there; the exemplar itself has one piece, its text.
            var start = at;
            at = EndOf(exemplar, at, text);
            if (pieces.Count > 1 && exemplar.AsSpan(start, at - start).SequenceEqual(text))
            {
                json.WriteStartArray();
                json.WriteNumberValue(start);
                json.WriteNumberValue(text.Length);
                json.WriteEndArray();
            }
            else
            {
                json.WriteStringValue("=" + text);
            }
        }
    }

    private static int EndOf(string exemplar, int start, string text)
    {
        var letters = text.Count(c => !char.IsWhiteSpace(c));
        for (; start < exemplar.Length && (letters > 0 || char.IsWhiteSpace(exemplar[start])); start++)
        {
            letters -= char.IsWhiteSpace(exemplar[start]) ? 0 : 1;
        }

        return start;
    }

    private static void Points(Utf8JsonWriter json, IReadOnlyList<DiffPoint> points)
    {
        json.WriteStartArray();
        foreach (var point in points)
        {
            json.WriteStartArray();
            json.WriteStringValue(point.Kind.ToString().ToLowerInvariant());
            json.WriteNumberValue(point.Piece);
            json.WriteStringValue(point.Reference);
            json.WriteStringValue(point.Text);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // The text between and the obfuscations in turn, beginning with a text; 0 where there are none.
    private void Revealed(Utf8JsonWriter json, ReadOnlySpan<byte> raw)
    {
        var found = _obfuscations.Find(raw);
        if (found.Count == 0)
        {
            json.WriteNumberValue(0);
            return;
        }

        json.WriteStartArray();
        var at = 0;
        const int left = ReportLimits.TextLength;
        foreach (var use in found.TakeWhile(use => use.Start < ReportLimits.TextLength))
        {
            if (use.Start < at)
            {
                continue; // within a pile that has been shown
            }

            json.WriteStringValue(VisibleText.Show(raw[at..use.Start], left, out _));
            json.WriteStringValue(VisibleText.Show(Encoding.UTF8.GetBytes(use.Shown), left, out _));
            at = use.Start + use.Length;
        }

        json.WriteStringValue(VisibleText.Show(raw[at..], Math.Max(0, left - at), out _));
        json.WriteEndArray();
    }
}
