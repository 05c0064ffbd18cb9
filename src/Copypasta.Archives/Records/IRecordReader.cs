namespace Copypasta.Archives;

/// <summary>Turns the bytes of one input into posts. One implementation per syntax.</summary>
internal interface IRecordReader
{
    /// <summary>Field name to column or path, as found or given.</summary>
    IReadOnlyDictionary<string, string> Mapping { get; }

    /// <summary>The columns there are, as the header names them, or the dotted paths of the first records; empty where records have no named parts.</summary>
    IReadOnlyList<string> Columns => [];

    /// <summary>Whether <see cref="Columns"/> are all there are, as where a header names them.</summary>
    bool HasHeader => false;

    /// <summary>
    /// Reads whole records from the start of the window until it ends the batch is full (<see cref="PostBatch.IsFull"/>), or many rejects wait to be told (<see cref="RecordCursor.HasManyRejects"/>). What the outcome is must not
    /// depend on where windows end.
    /// </summary>
    /// <param name="window">The input from the first byte not yet consumed.</param>
    /// <param name="isFinal">Whether the input ends where the window ends.</param>
    /// <param name="batch">Where posts go.</param>
    /// <returns>Bytes consumed. If the batch is not full, the rest is an incomplete record (nothing, when <paramref name="isFinal"/>).</returns>
    int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch);
}
