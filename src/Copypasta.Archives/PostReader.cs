using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Reads inputs, one after the other, into batches of posts. An instance reads once.</summary>
public sealed class PostReader
{
    private readonly IReadOnlyList<InputFile> _inputs;
    private readonly ReaderOptions _options;
    private readonly Dictionary<PostField, string> _map;
    private readonly Action<Reject> _onReject;
    private readonly Action<long>? _onBytes;
    private readonly Func<InputFile, Stream> _open;
    private readonly List<InputSummary> _summaries = [];

    /// <summary>A reader of some inputs.</summary>
    /// <param name="inputs">The inputs, from <see cref="Inputs.Resolve"/>; a post's source is its input's index here.</param>
    /// <param name="options">How they are read; applies to all of them.</param>
    /// <param name="onReject">Called for every record that could not be read, in order, while reading.</param>
    /// <param name="onBytes">Called with the number of stored (compressed) bytes read since the last call.</param>
    /// <param name="open">Opens an input; null for files and standard input. The reader disposes the stream.</param>
    /// <exception cref="ArchiveException">An unknown format or field, or a limit out of range.</exception>
    public PostReader(
        IReadOnlyList<InputFile> inputs,
        ReaderOptions options,
        Action<Reject> onReject,
        Action<long>? onBytes = null,
        Func<InputFile, Stream>? open = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onReject);
        ArchiveFormats.ThrowIfUnknown(options.Format);
        if (options.MaxRecordBytes is < 1 or > ReaderOptions.MaxRecordBytesLimit)
        {
            throw new ArchiveException($"--max-record {options.MaxRecordBytes}: allowed are 1 to {ReaderOptions.MaxRecordBytesLimit} bytes");
        }

        _inputs = inputs;
        _options = options;
        _map = PostFields.Parse(options.Map);
        _onReject = onReject;
        _onBytes = onBytes;
        _open = open ?? OpenFile;
    }

    /// <summary>One summary per input that has been read to its end, in the order of the inputs.</summary>
    public IReadOnlyList<InputSummary> Summaries => _summaries;

    /// <summary>Reads all inputs. The caller returns every batch: <see cref="PostBatch.Return"/>.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The posts, inputs and records in order.</returns>
    /// <exception cref="ArchiveException">An input cannot be read, or not to its end.</exception>
    public async IAsyncEnumerable<PostBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var source = 0; source < _inputs.Count; source++)
        {
            await using var session = await InputSession
                .OpenAsync(source, _inputs[source], _options, _map, _onReject, _onBytes, _open, cancellationToken).ConfigureAwait(false);
            while (await session.ReadBatchAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                yield return batch;
            }

            _summaries.Add(session.Summary!);
        }
    }

    private static Stream OpenFile(InputFile input)
        => input.Path == InputFile.StandardInput
            ? Console.OpenStandardInput()
            : new FileStream(input.Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.SequentialScan, BufferSize = 0 });
}
