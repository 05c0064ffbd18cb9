namespace Copypasta.Campaigns;

/// <summary>quotation: at least 80% of the posts have most of their text in quotation marks, or say whose words it is. Members of a cluster agree in most of their text, so most of it is the common core.</summary>
internal static class QuotationRule
{
    private const int Percent = 80;
    private const double Core = 0.5;

    public static Finding Judge(ClusterTraits cluster)
    {
        var tally = new Tally();
        var quoted = 0;
        foreach (var post in cluster.Posts)
        {
            var isQuoted = post.Text.QuotedShare >= Core;
            quoted += isQuoted ? 1 : 0;
            tally.Add(post, Answers.Of(isQuoted || post.Text.Phrases.HasFlag(PhraseKind.Attribution) || post.Text.IsAttributed));
        }

        return new Finding(LabelCode.Quotation, tally.Reaches(Percent), tally.Share, [new RuleValue("in_quotation_marks", quoted), new RuleValue("attributed", tally.Yes - quoted)], tally.Examples, []);
    }
}
