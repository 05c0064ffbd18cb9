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
        var link = MostCommon.Of(cluster.Posts.SelectMany(p => p.Links));
        var linked = Tally.Of(cluster.Posts, p => link is { } l && p.Links.Contains(l.Value) ? Answer.Yes : p.HidesLinks ? Answer.CannotTell : Answer.No);
        TitleWords? within = null;
        var shared = Tally.Of(cluster.Posts, p => Answers.And(
            link is { } l && p.Links.Contains(l.Value) ? Answer.Yes : p.HidesLinks ? Answer.CannotTell : Answer.No,
            p.Text.HasShareSuffix || p.Text.Body.Length == 0 ? Answer.Yes : p.LinkTitle is null ? Answer.CannotTell : Answers.Of((within ??= new TitleWords()).Hold(p.Text.Body, p.LinkTitle))));
        var answer = shared.Reaches(Percent);
        var missing = new List<string>();
        if (answer == Answer.CannotTell)
        {
            missing.AddRange(cluster.Posts.Any(p => p.HidesLinks) ? ["unshortened link"] : []);
            missing.AddRange(cluster.Posts.Any(p => p.LinkTitle is null) ? ["link title"] : []);
        }

        var suffixes = cluster.Posts.Count(p => p.Text.HasShareSuffix);
        return new Finding(
            LabelCode.SharedLink, answer, shared.Share,
            [new RuleValue("link", link?.Value), new RuleValue("link_share", linked.Share), new RuleValue("share_button_posts", suffixes)],
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
