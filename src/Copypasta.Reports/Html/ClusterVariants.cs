using System.Text;
using System.Text.Json;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>The distinct texts of a cluster against its exemplar. Keeps its buffers; one thread at a time.</summary>
internal sealed class ClusterVariants(DetectionResult result, TextProfile profile)
{
    private readonly SetAside _setAside = new(profile);
    private readonly MemberComparison _comparison = new();
    private readonly Obfuscations _obfuscations = new();

    /// <summary>
    /// The property <c>variants</c>: posts, similarity, source, row, what is pointed out, the text with its obfuscations shown or 0, and then the pieces: what is missing after -, what is added
    /// after +, and what is in both either after = or as its beginning and length in the exemplar, UTF-16 units. Of what was set aside before texts were compared, what is missing stands after &lt;, what is added after &gt;, and what
    /// is in both after ~ or with a third number. First the exemplar, then those with the most posts.
    /// </summary>
    public void Write(ReportWriter writer, Cluster cluster, ReadOnlySpan<Member> members, List<MemberGroup> texts)
    {
        var posts = result.Posts;
        var exemplarText = posts[cluster.ExemplarPost].Text;
        var exemplar = writer.Text(posts.RawText(cluster.ExemplarPost), ReportLimits.TextLength);
        var setAside = _setAside.Find(exemplar);
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
            var pieces = Cut(diff.Pieces, exemplar, setAside, group.Key == exemplarText ? setAside : _setAside.Find(text), out var firsts);
            Points(writer.Json, diff.Points, firsts);
            Revealed(writer.Json, posts.RawText(post));
            Pieces(writer.Json, exemplar, pieces);

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

    /// <summary>Cuts the pieces where what was set aside begins and ends, in the exemplar for what is missing and in the text for all else.</summary>
    /// <param name="pieces">Of the text against the exemplar.</param>
    /// <param name="exemplar">The exemplar.</param>
    /// <param name="inExemplar">What was set aside of it.</param>
    /// <param name="inText">What was set aside of the text.</param>
    /// <param name="firsts">Of each piece the first that it was cut into.</param>
    private static List<Piece> Cut(IReadOnlyList<DiffPiece> pieces, string exemplar, List<(int Start, int End)> inExemplar, List<(int Start, int End)> inText, out int[] firsts)
    {
        var cut = new List<Piece>();
        firsts = new int[pieces.Count];
        int here = 0, there = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            firsts[i] = cut.Count;
            var (kind, text) = pieces[i];
            var isMissing = kind == DiffKind.Missing;
            var (start, place) = (isMissing ? there : here, there);
            foreach (var (part, isSetAside) in Parts(text.Length, start, isMissing ? inExemplar : inText))
            {
                var words = text[part];
                cut.Add(new Piece(kind, isSetAside, words, place));

                // Other white space may stand in the exemplar between the words of both.
                place = kind == DiffKind.Same ? EndOf(exemplar, place, words) : place;
            }

            here += isMissing ? 0 : text.Length;
            there = isMissing ? there + text.Length : place;
        }

        return cut;
    }

    // The parts of a piece that begins at a place of a text.
    private static IEnumerable<(Range Part, bool IsSetAside)> Parts(int length, int start, List<(int Start, int End)> setAside)
    {
        var at = 0;
        foreach (var (from, to) in setAside)
        {
            var (begin, end) = (Math.Max(from - start, at), Math.Min(to - start, length));
            if (begin >= end)
            {
                continue;
            }

            if (begin > at)
            {
                yield return (at..begin, false);
            }

            yield return (begin..end, true);
            at = end;
        }

        if (at < length)
        {
            yield return (at..length, false);
        }
    }

    private static void Pieces(Utf8JsonWriter json, string exemplar, List<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            // The exemplar itself has its text.
            if (piece.Kind == DiffKind.Same && pieces.Exists(other => other.Kind != DiffKind.Same) && exemplar.AsSpan(piece.Place).StartsWith(piece.Text))
            {
                json.WriteStartArray();
                json.WriteNumberValue(piece.Place);
                json.WriteNumberValue(piece.Text.Length);
                if (piece.IsSetAside)
                {
                    json.WriteNumberValue(1);
                }

                json.WriteEndArray();
                continue;
            }

            var sign = piece.Kind switch
            {
                DiffKind.Added => piece.IsSetAside ? ">" : "+",
                DiffKind.Missing => piece.IsSetAside ? "<" : "-",
                _ => piece.IsSetAside ? "~" : "=",
            };
            json.WriteStringValue(sign + piece.Text);
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

    private static void Points(Utf8JsonWriter json, IReadOnlyList<DiffPoint> points, int[] firsts)
    {
        json.WriteStartArray();
        foreach (var point in points)
        {
            json.WriteStartArray();
            json.WriteStringValue(point.Kind.ToString().ToLowerInvariant());
            json.WriteNumberValue(firsts[point.Piece]);
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

    private readonly record struct Piece(DiffKind Kind, bool IsSetAside, string Text, int Place);
}
