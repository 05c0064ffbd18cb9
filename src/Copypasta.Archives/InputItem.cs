namespace Copypasta.Archives;

/// <summary>A piece of what comes of an input, in order; its parts are taken in the order they are listed here.</summary>
internal sealed record InputItem
{
    /// <summary>A source begins: its path.</summary>
    public string? Source { get; init; }

    /// <summary>Rejects of the source that began last; their own source number means nothing.</summary>
    public IReadOnlyList<Reject> Rejects { get; init; } = [];

    /// <summary>Posts of the source that began last.</summary>
    public PostBatch? Batch { get; init; }

    /// <summary>The source has been read to its end.</summary>
    public InputSummary? Summary { get; init; }

    /// <summary>Something that nobody named holds no posts.</summary>
    public SkippedInput? Skipped { get; init; }

    /// <summary>A container has been read to its end.</summary>
    public ContainerSummary? Container { get; init; }
}
