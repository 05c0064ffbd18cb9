namespace Copypasta.Campaigns;

/// <summary>
/// alert: at least 80% of the posts come from an issuer of <c>--known</c>, or name one and say how grave it is, or an issuer had the text before anybody else; or they are an automated feed whose template varies in place
/// and time and that says how grave it is.
/// </summary>
internal static class AlertRule
{
    private const int Percent = 80;

    public static Finding Judge(ClusterTraits cluster, Finding feed)
    {
        var known = cluster.References.Known;
        var copied = known is not null && IsFirstByIssuer(cluster.Posts, known);
        var issued = Tally.Of(cluster.Posts, p => Answers.Of(
            known is not null && (copied || IsIssuer(p, known) || (p.Text.Phrases.HasFlag(PhraseKind.Severity) && known.NamesIssuer(p.Text.Normalized)))));
        var slots = cluster.Facts.Slots;
        var placed = Answers.Of(slots is null ? null : slots.Any(s => s.HoldsNames) && slots.Any(s => s.Type == SlotType.Time));
        var feedOfPlaces = Answers.And(feed.Answer, placed);
        if (issued.Yes == 0 && feedOfPlaces == Answer.No)
        {
            return new Finding(LabelCode.Alert, Answer.No, 0, [new RuleValue("by_issuer", 0)], [], []);
        }

        var grave = Tally.Of(cluster.Posts, p => Answers.Of(p.Text.Phrases.HasFlag(PhraseKind.Severity)));
        var reported = Answers.And(feedOfPlaces, grave.Reaches(Percent));
        var answer = Answers.Or(issued.Reaches(Percent), reported);
        var byIssuer = issued.Reaches(Percent) == Answer.Yes;
        return new Finding(
            LabelCode.Alert, answer, answer == Answer.Yes && !byIssuer ? grave.Share : issued.Share,
            [new RuleValue("by_issuer", issued.Share), new RuleValue("grave_posts", grave.Yes)],
            answer != Answer.Yes ? [] : byIssuer ? issued.Examples : grave.Examples, answer == Answer.CannotTell ? feed.Missing : []);
    }

    // What others post after an issuer is the issuer's text. Without a time the first cannot be told; at one time nobody is.
    private static bool IsFirstByIssuer(PostTraits[] posts, KnownReferences known)
    {
        var first = posts.Min(p => p.Time ?? long.MinValue);
        return first > long.MinValue && Array.TrueForAll(posts, p => p.Time > first || IsIssuer(p, known));
    }

    private static bool IsIssuer(PostTraits post, KnownReferences known) => known.IsIssuer(post.Account) || known.IsIssuer(post.Client) || known.IsIssuer(post.Handle);
}
