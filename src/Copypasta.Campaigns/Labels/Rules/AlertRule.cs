namespace Copypasta.Campaigns;

/// <summary>
/// alert: at least 80% of the posts come from an issuer of <c>--known</c>, or name one and say how grave it is; or they are an automated feed whose template varies in place and time and that says how grave it is.
/// </summary>
internal static class AlertRule
{
    private const int Percent = 80;

    public static Finding Judge(ClusterTraits cluster, Finding feed)
    {
        var known = cluster.References.Known;
        var issued = Tally.Of(cluster.Posts, p => Answers.Of(
            known is not null && (known.IsIssuer(p.Account) || known.IsIssuer(p.Client) || (p.Text.Phrases.HasFlag(PhraseKind.Severity) && known.NamesIssuer(p.Text.Normalized)))));
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
}
