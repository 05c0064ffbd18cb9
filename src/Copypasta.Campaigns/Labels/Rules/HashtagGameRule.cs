using System.Text;
using System.Text.RegularExpressions;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// hashtag-game: at least 80% of the posts carry one hashtag and no other, and at least half of the posts with it say different things: of the cluster's own, without the hashtag, or of the archive's.
/// </summary>
internal static partial class HashtagGameRule
{
    private const int Percent = 80;
    private const int DissimilarPercent = 50;
    private const double Similar = 0.5;

    // Fewer posts with a hashtag than this show no game.
    private const int FewestPosts = 20;

    public static Finding Judge(ClusterTraits cluster)
    {
        var hashtag = MostCommon.Of(cluster.Posts.SelectMany(p => p.Hashtags));
        var tagged = Tally.Of(cluster.Posts, p => Answers.Of(hashtag is { } h && p.Hashtags is [var only] && only == h.Value));
        if (tagged.Reaches(Percent) != Answer.Yes)
        {
            return new Finding(LabelCode.HashtagGame, Answer.No, 0, [new RuleValue("one_hashtag_share", tagged.Share)], [], []);
        }

        var without = new TextsWithoutHashtags(cluster.Exemplar, hashtag!.Value.Value);
        var apart = Tally.Of(cluster.Posts, p => Answers.Of(!without.IsLike(p.Text)));
        var inside = apart.Reaches(DissimilarPercent);
        var use = cluster.References.Hashtags?.Invoke(hashtag.Value.Value);
        var outside = use is not { } u ? Answer.CannotTell : Answers.Of(u.Posts >= FewestPosts && (u.Posts - u.Copies) * 100 >= DissimilarPercent * u.Posts);
        var answer = Answers.Or(inside, outside);
        return new Finding(
            LabelCode.HashtagGame, answer, tagged.Share,
            [new RuleValue("hashtag", hashtag.Value.Value), new RuleValue("dissimilar_share", apart.Share), .. use is { } all ? [new RuleValue("archive_posts", all.Posts), new RuleValue("archive_copies", all.Copies)] : Array.Empty<RuleValue>()],
            answer == Answer.Yes ? tagged.Examples : [], answer == Answer.CannotTell ? ["use of the hashtag"] : []);
    }

    private sealed partial class TextsWithoutHashtags
    {
        [GeneratedRegex(@"\d+")]
        private static partial Regex Numbers();

        private readonly string _tag;
        private readonly ShingleSet _exemplar = new(Shingle.Default);
        private readonly ShingleSequence _other = new(Shingle.Default);
        private readonly ShingleSet _set = new(Shingle.Default);

        public TextsWithoutHashtags(TextTraits exemplar, string tag)
        {
            _tag = new TextNormalizer(TextProfile.Social).Normalize(tag, out _).ToString();
            _exemplar.Load(Encoding.UTF8.GetBytes(Without(exemplar)));
        }

        public bool IsLike(TextTraits text)
        {
            var bytes = Encoding.UTF8.GetBytes(Without(text));
            _other.Load(bytes);
            _set.Load(bytes);
            var shared = _exemplar.Shared(_other);
            return shared >= Similar * (_exemplar.Count + _set.Count - shared);
        }

        // Other numbers are no other thing said.
        private string Without(TextTraits text)
        {
            var words = _tag.Length == 0 ? text.Normalized : $" {text.Normalized} ".Replace($" {_tag} ", " ", StringComparison.Ordinal).Trim();
            return Numbers().Replace(words, "0");
        }
    }
}
