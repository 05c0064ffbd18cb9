namespace Copypasta.Campaigns;

/// <summary>
/// The probability that a random sample holds none of some posts: what makes shares of copies comparable between archives of different size (Hurlbert, "The nonconcept of species diversity", Ecology 52, 1971). Samples are drawn
/// without replacement. Values are made as far as they are asked for.
/// </summary>
internal sealed class Rarefaction
{
    // Of a probability so small one less it is one.
    private const double Vanishing = 1.0 / (1L << 54);

    private readonly List<double> _none = [1];
    private long _posts;
    private long _drawn;

    /// <summary>Begins anew.</summary>
    /// <param name="posts">Posts to draw from.</param>
    /// <param name="drawn">How many are drawn; no more than there are.</param>
    public void Begin(long posts, long drawn)
    {
        (_posts, _drawn) = (posts, Math.Min(posts, drawn));
        _none.RemoveRange(1, _none.Count - 1);
    }

    /// <summary>The probability that at least one of so many posts is drawn.</summary>
    public double AnyOf(int count)
    {
        // C(N - k - 1, n) / C(N - k, n) = (N - n - k) / (N - k).
        while (_none.Count <= count)
        {
            var k = _none.Count - 1;
            if (_none[k] <= Vanishing)
            {
                return 1;
            }

            _none.Add(_posts - _drawn <= k ? 0 : _none[k] * (_posts - _drawn - k) / (_posts - k));
        }

        return 1 - _none[count];
    }
}
