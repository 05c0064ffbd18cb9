using System.Runtime.ExceptionServices;

namespace Copypasta.Archives;

/// <summary>The reading of one source: text in a pipe, windows of it, records.</summary>
internal sealed class InputSession : IAsyncDisposable
{
    private readonly string _path;
    private readonly ReaderOptions _options;
    private readonly StoredBytes _stored;
    private readonly IReadOnlyList<string> _layers;
    private readonly Content _content;
    private readonly FaultHoldingStream _text;
    private readonly ReadAhead? _ahead;
    private readonly TextWindows _windows;
    private readonly RecordCursor _cursor;
    private readonly RecordBytes? _onRecord;
    private List<Reject> _rejects = [];
    private ArchiveFormat? _format;
    private string _reason = "";
    private OpenedFormat? _opened;
    private PostBatch? _batch;
    private bool _ended;

    // Where the window begins; within a page the cursor is ahead of that.
    private long _windowOffset;

    private InputSession(string path, ReaderOptions options, RecordBytes? onRecord, StoredBytes stored, IReadOnlyList<string> layers, Content content, bool readAhead, CancellationToken cancellationToken)
    {
        _path = path;
        _options = options;
        _stored = stored;
        _layers = layers;
        _content = content;
        _text = new FaultHoldingStream(content.Stream);
        _ahead = readAhead ? new ReadAhead(_text, cancellationToken) : null;
        _windows = new TextWindows(_ahead?.Stream ?? _text);
        _onRecord = onRecord;
        _windowOffset = content.SkippedBytes;
        _cursor = new RecordCursor(0, content.SkippedBytes, reject => _rejects.Add(reject)) { Places = onRecord is null ? null : new RecordPlaces() };
    }

    /// <summary>Whether no more bytes come, and not for a fault.</summary>
    private bool IsFinal => _windows.IsComplete && _text.Fault is null;

