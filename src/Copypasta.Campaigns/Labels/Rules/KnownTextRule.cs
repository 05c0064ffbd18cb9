namespace Copypasta.Campaigns;

/// <summary>known-text: at least 80% of the posts have at least 80% of their text in a reference of <c>--known</c>, or are one but for its citation and a few words. A verse in a longer post is not enough.</summary>
internal static class KnownTextRule
{
    private const int Percent = 80;

    public static Finding Judge(ClusterTraits cluster)
    {
        if (cluster.References.Known is not { Texts: > 0 })
        {
            return new Finding(LabelCode.KnownText, Answer.CannotTell, 0, [], [], ["--known texts"]);
        }

        var tally = Tally.Of(cluster.Posts, p => Answers.Of(p.Text.Known is not null));
        var known = cluster.Posts.Select(p => p.Text.Known).OfType<KnownMatch>();
        var values = MostCommon.Of(known.Select(k => k.Citation)) is { } citation
            ? new[] { new RuleValue("citation", citation.Value), new RuleValue("containment", known.Where(k => k.Citation == citation.Value).Min(k => k.Containment)) }
            : [];
        return new Finding(LabelCode.KnownText, tally.Reaches(Percent), tally.Share, values, tally.Examples, []);
    }
}
