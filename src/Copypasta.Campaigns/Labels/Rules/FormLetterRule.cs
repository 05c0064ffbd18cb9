namespace Copypasta.Campaigns;

/// <summary>
/// form-letter: at least 80% of the posts were handed in to one docket, or link one petition (or name one docket) and speak of it, or address an office where the template has a slot for a name or place.
/// A petition's link beside a text that does not speak of one is context only.
/// </summary>
internal static class FormLetterRule
{
    private const int Percent = 80;

    public static Finding Judge(ClusterTraits cluster)
    {
        var field = MostCommon.Of(cluster.Posts.Select(p => p.Docket).OfType<string>());
        var handedIn = Tally.Of(cluster.Posts, p => Answers.Of(field is { } f && p.Docket == f.Value));

        var petition = MostCommon.Of(cluster.Posts.SelectMany(Petitions));
        var linking = Tally.Of(cluster.Posts, p => Answers.Of(petition is { } named && Petitions(p).Contains(named.Value)));
        var speaking = Tally.Of(cluster.Posts, p => Answers.Of(
            petition is { } named && (p.Text.Phrases & (PhraseKind.Petition | PhraseKind.Addressee)) != 0 && Petitions(p).Contains(named.Value)));

        var signed = cluster.Facts.Slots is { } slots ? Answers.Of(slots.Any(s => s.HoldsNames)) : Answer.CannotTell;
        var addressing = Tally.Of(cluster.Posts, p => Answers.And(Answers.Of(p.Text.Phrases.HasFlag(PhraseKind.Addressee)), signed));

        var best = new[] { handedIn, speaking, addressing, linking }.MaxBy(t => t.Reaches(Percent))!;
        var answer = best.Reaches(Percent);
        return new Finding(
            LabelCode.FormLetter, answer, best.Share,
            [new RuleValue("docket", best == handedIn ? field?.Value : best == addressing ? null : petition?.Value), new RuleValue("addressed_posts", cluster.Posts.Count(p => p.Text.Phrases.HasFlag(PhraseKind.Addressee)))],
            best.Examples, answer == Answer.CannotTell ? ["template"] : [])
        {
            Effect = best == linking ? LabelEffect.Context : LabelEffect.Explains,
        };
    }

    private static IEnumerable<string> Petitions(PostTraits post)
    {
        // What follows the question mark tells who was asked, not what to sign.
        var links = post.Links.Where(LinkList.PetitionSites.Contains).Select(l => l.Split('?')[0]);
        return post.Text.Docket is { } docket ? links.Append(docket) : links;
    }
}
