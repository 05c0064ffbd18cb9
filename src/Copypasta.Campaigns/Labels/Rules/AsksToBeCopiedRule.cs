namespace Copypasta.Campaigns;

/// <summary>
/// asks-to-be-copied: at least half of the posts ask to be copied or passed on, or link a store of texts. Half, since the request is what copies leave out first. A request is a phrase of its own, or copying beside
/// pasting, one's wall, or not sharing.
/// </summary>
internal static class AsksToBeCopiedRule
{
    private const int Percent = 50;
    private const PhraseKind CopyAndPaste = PhraseKind.Copy | PhraseKind.Paste;

    public static Finding Judge(ClusterTraits cluster)
    {
        var tally = new Tally();
        var asking = 0;
        foreach (var post in cluster.Posts)
        {
            var asks = post.Text.Phrases.HasFlag(PhraseKind.AsksToBeCopied) || post.Text.Phrases.HasFlag(CopyAndPaste);
            asking += asks ? 1 : 0;
            tally.Add(post, Answers.Of(asks || Array.Exists(post.Links, LinkList.TextBanks.Contains)));
        }

        return new Finding(LabelCode.AsksToBeCopied, tally.Reaches(Percent), tally.Share, [new RuleValue("asking_posts", asking), new RuleValue("linking_posts", tally.Yes - asking)], tally.Examples, []);
    }
}
