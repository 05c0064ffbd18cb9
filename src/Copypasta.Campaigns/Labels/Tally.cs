namespace Copypasta.Campaigns;

/// <summary>How many posts a condition holds of, and of how many that cannot be told; with the first posts of which it holds. What values posts have is counted by <see cref="MostCommon"/>.</summary>
internal sealed class Tally
{
    private List<ExampleRow>? _examples;

    public int Yes { get; private set; }

    public int Unknown { get; private set; }

    public int Total { get; private set; }

    public double Share => Total == 0 ? 0 : (double)Yes / Total;

    public IReadOnlyList<ExampleRow> Examples => (IReadOnlyList<ExampleRow>?)_examples ?? [];

    public static Tally Of(ReadOnlySpan<PostTraits> posts, Func<PostTraits, Answer> condition)
    {
        var tally = new Tally();
        foreach (var post in posts)
        {
            tally.Add(post, condition(post));
        }

        return tally;
    }

    public void Add(PostTraits post, Answer answer)
    {
        Total++;
        Unknown += answer == Answer.CannotTell ? 1 : 0;
        if (answer != Answer.Yes)
        {
            return;
        }

        if (Yes++ < Finding.MaxExamples)
        {
            (_examples ??= new List<ExampleRow>(Finding.MaxExamples)).Add(new ExampleRow(post.Source, post.Row));
        }
    }

    /// <summary>Whether at least a share of the posts meets the condition: yes where those known to are enough, cannot tell where the unknown ones could make up for the rest.</summary>
    public Answer Reaches(int percent) =>
        Total == 0 ? Answer.No
        : Yes * 100L >= (long)percent * Total ? Answer.Yes
        : (Yes + Unknown) * 100L >= (long)percent * Total ? Answer.CannotTell
        : Answer.No;
}
