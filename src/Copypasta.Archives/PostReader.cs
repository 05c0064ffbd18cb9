using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Reads inputs into batches of posts, delivered in the order of the inputs. An instance reads once.</summary>
public sealed class PostReader
{
    private readonly IReadOnlyList<InputFile> _inputs;
    private readonly InputContext _context;
    private readonly Action<Reject> _onReject;
    private readonly SourceList _sources = new();
    private readonly List<InputSummary> _summaries = [];
    private readonly List<ContainerSummary> _containers = [];
    private readonly List<SkippedInput> _skipped = [];

    /// <summary>A reader of some inputs.</summary>
    /// <param name="inputs">The inputs, from <see cref="Inputs.Resolve"/>.</param>
    /// <param name="options">How they are read; applies to all of them.</param>
    /// <param name="onReject">Called for every record that could not be read, in order, while reading.</param>
    /// <param name="onBytes">Called with the number of stored (compressed) bytes read since the last call, from any thread.</param>
    /// <param name="open">Opens an input; null for files and standard input. The reader disposes the stream.</param>
    /// <param name="onRecord">Called with the bytes of every post, before the post itself comes; not for Parquet, where a row has no place of its own. Asks for one thread.</param>
    /// <exception cref="ArchiveException">An unknown format, field or encoding, or a limit out of range.</exception>
    public PostReader(
        IReadOnlyList<InputFile> inputs,
        ReaderOptions options,
        Action<Reject> onReject,
        Action<long>? onBytes = null,
        Func<InputFile, Stream>? open = null,
        RecordBytes? onRecord = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onReject);
        ArchiveFormats.ThrowIfUnknown(options.Format);
        if (options.MaxRecordBytes is < 1 or > ReaderOptions.MaxRecordBytesLimit)
        {
            throw new ArchiveException($"--max-record {options.MaxRecordBytes}: allowed are 1 to {ReaderOptions.MaxRecordBytesLimit} bytes");
        }

        if (onRecord is not null && options.Threads > 1)
        {
            throw new ArgumentException("records are told by one thread, in order", nameof(options));
        }

        if (options.Threads < 1)
        {
            throw new ArchiveException($"--threads {options.Threads}: allowed are 1 and more");
        }

        _inputs = inputs;
        _context = new InputContext(options, PostFields.Parse(options.Map), TextEncodings.Find(options.Encoding), onBytes, open ?? OpenFile, onRecord);
        _onReject = onReject;
    }

    /// <summary>
    /// Paths of what posts come from: inputs, and members of containers as "archive.zip/folder/name.csv" (the second of two with one name in a tar as
    /// "name.csv#2"). The list grows while reading, and may be read by other threads meanwhile; <see cref="PostBatch.Source"/> and <see cref="Reject.Source"/> are indices into it.
    /// </summary>
    public IReadOnlyList<string> Sources => _sources;

    /// <summary>One summary per source that has been read to its end, in the order of <see cref="Sources"/>.</summary>
    public IReadOnlyList<InputSummary> Summaries => _summaries;

    /// <summary>One summary per container that has been read to its end, in that order.</summary>
    public IReadOnlyList<ContainerSummary> Containers => _containers;

    /// <summary>Files found in folders, and members of containers, that hold something else than posts, in that order. None of their records is counted.</summary>
    public IReadOnlyList<SkippedInput> Skipped => _skipped;

    /// <summary>What has been read so far.</summary>
    public Reading Reading => new(Sources, Summaries, Containers, Skipped);

    /// <summary>Reads all inputs. The caller returns every batch: <see cref="PostBatch.Return"/>.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The posts, inputs and records in order.</returns>
    /// <exception cref="ArchiveException">An input cannot be read, or not to its end; the posts and rejects before the fault have come by then.</exception>
    public async IAsyncEnumerable<PostBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in ItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Source is { } path)
            {
                _sources.Add(path);
            }

            var source = _sources.Count - 1;
            foreach (var reject in item.Rejects)
            {
                _onReject(reject with { Source = source });
            }

            if (item.Batch is { } batch)
            {
                batch.Source = source;
                yield return batch;
            }

            if (item.Summary is { } summary)
            {
                _summaries.Add(summary);
            }

            if (item.Container is { } container)
            {
                _containers.Add(container);
            }

            if (item.Skipped is { } skipped)
            {
                _skipped.Add(skipped);
            }
        }
    }

    /// <summary>To be called when everything has been read: that all of it was passed over is an error after all.</summary>
    /// <exception cref="ArchiveException">Nothing was read, as all that was found holds something else than posts.</exception>
    public void ThrowIfAllSkipped()
    {
        if (_summaries.Count == 0 && _skipped.Count > 0)
        {
            throw new ArchiveException($"{_skipped[0].Path}: {_skipped[0].Reason}{(_skipped.Count > 1 ? $" ({_skipped.Count - 1} more files hold no posts either)" : "")}");
        }
    }

    private IAsyncEnumerable<InputItem> ItemsAsync(CancellationToken cancellationToken)
        => _context.Options.Threads > 1 && _inputs.Count > 1
            ? ParallelInputs.ReadAsync(_inputs, _context.Options.Threads, (input, turn, token) => InputWalk.ReadAsync(_context, input, turn, token), cancellationToken)
            : OneByOneAsync(cancellationToken);

    private async IAsyncEnumerable<InputItem> OneByOneAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var input in _inputs)
        {
            await foreach (var item in InputWalk.ReadAsync(_context, input, Task.CompletedTask, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    private static Stream OpenFile(InputFile input)
    {
        if (input.Path == InputFile.StandardInput)
        {
            return Console.OpenStandardInput();
        }

        // A pipe has no bytes by its length: one that lies in a folder would be waited for, one that is named is meant.
        return input.IsFound && new FileInfo(input.Path).Length == 0
            ? Stream.Null
            : new FileStream(input.Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.SequentialScan, BufferSize = 0 });
    }
}
