namespace Copypasta.Archives;

/// <summary>A record that could not be read, and where it stands.</summary>
/// <param name="Source">Index of the input in <see cref="PostReader.Sources"/>.</param>
/// <param name="Row">1-based number of the record in its input.</param>
/// <param name="Line">1-based number of the line the record begins on, in the decompressed input.</param>
/// <param name="Offset">Byte offset of the record's beginning in the decompressed input; of an input in another encoding in its UTF-8 form, without a byte order mark.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record Reject(int Source, long Row, long Line, long Offset, string Reason);
