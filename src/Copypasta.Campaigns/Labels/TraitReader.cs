namespace Copypasta.Campaigns;

/// <summary>Reads a cluster's posts once from first to last; equal raw texts are looked at once. Not safe for concurrent use: it owns buffers.</summary>
internal sealed class TraitReader(LabelReferences references)
{
    private static readonly Comparison<PostTraits> s_byRow = (a, b) => a.Source != b.Source ? a.Source.CompareTo(b.Source) : a.Row.CompareTo(b.Row);
    private static readonly Comparison<ExampleRow> s_exampleByRow = (a, b) => a.Source != b.Source ? a.Source.CompareTo(b.Source) : a.Row.CompareTo(b.Row);

    private readonly TextBuffers _buffers = new(references);
    private readonly Dictionary<string, TextTraits> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly List<PostTraits> _posts = [];
    private readonly List<ExampleRow> _reposts = [];

    /// <summary>The cluster; good until the next one is read.</summary>
    public ClusterTraits Read(ClusterFacts facts)
    {
        _texts.Clear();
        _accounts.Clear();
        _posts.Clear();
        _reposts.Clear();
        var (unknown, withoutAccount) = (0, 0);
        foreach (var post in facts.Posts)
        {
            if (post.IsRepost == true)
            {
                _reposts.Add(new ExampleRow(post.Source, post.Row));
                continue;
            }

            var text = TextOf(post.Text, post.Comparable);
            if (text.IsMarkedRepost)
            {
                _reposts.Add(new ExampleRow(post.Source, post.Row));
                continue;
            }

            var traits = new PostTraits(post, text, _buffers);
            _posts.Add(traits);
            unknown += post.IsRepost is null ? 1 : 0;
            if (traits.Account is null)
            {
                withoutAccount++;
            }
            else
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_accounts, traits.Account, out _)++;
            }
        }

        _posts.Sort(s_byRow);
        _reposts.Sort(s_exampleByRow);
        return new ClusterTraits
        {
            Facts = facts,
            Posts = [.. _posts],
            Reposts = _reposts.Count,
            RepostExamples = _reposts[..Math.Min(_reposts.Count, Finding.MaxExamples)],
            UnknownReposts = unknown,
            Accounts = _accounts,
            WithoutAccount = withoutAccount,
            Exemplar = TextOf(facts.Exemplar, facts.ComparableExemplar),
            References = references,
            Buffers = _buffers,
        };
    }

    private TextTraits TextOf(string raw, string? comparable)
    {
        ref var traits = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_texts, raw, out _);
        return traits ??= new TextTraits(raw, comparable, _buffers);
    }
}
