using System.Globalization;

namespace Copypasta.Campaigns;

/// <summary>Whether a rule applies. A missing field is "cannot tell", never "no".</summary>
public enum Answer : byte
{
    /// <summary>The rule was tested and does not apply.</summary>
    No,

    /// <summary>What is missing could decide either way.</summary>
    CannotTell,

    /// <summary>The rule applies, whatever the missing fields may hold.</summary>
    Yes,
}

/// <summary>A named number or text that decided a rule.</summary>
/// <param name="Name">Lower-case words joined by underscores.</param>
/// <param name="Number">The number; 0 where there is a text.</param>
/// <param name="Text">A text quoted from the input or its references; null where there is a number.</param>
public readonly record struct RuleValue(string Name, double Number, string? Text = null)
{
    /// <summary>A value that is a text.</summary>
    public RuleValue(string name, string? text)
        : this(name, 0, text ?? "")
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}={Text ?? Number.ToString("0.######", CultureInfo.InvariantCulture)}";
}

/// <summary>A post that shows what a rule saw.</summary>
/// <param name="Source">Index of the input.</param>
/// <param name="Row">1-based number of the record in it.</param>
public readonly record struct ExampleRow(int Source, long Row);

/// <summary>What one rule says of one cluster.</summary>
/// <param name="Label">The rule.</param>
/// <param name="Answer">Whether it applies.</param>
/// <param name="Share">Share of the cluster's posts of which it is known to hold, 0 to 1. Of posts that are no reposts, except for <see cref="LabelCode.Repost"/>.</param>
/// <param name="Values">The numbers that decided.</param>
/// <param name="Examples">The first posts, at most <see cref="MaxExamples"/>, by input and row, of which it holds.</param>
/// <param name="Missing">Where the answer is <see cref="Answer.CannotTell"/>: the fields that are missing.</param>
public sealed record Finding(
    LabelCode Label, Answer Answer, double Share, IReadOnlyList<RuleValue> Values, IReadOnlyList<ExampleRow> Examples, IReadOnlyList<string> Missing)
{
    /// <summary>Most examples of a finding.</summary>
    public const int MaxExamples = 3;

    /// <summary>What the label does here: its own effect, or context only where posts that anybody could add would meet the rule.</summary>
    public LabelEffect Effect { get; init; } = Label.Effect();
}
