namespace Copypasta.Archives.Tests;

/// <summary>Tests that look at the memory of the process, which cannot be told apart by test: they run when no other does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
