using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// shared-link: at least 80% of the posts link one page, and say no more than its title does, or end as a share button leaves them. A link beside a text of the posters' own is no such thing.
/// </summary>
internal static class SharedLinkRule
{
    private const int Percent = 80;
    private const int TitlePercent = 80;

    public static Finding Judge(ClusterTraits cluster)
    {
        var link = MostCommon.Of(cluster.Posts, p => p.Links);
        var (linked, shared) = (new Tally(), new Tally());
        TitleWords? within = null;
        foreach (var post in cluster.Posts)
        {
            var links = link is { } l && post.Links.Contains(l.Value) ? Answer.Yes : post.HidesLinks ? Answer.CannotTell : Answer.No;
            linked.Add(post, links);

            // Without a title what the text says can but confirm a link that is known.
            shared.Add(post, links == Answer.No || (links == Answer.CannotTell && post.LinkTitle is null) ? links : Answers.And(
                links,
                post.Text.HasShareSuffix || post.Text.Body.Length == 0 ? Answer.Yes : post.LinkTitle is null ? Answer.CannotTell : Answers.Of((within ??= new TitleWords()).Hold(post.Text.Body, post.LinkTitle))));
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

    // Is most of a text within a title? Of its own shingles, so that a longer text is not.
    private sealed class TitleWords
    {
        private readonly TextNormalizer _normalizer = new(PostText.Plain);
        private readonly ShingleSet _text = new(Shingle.Default);
        private readonly ShingleSequence _title = new(Shingle.Default);
        private readonly Dictionary<(string Body, string Title), bool> _answers = [];

        public bool Hold(string body, string title)
        {
            if (_answers.TryGetValue((body, title), out var answer))
            {
                return answer;
            }

            var comparable = _normalizer.Normalize(title, out _).ToString();
            _text.Load(Encoding.UTF8.GetBytes(body));
            _title.Load(Encoding.UTF8.GetBytes(comparable));
            answer = _text.IsLongEnough(null)
                ? _text.Shared(_title) * 100L >= (long)TitlePercent * _text.Count
                : $" {comparable} ".Contains($" {body} ", StringComparison.Ordinal);
            _answers.Add((body, title), answer);
            return answer;
        }
    }
}
