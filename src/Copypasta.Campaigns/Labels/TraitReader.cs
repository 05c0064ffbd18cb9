using System.Text.RegularExpressions;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Reads what the rules ask out of a cluster's posts, once from first to last; equal raw texts are looked at once. Not safe for concurrent use: it owns buffers.</summary>
internal sealed partial class TraitReader(LabelReferences references)
{
    private readonly TextNormalizer _normalizer = new(TextProfile.Social);
    private readonly TextNormalizer _plain = new(PostText.Plain);
    private readonly ShareSuffixes _suffixes = new();
    private readonly KnownScratch _known = new();
    private readonly Dictionary<string, TextTraits> _texts = new(StringComparer.Ordinal);

    public ClusterTraits Read(ClusterFacts facts)
    {
        _texts.Clear();
        var posts = new List<PostTraits>();
        var reposts = new List<ExampleRow>();
        var unknown = 0;
        foreach (var post in facts.Posts)
        {
            if (post.IsRepost == true)
            {
                reposts.Add(new ExampleRow(post.Source, post.Row));
                continue;
            }

            var traits = Traits(post);
            if (traits.Text.IsMarkedRepost)
            {
                reposts.Add(new ExampleRow(post.Source, post.Row));
                continue;
            }

            posts.Add(traits);
            unknown += post.IsRepost is null ? 1 : 0;
        }

        return new ClusterTraits
        {
            Facts = facts,
            Posts = [.. posts.OrderBy(p => p.Source).ThenBy(p => p.Row)],
            Reposts = [.. reposts.OrderBy(p => p.Source).ThenBy(p => p.Row)],
            UnknownReposts = unknown,
            Exemplar = TextOf(facts.Exemplar),
            References = references,
        };
    }

    private PostTraits Traits(PostFacts post)
    {
        var text = TextOf(post.Text);
        var links = new List<string>();
        var hides = false;
        foreach (var link in post.Links is { Count: > 0 } listed ? listed : text.Links)
        {
            if (references.Canonical(link) is not { } canonical)
            {
                hides = true;
            }
            else if (!links.Contains(canonical))
            {
                links.Add(canonical);
            }
        }

        return new PostTraits
        {
            Source = post.Source,
            Row = post.Row,
            Text = text,
            Account = NullIfEmpty(post.Account),
            Time = post.Time,
            Client = NullIfEmpty(post.Client),
            LinkTitle = NullIfEmpty(post.LinkTitle),
            Docket = NullIfEmpty(post.Docket),
            Links = [.. links],
            HidesLinks = hides,
            Hashtags = [.. (post.Hashtags ?? text.Hashtags).Select(t => t.ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
        };
    }

    private TextTraits TextOf(string raw)
    {
        if (_texts.TryGetValue(raw, out var traits))
        {
            return traits;
        }

        var normalized = _normalizer.Normalize(raw, out var flags).ToString();
        var hasSuffix = _suffixes.Find(raw, out var body);
        traits = new TextTraits
        {
            Normalized = normalized,
            Body = body,
            HasShareSuffix = hasSuffix,
            IsMarkedRepost = flags.HasFlag(TextFlags.Repost),
            Phrases = PhraseMatcher.Instance.Find(normalized) | (HasLookAlikes(raw) ? PhraseMatcher.Instance.Find(_plain.Normalize(raw, out _)) : PhraseKind.None),
            QuotedShare = QuotedText.Share(raw),
            IsAttributed = QuotedText.IsAttributed(raw),
            Links = PostText.Links(raw),
            Hashtags = PostText.Hashtags(raw),
            Mentions = PostText.Mentions(raw),
            Docket = MayNameDocket(raw) && DocketPattern().Match(raw) is { Success: true } match ? match.Value.ToUpperInvariant() : null,
            Known = references.Known?.Find(normalized, _known),
        };
        _texts.Add(raw, traits);
        return traits;
    }

    // Greek and Cyrillic, whose letters and Latin's stand for one another.
    private static bool HasLookAlikes(string raw) => raw.AsSpan().ContainsAnyInRange('\u0370', '\u052F');

    private static bool MayNameDocket(string raw) => raw.Contains('-', StringComparison.Ordinal) && raw.AsSpan().ContainsAnyInRange('0', '9');

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    // regulations.gov: agency, office, year, number (EPA-HQ-OAR-2013-0602); the FCC: WC Docket No. 17-108.
    [GeneratedRegex(@"\b[A-Z]{2,6}(-[A-Z]{2,6}){0,3}-(19|20)\d\d-\d{4}\b|\b(docket|proceeding)( (no\.?|number|#))? ?\d\d-\d{1,4}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DocketPattern();
}
