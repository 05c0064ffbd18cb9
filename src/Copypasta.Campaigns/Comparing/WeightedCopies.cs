namespace Copypasta.Campaigns;

/// <summary>The posts of a <see cref="CopyTable"/> with its accounts weighted: all that shares of samples of any size follow from.</summary>
/// <param name="units">The texts or clusters, ascending.</param>
/// <param name="posts">Posts of each.</param>
/// <param name="copies">Posts by how many others are copies of theirs, ascending.</param>
/// <param name="copiesOfOthers">The same, of copies by other accounts.</param>
internal sealed class WeightedCopies(int[] units, int[] posts, (int Others, long Posts)[] copies, (int Others, long Posts)[] copiesOfOthers)
{
    private int[] Units => units;

    private int[] Posts => posts;

    /// <summary>How many posts of a random sample are expected to have a copy in it, over the sample's size.</summary>
    /// <param name="all">Posts of the campaign, weighted.</param>
    /// <param name="sample">Size of the sample.</param>
    /// <param name="ofOthers">Whether only copies by other accounts count.</param>
    /// <param name="rarefaction">For use meanwhile.</param>
    public double CopyShare(long all, long sample, bool ofOthers, Rarefaction rarefaction)
    {
        // One is drawn already: of the others n - 1 are.
        rarefaction.Begin(all - 1, sample - 1);
        var expected = 0.0;
        foreach (var (others, count) in ofOthers ? copiesOfOthers : copies)
        {
            expected += count * rarefaction.AnyOf(others);
        }

        return all == 0 ? 0 : expected / all;
    }

    /// <summary>The share of the campaign's posts whose text or cluster a random sample of another campaign is expected to have.</summary>
    /// <param name="all">Posts of the campaign, weighted.</param>
    /// <param name="other">The other campaign.</param>
    /// <param name="otherAll">Its posts, weighted.</param>
    /// <param name="sample">Size of the sample of these.</param>
    /// <param name="rarefaction">For use meanwhile.</param>
    public double SharedShare(long all, WeightedCopies other, long otherAll, long sample, Rarefaction rarefaction)
    {
        rarefaction.Begin(otherAll, sample);
        var expected = 0.0;
        var (fewer, more) = units.Length <= other.Units.Length ? (units, other.Units) : (other.Units, units);
        for (var (i, from) = (0, 0); i < fewer.Length && from < more.Length; i++)
        {
            // There may be few beside very many.
            var found = Array.BinarySearch(more, from, more.Length - from, fewer[i]);
            from = found < 0 ? ~found : found;
            if (found >= 0)
            {
                var (place, otherPlace) = fewer == units ? (i, found) : (found, i);
                expected += posts[place] * rarefaction.AnyOf(other.Posts[otherPlace]);
            }
        }

        return all == 0 ? 0 : expected / all;
    }
}
