using System.Globalization;

namespace Copypasta.Archives;

/// <summary>How a value is compared with a literal.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
}

/// <summary>The values of one post, by the filter's columns.</summary>
internal readonly ref struct FilteredPost(PostBatch batch, ReadOnlySpan<FieldRange> carried, ReadOnlySpan<int> slots)
{
    private readonly ReadOnlySpan<FieldRange> _carried = carried;
    private readonly ReadOnlySpan<int> _slots = slots;

    public ReadOnlySpan<byte> this[int column] => batch.Bytes(_carried[_slots[column]]);
}

/// <summary>A node of a filter.</summary>
internal abstract class Condition
{
    public abstract bool Holds(in FilteredPost post);

    protected static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        Comparison.GreaterOrEqual => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "It orders nothing."),
    };
}

internal sealed class AllOf(Condition first, Condition second) : Condition
{
    public override bool Holds(in FilteredPost post) => first.Holds(post) && second.Holds(post);
}

internal sealed class AnyOf(Condition first, Condition second) : Condition
{
    public override bool Holds(in FilteredPost post) => first.Holds(post) || second.Holds(post);
}

internal sealed class Negation(Condition inner) : Condition
{
    public override bool Holds(in FilteredPost post) => !inner.Holds(post);
}

internal sealed class TextCondition(int column, Comparison comparison, byte[] literal) : Condition
{
    public override bool Holds(in FilteredPost post) => comparison == Comparison.Contains
        ? post[column].IndexOf(literal) >= 0
        : Holds(comparison, post[column].SequenceCompareTo(literal));
}

internal sealed class NumberCondition(int column, Comparison comparison, decimal literal) : Condition
{
    // Decimal, not double: 64-bit ids that differ in their last digit are different numbers.
    public override bool Holds(in FilteredPost post) => decimal.TryParse(post[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? Holds(comparison, value.CompareTo(literal))
        : comparison == Comparison.NotEqual;
}
