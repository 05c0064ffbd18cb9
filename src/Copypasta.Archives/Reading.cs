namespace Copypasta.Archives;

/// <summary>What was read, once it has been.</summary>
/// <param name="Sources">Paths of what posts come from: <see cref="PostReader.Sources"/>.</param>
/// <param name="Summaries">One per source: <see cref="PostReader.Summaries"/>.</param>
/// <param name="Containers">One per container: <see cref="PostReader.Containers"/>.</param>
/// <param name="Skipped">Files that hold something else: <see cref="PostReader.Skipped"/>.</param>
public sealed record Reading(
    IReadOnlyList<string> Sources, IReadOnlyList<InputSummary> Summaries, IReadOnlyList<ContainerSummary> Containers, IReadOnlyList<SkippedInput> Skipped);
