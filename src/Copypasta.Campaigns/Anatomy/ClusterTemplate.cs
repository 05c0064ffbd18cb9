namespace Copypasta.Campaigns;

/// <summary>A distinct raw text of a cluster.</summary>
/// <param name="Utf8">Its bytes.</param>
/// <param name="Posts">Number of posts with it, at least 1.</param>
public readonly record struct ClusterText(ReadOnlyMemory<byte> Utf8, int Posts);

/// <summary>Whether a cluster's texts are one template, filled in.</summary>
public enum TemplateOutcome
{
    /// <summary>They are.</summary>
    Found,

    /// <summary>Too few distinct texts to tell slots from edits: fewer than <see cref="TemplateFinder.FewestTexts"/>.</summary>
    TooFewTexts,

    /// <summary>The exemplar has more than <see cref="TemplateFinder.MaxTokens"/> tokens, or none.</summary>
    NotAligned,

    /// <summary>No place varies more than edits do, but perhaps hashtags, links and emoji at an end.</summary>
    NoSlots,

    /// <summary>Places vary, but what lies between is too short or in too many texts too different.</summary>
    NoFixedText,
}

/// <summary>What stands in a slot, with how often.</summary>
/// <param name="Value">The raw bytes; empty where texts leave the slot out.</param>
/// <param name="Posts">Number of posts.</param>
/// <param name="Texts">Number of distinct texts.</param>
/// <param name="Example">A text that has it: its index among those given; of several the first in ordinal order.</param>
public readonly record struct SlotValue(ReadOnlyMemory<byte> Value, int Posts, int Texts, int Example);

/// <summary>A place of a template that differs from text to text.</summary>
public sealed record TemplateSlot
{
    /// <summary>What its values are.</summary>
    public required SlotType Type { get; init; }

    /// <summary>The values of the texts that follow the template, byte for byte distinct: posts descending, then ordinal.</summary>
    public required SlotValue[] Values { get; init; }

    /// <summary>Posts that follow the template.</summary>
    public int Posts => Values.Sum(value => value.Posts);

    /// <summary>Posts that follow the template and leave the slot out.</summary>
    public int Empty => Values.Where(value => value.Value.IsEmpty).Sum(value => value.Posts);
}

/// <summary>A text of the cluster as the template sees it.</summary>
public sealed record TemplateMember
{
    /// <summary>Its index among the texts given.</summary>
    public required int Text { get; init; }

    /// <summary>Whether it follows the template: at most one word in ten of the fixed text differs, or one altogether.</summary>
    public required bool Follows { get; init; }

    /// <summary>Words of the fixed text that are missing, added or different.</summary>
    public required int Edits { get; init; }

    /// <summary>
    /// Where the value of each slot stands in the raw text, in bytes; they increase and do not overlap, so that the fixed text is what lies before, between and behind.
    /// </summary>
    public required Range[] Values { get; init; }

    /// <summary>The text as fixed and slot pieces in turn, beginning and ending with a fixed one: put together they are the text.</summary>
    public IEnumerable<Range> Pieces(int length)
    {
        var at = 0;
        foreach (var value in Values)
        {
            yield return at..value.Start.Value;
            yield return value;
            at = value.End.Value;
        }

        yield return at..length;
    }
}

/// <summary>What a cluster's texts have in common, and where they differ.</summary>
public sealed record ClusterTemplate
{
    /// <summary>Whether there is a template, or why not.</summary>
    public required TemplateOutcome Outcome { get; init; }

    /// <summary>Number of distinct texts given.</summary>
    public required int Texts { get; init; }

    /// <summary>Number of texts that were aligned: at most <see cref="TemplateFinder.MaxTexts"/>, those with the smallest hashes, and none of more than <see cref="TemplateFinder.MaxTokens"/> tokens.</summary>
    public required int Aligned { get; init; }

    /// <summary>The fixed text before, between and behind the slots, as in the text that follows the template best; one more than there are slots. Empty without a template.</summary>
    public ReadOnlyMemory<byte>[] Fixed { get; init; } = [];

    /// <summary>The slots, in reading order. Empty without a template.</summary>
    public TemplateSlot[] Slots { get; init; } = [];

    /// <summary>The aligned texts, by <see cref="TemplateMember.Text"/>. Empty without a template.</summary>
    public TemplateMember[] Members { get; init; } = [];

    /// <summary>Whether there is one.</summary>
    public bool IsFound => Outcome == TemplateOutcome.Found;
}
