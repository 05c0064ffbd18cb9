using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>The exact similarity of two texts. One per thread: an implementation may hold buffers.</summary>
public interface ITextSimilarity
{
    /// <summary>The exact similarity of two different texts, null where it is below the run's threshold. Symmetric.</summary>
    /// <param name="text">A text; asking about one text many times in a row is cheaper than taking turns.</param>
    /// <param name="other">Another.</param>
    Similarity? Compare(int text, int other);
}
