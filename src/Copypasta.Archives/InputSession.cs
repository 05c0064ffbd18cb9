using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;

namespace Copypasta.Archives;

/// <summary>The reading of one input: stored bytes, decoders, pipe, records.</summary>
internal sealed class InputSession : IAsyncDisposable
{
    private const int SegmentBytes = 256 * 1024;
    private const int MinReadBytes = 64 * 1024;
    private const int SampleBytes = 256 * 1024;
    private const long RatioGrace = 16 << 20;

    private readonly InputFile _input;
    private readonly ReaderOptions _options;
    private readonly int _source;
    private readonly StoredBytes _stored;
    private Content? _content;
    private PipeReader? _pipe;
    private RecordCursor? _cursor;
    private ArchiveFormat? _format;
    private string _reason = "";
    private OpenedFormat? _opened;

    // What the pipe has given and the reader not yet taken.
    private ReadOnlySequence<byte> _buffer;
    private ReadOnlyMemory<byte> _window;
    private byte[] _linear = [];
    private int _position;
    private bool _isFinal;

    private InputSession(int source, InputFile input, ReaderOptions options, StoredBytes stored)
    {
        _source = source;
        _input = input;
        _options = options;
        _stored = stored;
    }

    /// <summary>Set when the input has been read to its end.</summary>
    public InputSummary? Summary { get; private set; }

