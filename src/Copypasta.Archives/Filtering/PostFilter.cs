namespace Copypasta.Archives;

/// <summary>
/// A condition on the columns of a record, as --where takes it: <c>lang = en and (followers &gt;= 100 or not text ~ 'petition')</c>. Comparisons are
/// <c>= != &lt; &lt;= &gt; &gt;=</c> and <c>~</c> (contains); <c>not</c> binds before <c>and</c>, <c>and</c> before <c>or</c>. Names and literals stand bare or in
/// quotes of either kind, doubled within; names of nested JSON properties have dots.
/// </summary>
/// <remarks>
/// A bare literal that is a number compares as a decimal number of at most 28 digits, and a value that is none fulfils only <c>!=</c>. Every other literal compares as
/// text, by its UTF-8 bytes. A value that a record does not have is empty. Safe for use by several threads.
/// </remarks>
public sealed class PostFilter
{
    /// <summary>Longest expression, in UTF-16 code units.</summary>
    public const int MaxLength = 4096;

    /// <summary>Deepest nesting of parentheses and <c>not</c>.</summary>
    public const int MaxDepth = 100;

    private readonly Condition _condition;

    private PostFilter(string expression, Condition condition, IReadOnlyList<string> columns)
    {
        Expression = expression;
        _condition = condition;
        Columns = columns;
    }

    /// <summary>The expression as given.</summary>
    public string Expression { get; }

    /// <summary>The columns that it names, each once, in the order of their first mention.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="ArchiveException">It is none; the message says at which character, counted from 1, and what is allowed there.</exception>
    public static PostFilter Parse(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var columns = new List<string>();
        var condition = new FilterParser(expression, columns).Parse();
        return new PostFilter(expression, condition, columns);
    }

    /// <summary>Whether a post fulfils the condition.</summary>
    /// <param name="batch">The post's batch.</param>
    /// <param name="post">Its index there.</param>
    /// <param name="slots">For each of <see cref="Columns"/> its place among the values carried along with the post.</param>
    public bool Matches(PostBatch batch, int post, ReadOnlySpan<int> slots)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _condition.Holds(new FilteredPost(batch, batch.Carried(post), slots));
    }
}
