namespace Copypasta.Campaigns;

/// <summary>
/// shared-link: at least 80% of the posts link one page, and say no more than its title does but for a few words (the site's name, "must read"), or end as a share button leaves them. A link beside a text of the
/// posters' own is no such thing. One page: one address, or one title on one host, as addresses get parameters of all kinds on their way.
/// </summary>
internal static class SharedLinkRule
{
    private const int Percent = 80;
    private const int TitlePercent = 80;

    // A few words beside a title, no more than a third of the text. Some scripts write no spaces between words: so many shingles, too.
    private const int FewWords = 4;
    private const int FewShingles = 24;
    private const int FewPart = 3;

    public static Finding Judge(ClusterTraits cluster)
    {
        var link = MostCommon.Of(cluster.Posts, p => p.Links);
        var (linked, shared) = (new Tally(), new Tally());
        var titles = new TitleWords(cluster.Buffers);
        var page = link is { } most ? new Page(most.Value, MostCommon.Of(cluster.Posts, p => p.LinkTitle is not null && p.Links.Contains(most.Value) ? titles.Comparable(p.LinkTitle) : null)?.Value) : default;
        foreach (var post in cluster.Posts)
        {
            var links = page.IsLinkedBy(post, titles) ? Answer.Yes : post.HidesLinks ? Answer.CannotTell : Answer.No;
            linked.Add(post, links);

            // Without a title what the text says can but confirm a link that is known.
            shared.Add(post, links == Answer.No || (links == Answer.CannotTell && post.LinkTitle is null) ? links : Answers.And(
                links,
                post.Text.HasShareSuffix || post.Text.Body.Length == 0 ? Answer.Yes : post.LinkTitle is null ? Answer.CannotTell : Answers.Of(titles.Hold(post.Text.Body, post.LinkTitle))));
        }

        var answer = shared.Reaches(Percent);
        var missing = new List<string>();
        if (answer == Answer.CannotTell)
        {
            missing.AddRange(cluster.Posts.Any(p => p.HidesLinks) ? ["unshortened link"] : []);
            missing.AddRange(cluster.Posts.Any(p => p.LinkTitle is null) ? ["link title"] : []);
        }

        return new Finding(
            LabelCode.SharedLink, answer, shared.Share,
            [new RuleValue("link", link?.Value), new RuleValue("link_share", linked.Share), .. answer == Answer.Yes ? [new RuleValue("share_button_posts", cluster.Posts.Count(p => p.Text.HasShareSuffix))] : Array.Empty<RuleValue>()],
            shared.Examples, missing);
    }

    /// <param name="Address">Its most frequent address; null where there is none.</param>
    /// <param name="Title">Its title, comparable; null where none is known.</param>
    private readonly record struct Page(string? Address, string? Title)
    {
        public bool IsLinkedBy(PostTraits post, TitleWords titles)
        {
            var (address, title) = this;
            return address is not null && (post.Links.Contains(address)
                || (title is { Length: > 0 } && post.LinkTitle is not null && titles.Comparable(post.LinkTitle) == title && Array.Exists(post.Links, l => HostOf(l).SequenceEqual(HostOf(address)))));
        }

        private static ReadOnlySpan<char> HostOf(string address) => address.AsSpan().IndexOfAny("/?:") is >= 0 and var end ? address.AsSpan(0, end) : address;
    }

    // Is most of a text within a title? Of its own shingles, so that a longer text is not.
    private sealed class TitleWords(TextBuffers buffers)
    {
        private readonly Dictionary<(string Body, string Title), bool> _answers = [];
        private readonly Dictionary<string, string> _comparable = new(StringComparer.Ordinal);

        public string Comparable(string title)
        {
            if (!_comparable.TryGetValue(title, out var comparable))
            {
                _comparable.Add(title, comparable = buffers.NormalizePlain(title));
            }

            return comparable;
        }

        public bool Hold(string body, string title)
        {
            if (_answers.TryGetValue((body, title), out var answer))
            {
                return answer;
            }

            var comparable = Comparable(title);
            var (text, words) = (buffers.OtherShingles, buffers.OtherSequence);
            text.Load(buffers.Utf8(body));
            words.Load(buffers.Utf8(comparable));
            if (text.IsLongEnough(null))
            {
                var own = text.Count - text.Shared(words);
                answer = own * 100L <= (100 - TitlePercent) * (long)text.Count || (own <= FewShingles && own * (long)FewPart <= text.Count && OwnWords(body, comparable) <= FewWords);
            }
            else
            {
                answer = $" {comparable} ".Contains($" {body} ", StringComparison.Ordinal);
            }

            _answers.Add((body, title), answer);
            return answer;
        }

        // A word that stands twice in the text and once in the title is one of its own, too.
        private static int OwnWords(string body, string title)
        {
            var words = title.Split(' ').ToList();
            return body.Split(' ').Count(word => !words.Remove(word));
        }
    }
}
