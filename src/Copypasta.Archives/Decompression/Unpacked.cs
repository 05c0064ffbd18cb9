namespace Copypasta.Archives;

internal enum ContainerKind
{
    None,
    Tar,
    Zip,
}

/// <summary>Bytes with their compressions taken off, and what they then begin with.</summary>
/// <param name="Stream">The bytes; whoever has them disposes them.</param>
/// <param name="Head">The first of them, not yet read.</param>
/// <param name="Kind">Whether they are a container.</param>
/// <param name="Layers">Names of the layers around them, the outermost first.</param>
internal sealed record Unpacked(PeekableStream Stream, ReadOnlyMemory<byte> Head, ContainerKind Kind, IReadOnlyList<string> Layers)
{
    private const int HeadBytes = 4096;

    /// <summary>Takes off what compressions there are.</summary>
    /// <param name="path">The input, for messages.</param>
    /// <param name="stored">The bytes as stored.</param>
    /// <param name="layers">The layers around them.</param>
    /// <param name="limits">What they may become.</param>
    /// <param name="turn">Completes when no earlier input is being read any more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArchiveException">There is nothing, or too many layers of it.</exception>
    /// <exception cref="InvalidDataException">The compressed data is damaged.</exception>
    public static async ValueTask<Unpacked> OpenAsync(
        string path, Stream stored, IReadOnlyList<string> layers, ExpansionLimits limits, Task turn, CancellationToken cancellationToken)
    {
        var names = new List<string>(layers);
        var stream = new PeekableStream(stored, HeadBytes);
        try
        {
            while (true)
            {
                var head = await stream.PeekAsync(cancellationToken).ConfigureAwait(false);
                if (head.IsEmpty)
                {
                    throw new ArchiveException($"{path}: empty file{Inside(names)}; an input needs at least a header or a line") { IsForeign = true };
                }

                if (Compression.Of(head) is not { } compression)
                {
                    return new Unpacked(stream, head, KindOf(head.Span), names);
                }

                var window = ZstdHeader.DeclaredWindow(head.Span);
                if (window > 1UL << ZstdHeader.MaxWindowLog)
                {
                    throw new ArchiveException($"{path}: zstd data that needs a window of {window} bytes; at most 2 GiB is read (zstd --long=31); compress it again with a smaller one");
                }

                if (window > ZstdHeader.OrdinaryWindow)
                {
                    await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                names.Add(compression.Name);
                limits.ThrowIfTooDeep(names.Count);
                stream = new PeekableStream(new LimitedStream(compression.Decode(new FilledReads(stream)), limits, names.Count), HeadBytes);
            }
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static string Inside(IReadOnlyList<string> layers) => layers.Count == 0 ? "" : $" inside {string.Join('+', layers)}";

    private static ContainerKind KindOf(ReadOnlySpan<byte> head)
        => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) || head.StartsWith("PK\u0007\u0008PK"u8) ? ContainerKind.Zip
            : TarMembers.IsTar(head) ? ContainerKind.Tar
            : ContainerKind.None;
}
