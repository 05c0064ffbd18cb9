using System.Text;

namespace Copypasta.Campaigns;

/// <summary>
/// hashtag-game: at least 80% of the posts carry one hashtag and no other, and at least half of the posts with it say different things: of the cluster's own, without the hashtag, or of the archive's. Many must say
/// them: under the hashtag of a topic or a column, the same few accounts post day by day.
/// </summary>
internal static class HashtagGameRule
{
    private const int Percent = 80;
    private const int DissimilarPercent = 50;
    private const double Similar = 0.5;

    // Fewer posts with a hashtag than this show no game, nor do fewer accounts, or any that post more under it one by one. Whoever passes on a joke makes some, too: accounts of the cluster count.
    private const int FewestPosts = 20;
    private const int FewestAccounts = 10;
    private const int MostPerAccount = 15;

    // Accounts within the cluster that say different things.
    private const int FewestInside = 5;

    public static Finding Judge(ClusterTraits cluster)
    {
        var hashtag = MostCommon.Of(cluster.Posts, p => p.Hashtags);
        var tagged = Tally.Of(cluster.Posts, p => Answers.Of(hashtag is { } h && p.Hashtags is [var only] && only == h.Value));
        if (tagged.Reaches(Percent) != Answer.Yes)
        {
            return new Finding(LabelCode.HashtagGame, Answer.No, 0, [new RuleValue("one_hashtag_share", tagged.Share)], [], []);
        }

        var without = new TextsWithoutHashtags(cluster, hashtag!.Value.Value);
        var apart = Tally.Of(cluster.Posts, p => Answers.Of(!without.IsLike(p.Text)));
        var inside = Answers.And(apart.Reaches(DissimilarPercent), Answers.Of(cluster.Accounts.Count + cluster.WithoutAccount >= FewestInside));
        var use = cluster.References.Hashtags?.Invoke(hashtag.Value.Value);
        var outside = use is not { } u ? Answer.CannotTell : u.Posts < FewestPosts || (u.Posts - u.Copies) * 100 < DissimilarPercent * u.Posts ? Answer.No
            : u.Accounts == 0 ? Answer.CannotTell
            : Answers.Of(u.Accounts >= FewestAccounts && u.Posts <= MostPerAccount * u.Accounts);
        var answer = Answers.Or(inside, outside);
        return new Finding(
            LabelCode.HashtagGame, answer, tagged.Share,
            [new RuleValue("hashtag", hashtag.Value.Value), new RuleValue("dissimilar_share", apart.Share), .. use is { } all ? [new RuleValue("archive_posts", all.Posts), new RuleValue("archive_copies", all.Copies), new RuleValue("archive_accounts", all.Accounts)] : Array.Empty<RuleValue>()],
            answer == Answer.Yes ? tagged.Examples : [], answer == Answer.CannotTell ? ["use of the hashtag"] : []);
    }

    private sealed class TextsWithoutHashtags
    {
        private readonly TextBuffers _buffers;
        private readonly string _tag;
        private readonly Dictionary<TextTraits, bool> _answers = [];

        public TextsWithoutHashtags(ClusterTraits cluster, string tag)
        {
            _buffers = cluster.Buffers;
            _tag = _buffers.Normalize(tag, out _);
            _buffers.Shingles.Load(Without(cluster.Exemplar));
        }

        public bool IsLike(TextTraits text)
        {
            if (!_answers.TryGetValue(text, out var answer))
            {
                var words = Without(text);
                _buffers.OtherSequence.Load(words);
                _buffers.OtherShingles.Load(words);
                var shared = _buffers.Shingles.Shared(_buffers.OtherSequence);
                answer = shared >= Similar * (_buffers.Shingles.Count + _buffers.OtherShingles.Count - shared);
                _answers.Add(text, answer);
            }

            return answer;
        }

        // Other numbers are no other thing said.
        private ReadOnlySpan<byte> Without(TextTraits text)
        {
            var words = _tag.Length == 0 ? text.Normalized : $" {text.Normalized} ".Replace($" {_tag} ", " ", StringComparison.Ordinal).Trim();
            return _buffers.Utf8(WithoutNumbers(words));
        }

        private static string WithoutNumbers(string words)
        {
            var kept = new StringBuilder(words.Length);
            for (var i = 0; i < words.Length; i++)
            {
                var isDigit = char.IsDigit(words[i]);
                if (!isDigit || i == 0 || !char.IsDigit(words[i - 1]))
                {
                    kept.Append(isDigit ? '0' : words[i]);
                }
            }

            return kept.ToString();
        }
    }
}