    /// <summary>Begins to read.</summary>
    /// <param name="context">What applies to all inputs.</param>
    /// <param name="path">The source's path.</param>
    /// <param name="unpacked">Its bytes, which the session disposes.</param>
    /// <param name="stored">Counts and hashes them as stored.</param>
    /// <param name="mayReadAhead">Whether a read never waits for long.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArchiveException">The source is of no format that can be read.</exception>
    public static async ValueTask<InputSession> OpenAsync(
        InputContext context, string path, Unpacked unpacked, StoredBytes stored, bool mayReadAhead, CancellationToken cancellationToken)
    {
        var content = Content.Open(path, unpacked, context.Encoding);
        var readAhead = mayReadAhead && context.Options.Threads > 1;
        var session = new InputSession(path, context.Options, context.OnRecord, stored, unpacked.Layers, content, readAhead, cancellationToken);
        try
        {
            await session.StartAsync(context.Map, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (Exception e)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            if (InputContext.IsFault(e))
            {
                throw session.Explain(e);
            }

            throw;
        }
    }

    /// <summary>What comes next; null after the end.</summary>
    /// <exception cref="ArchiveException">The source cannot be read any further.</exception>
    public async ValueTask<InputItem?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_ended)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_batch is null && _cursor.Row >= _options.MaxRecords)
                {
                    _ended = true;
                    return new InputItem { Rejects = TakeRejects(), Summary = Summarise(isWhole: false) };
                }

                _batch ??= new PostBatch(0, _format!.Platform, _opened!.Carried) { HasHtmlTexts = _opened.HasHtmlTexts };
                var isFinal = IsFinal;
                var window = _windows.Window;
                var taken = _opened!.Reader.Read(window.Span, isFinal, _batch);
                TellRecords(window.Span);
                _windows.Take(taken);
                _windowOffset += taken;
                if (_batch.IsFull)
                {
                    return Take(null);
                }

                if (_cursor.HasManyRejects)
                {
                    return new InputItem { Rejects = TakeRejects() };
                }

                if (isFinal)
                {
                    await _stored.DrainAsync(cancellationToken).ConfigureAwait(false);
                    _ended = true;
                    return Take(Summarise(isWhole: true));
                }

                if (_windows.IsComplete && (_batch.Posts.Length > 0 || _rejects.Count > 0))
                {
                    // A fault has ended the text: what was read before it comes first, however little it is.
                    return Take(null);
                }

                await AdvanceAsync(cancellationToken).ConfigureAwait(false);
                if (_rejects.Count > 0)
                {
                    // They do not pile up until a batch is full.
                    return new InputItem { Rejects = TakeRejects() };
                }
            }

            return null;
        }
        catch (Exception e) when (InputContext.IsFault(e))
        {
            throw Explain(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ahead is not null)
        {
            await _ahead.DisposeAsync().ConfigureAwait(false);
        }

        await _text.DisposeAsync().ConfigureAwait(false);
        _batch?.Return();
        _batch = null;
        _windows.Dispose();
    }

    private async ValueTask StartAsync(IReadOnlyDictionary<PostField, string> map, CancellationToken cancellationToken)
    {
        await _windows.FillAsync(_options.SampleBytes, cancellationToken).ConfigureAwait(false);
        var window = _windows.Window;
        if (window.Length < _options.SampleBytes)
        {
            ThrowFault();
        }

        if (window.IsEmpty)
        {
            throw new ArchiveException($"{_path}: empty file; an input needs at least a header or a line") { IsForeign = true };
        }

        // What the input is taken for must not depend on how much of it happens to be there.
        var sample = window[..Math.Min(window.Length, _options.SampleBytes)];
        var start = new InputStart(_path, sample, IsFinal && sample.Length == window.Length, _options, map, _layers.Count == 0 && !_content.IsTranscoded);
        (_format, _reason) = ArchiveFormats.Select(start);
        _opened = _format.Open(start, _cursor);
    }

    private void TellRecords(ReadOnlySpan<byte> window)
    {
        if (_cursor.Places is not { } places)
        {
            return;
        }

        // A row of Parquet stands nowhere as a whole.
        if (_opened!.Reader is not ParquetPostReader)
        {
            foreach (var place in places.Known)
            {
                _onRecord!(_path, place.Row, place.Offset, window.Slice((int)(place.Offset - _windowOffset), place.Length));
            }
        }

        places.Clear();
    }

    /// <summary>Waits for more than what is left.</summary>
    private async ValueTask AdvanceAsync(CancellationToken cancellationToken)
    {
        if (_windows.IsComplete)
        {
            ThrowFault();
        }

        // Twice as much before the next attempt: a record is looked through a logarithmic number of times, however large it is.
        // More than the longest record allowed is never needed.
        long left = _windows.Length;
        await _windows.FillAsync((int)Math.Min(left * 2, Math.Max(left, _options.MaxRecordBytes)) + 1, cancellationToken).ConfigureAwait(false);
    }

    private void ThrowFault()
    {
        if (_text.Fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private InputItem Take(InputSummary? summary)
    {
        var batch = _batch!;
        _batch = null;
        if (batch.Posts.Length == 0)
        {
            batch.Return();
            return new InputItem { Rejects = TakeRejects(), Summary = summary };
        }

        return new InputItem { Rejects = TakeRejects(), Batch = batch, Summary = summary };
    }

    private List<Reject> TakeRejects()
    {
        var rejects = _rejects;
        _rejects = [];
        _cursor.TellRejects();
        return rejects;
    }

    private ArchiveException Explain(Exception e)
        => InputContext.Explain(_path, e, $"decompressed byte {_cursor.Offset + _windows.Length} ({_cursor.Row} records read before)");

    private InputSummary Summarise(bool isWhole) => new()
    {
        Path = _path,
        Bytes = _stored.Count,
        DecompressedBytes = _cursor.Offset,
        Sha256 = isWhole ? _stored.Sha256() : "",
        IsWhole = isWhole,
        Compression = _layers.Count == 0 ? "none" : string.Join('+', _layers),
        Encoding = _content.Encoding,
        UndecodableBytes = _content.Undecodable?.Bytes ?? 0,
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
        EndsEarly = _cursor.EndsEarly,
        Posts = _cursor.Posts,
        Rejected = _cursor.Rejected,
        Reposts = _cursor.Reposts,
        ZonelessTimes = _opened.Times.Zoneless,
        UnreadableTimes = _opened.Times.Unreadable,
        FirstUnreadableTime = _opened.Times.FirstUnreadable,
        DateOrder = _opened.Times.OrderUsed,
    };
}
