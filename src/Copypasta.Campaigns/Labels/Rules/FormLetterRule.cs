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
        var field = MostCommon.Of(cluster.Posts, p => p.Docket);
        var petition = MostCommon.Of(cluster.Posts, Petitions);
        var (handedIn, linking, speaking, addressing) = (new Tally(), new Tally(), new Tally(), new Tally());
        var addressed = 0;
        Answer? signed = null;
        foreach (var post in cluster.Posts)
        {
            var phrases = post.Text.Phrases;
            var isAddressed = phrases.HasFlag(PhraseKind.Addressee) || post.Text.IsAddressed;
            var links = petition is { } named && Petitions(post).Contains(named.Value);
            addressed += isAddressed ? 1 : 0;
            handedIn.Add(post, Answers.Of(field is { } f && post.Docket == f.Value));
            linking.Add(post, Answers.Of(links));
            speaking.Add(post, Answers.Of(links && (isAddressed || phrases.HasFlag(PhraseKind.Petition))));
            addressing.Add(post, isAddressed ? signed ??= AreSigned(cluster) : Answer.No);
        }

        var best = new[] { handedIn, speaking, addressing, linking }.MaxBy(t => t.Reaches(Percent))!;
        var answer = best.Reaches(Percent);
        return new Finding(
            LabelCode.FormLetter, answer, best.Share,
            [new RuleValue("docket", best == handedIn ? field?.Value : best == addressing ? null : petition?.Value), new RuleValue("addressed_posts", addressed)],
            best.Examples, answer == Answer.CannotTell ? ["template"] : [])
        {
            Effect = best == linking ? LabelEffect.Context : LabelEffect.Explains,
        };
    }

    private static Answer AreSigned(ClusterTraits cluster) => cluster.Facts.Slots is { } slots && slots.Any(s => s.HoldsNames) || Letters.AreSignedApart(cluster.Posts) ? Answer.Yes
        : cluster.Facts.Slots is null ? Answer.CannotTell
        : Answer.No;

    private static string[] Petitions(PostTraits post)
    {
        // The number of a petition is anybody's to write; of a letter to an office it is part.
        var docket = post.Text.Docket ?? (post.Text.IsAddressed || post.Text.Phrases.HasFlag(PhraseKind.Addressee) ? post.Text.Petition : null);
        if (post.Links.Length == 0)
        {
            return docket is null ? [] : [docket];
        }

        // What follows the question mark tells who was asked, not what to sign.
        var links = post.Links.Where(LinkList.PetitionSites.Contains).Select(l => l.Split('?')[0]);
        return [.. docket is null ? links : links.Append(docket)];
    }
}