    /// <exception cref="ArchiveException">The input cannot be opened or is of no format that can be read.</exception>
    public static async ValueTask<InputSession> OpenAsync(
        int source,
        InputFile input,
        ReaderOptions options,
        IReadOnlyDictionary<PostField, string> map,
        Action<Reject> onReject,
        Action<long>? onBytes,
        Func<InputFile, Stream> open,
        CancellationToken cancellationToken)
    {
        InputSession session;
        try
        {
            session = new InputSession(source, input, options, new StoredBytes(open(input), onBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{input.Path}: cannot be opened: {e.Message}", e);
        }

        try
        {
            await session.StartAsync(map, onReject, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (Exception e)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            if (session.Explain(e) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>The next posts; null at the end, when <see cref="Summary"/> is set.</summary>
    /// <exception cref="ArchiveException">The input cannot be read any further.</exception>
    public async ValueTask<PostBatch?> ReadBatchAsync(CancellationToken cancellationToken)
    {
        if (Summary is not null)
        {
            return null;
        }

        if (_cursor!.Row >= _options.MaxRecords)
        {
            Summary = Summarise(isWhole: false);
            return null;
        }

        var batch = new PostBatch(_source, _format!.Platform, _opened!.Carried);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _position += _opened!.Reader.Read(_window.Span[_position..], _isFinal, batch);
                if (batch.IsFull)
                {
                    return batch;
                }

                if (_isFinal)
                {
                    break;
                }

                await AdvanceAsync(cancellationToken).ConfigureAwait(false);
            }

            await _stored.DrainAsync(cancellationToken).ConfigureAwait(false);
            Summary = Summarise(isWhole: true);
        }
        catch (Exception e)
        {
            batch.Return();
            if (Explain(e) is { } explained)
            {
                throw explained;
            }

            throw;
        }

        if (batch.Posts.Length > 0)
        {
            return batch;
        }

        batch.Return();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_pipe is not null)
        {
            await _pipe.CompleteAsync().ConfigureAwait(false);
        }

        if (_content is not null)
        {
            await _content.Stream.DisposeAsync().ConfigureAwait(false);
        }

        await _stored.DisposeAsync().ConfigureAwait(false);
        if (_linear.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_linear);
        }

        _linear = [];
    }

    private async ValueTask StartAsync(IReadOnlyDictionary<PostField, string> map, Action<Reject> onReject, CancellationToken cancellationToken)
    {
        _content = await Content.OpenAsync(_input.Path, _stored, cancellationToken).ConfigureAwait(false);
        _pipe = PipeReader.Create(_content.Stream, new StreamPipeReaderOptions(bufferSize: SegmentBytes, minimumReadSize: MinReadBytes, leaveOpen: true));
        _cursor = new RecordCursor(_source, _content.SkippedBytes, onReject);
        Receive(await _pipe.ReadAtLeastAsync(SampleBytes, cancellationToken).ConfigureAwait(false));
        if (_window.IsEmpty)
        {
            throw new ArchiveException($"{_input.Path}: empty file; an input needs at least a header or a line");
        }

        ThrowIfTooLarge();
        var start = new InputStart(_input.Path, _window, _isFinal, _options, map);
        (_format, _reason) = ArchiveFormats.Select(start);
        _opened = _format.Open(start, _cursor);
    }

    /// <summary>Gives back what was read and waits for more.</summary>
    private async ValueTask AdvanceAsync(CancellationToken cancellationToken)
    {
        var left = _window.Length - _position;
        _pipe!.AdvanceTo(_buffer.GetPosition(_position), _buffer.End);

        // Twice as much before the next attempt: a record is looked through a logarithmic number of times, however large it is.
        // More than the longest record allowed is never needed.
        var wanted = Math.Min(left * 2L, Math.Max(left, _options.MaxRecordBytes)) + 1;
        Receive(await _pipe.ReadAtLeastAsync((int)wanted, cancellationToken).ConfigureAwait(false));
        ThrowIfTooLarge();
    }

    private void Receive(ReadResult result)
    {
        _buffer = result.Buffer;
        _isFinal = result.IsCompleted;
        _position = 0;
        if (_buffer.IsSingleSegment)
        {
            _window = _buffer.First;
            return;
        }

        // The readers search in one span. A copy of what crosses segments costs far less than the search.
        var length = checked((int)_buffer.Length);
        if (_linear.Length < length)
        {
            if (_linear.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_linear);
            }

            _linear = ArrayPool<byte>.Shared.Rent(length);
        }

        _buffer.CopyTo(_linear);
        _window = _linear.AsMemory(0, length);
    }

    private void ThrowIfTooLarge()
    {
        var decompressed = _cursor!.Offset + _window.Length;
        if (decompressed > _options.MaxDecompressedBytes)
        {
            throw new ArchiveException(string.Create(CultureInfo.InvariantCulture, $"{_input.Path}: more than {_options.MaxDecompressedBytes} bytes when decompressed (--max-decompressed); raise the limit or split the input"));
        }

        if (decompressed > RatioGrace && _options.MaxRatio is { } ratio && decompressed / Math.Max(1, _stored.Count) >= ratio)
        {
            throw new ArchiveException(string.Create(CultureInfo.InvariantCulture, $"{_input.Path}: decompresses to more than {ratio} times its size (--max-ratio); raise the limit if that is right"));
        }
    }

    /// <summary>The message for a fault of the input; null for any other.</summary>
    private ArchiveException? Explain(Exception e)
    {
        if (e is not (InvalidDataException or IOException or UnauthorizedAccessException))
        {
            return null;
        }

        var offset = _cursor is null ? 0 : _cursor.Offset + _window.Length - _position;
        var records = _cursor?.Row ?? 0;
        var what = e is InvalidDataException ? "broken" : "cannot be read any further";
        return new ArchiveException(
            string.Create(CultureInfo.InvariantCulture, $"{_input.Path}: {what} after decompressed byte {offset} ({records} records read before): {e.Message.ReplaceLineEndings(" ")}; get a whole copy of it"),
            e);
    }

    private InputSummary Summarise(bool isWhole) => new()
    {
        Path = _input.Path,
        Bytes = _stored.Count,
        DecompressedBytes = _cursor!.Offset,
        Sha256 = isWhole ? _stored.Sha256() : "",
        IsWhole = isWhole,
        Compression = _content!.Compression,
        Encoding = _content.Encoding,
        Format = _format!.Name,
        Reason = _reason,
        Platform = _format.Platform,
        Mapping = _opened!.Reader.Mapping,
        Columns = _opened.Reader.Columns,
        HasHeader = _opened.Reader.HasHeader,
        Records = _cursor.Posts + _cursor.Rejected + _cursor.NotPosts,
        NotPosts = _cursor.NotPosts,
        RoundedIds = _cursor.RoundedIds,
        RoundedAuthors = _cursor.RoundedAuthors,
        TimeResolution = _opened.Times.Resolution,
        Posts = _cursor.Posts,
        Rejected = _cursor.Rejected,
        Reposts = _cursor.Reposts,
        ZonelessTimes = _opened.Times.Zoneless,
        UnreadableTimes = _opened.Times.Unreadable,
        DateOrder = _opened.Times.OrderUsed,
    };
}
