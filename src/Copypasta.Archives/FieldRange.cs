namespace Copypasta.Archives;

/// <summary>Where a field's UTF-8 bytes lie in the block of its <see cref="PostBatch"/>.</summary>
/// <param name="Offset">First byte, from the start of the block.</param>
/// <param name="Length">Number of bytes; 0 for an empty or missing field.</param>
public readonly record struct FieldRange(int Offset, int Length);
