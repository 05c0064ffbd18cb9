using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>The way through one input: its layers, its members where it is a container, and their records.</summary>
internal sealed class InputWalk
{
    private readonly InputContext _context;
    private readonly InputFile _input;
    private readonly Stream _file;
    private readonly ExpansionLimits _limits;
    private readonly Task _turn;

    private InputWalk(InputContext context, InputFile input, Stream file, ExpansionLimits limits, Task turn)
    {
        _context = context;
        _input = input;
        _file = file;
        _limits = limits;
        _turn = turn;
    }

    /// <summary>Reads one input to its end.</summary>
    /// <param name="context">What applies to all inputs.</param>
    /// <param name="input">The input.</param>
    /// <param name="turn">Completes when no earlier input is being read any more: what takes much memory waits for it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArchiveException">The input cannot be opened, or not be read to its end.</exception>
    public static async IAsyncEnumerable<InputItem> ReadAsync(
        InputContext context, InputFile input, Task turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Open(context, input);
        var stored = new StoredBytes(file, context.OnBytes);
        await using var disposing = stored.ConfigureAwait(false);
        var walk = new InputWalk(context, input, file, new ExpansionLimits(input.Path, context.Options, () => stored.Count), turn);
        await foreach (var item in walk.SkipForeignAsync(input.Path, walk.WalkAsync(input.Path, stored, [], cancellationToken)).ConfigureAwait(false))
        {
            yield return item.Summary is { } summary ? item with { Summary = summary with { IsBackground = input.IsBackground } } : item;
        }
    }

    private static Stream Open(InputContext context, InputFile input)
    {
        try
        {
            return context.Open(input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{input.Path}: cannot be opened: {e.Message}", e);
        }
    }

    private async IAsyncEnumerable<InputItem> WalkAsync(
        string path, StoredBytes stored, IReadOnlyList<string> layers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unpacked = await UnpackAsync(path, stored, layers, cancellationToken).ConfigureAwait(false);
        await using var disposing = unpacked.Stream.ConfigureAwait(false);
        var items = unpacked.Kind == ContainerKind.None
            ? RecordsAsync(path, stored, unpacked, cancellationToken)
            : MembersAsync(path, stored, unpacked, cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            yield return item;
        }
    }

    private async ValueTask<Unpacked> UnpackAsync(string path, StoredBytes stored, IReadOnlyList<string> layers, CancellationToken cancellationToken)
    {
        try
        {
            return await Unpacked.OpenAsync(path, stored, layers, _limits, _turn, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (InputContext.IsFault(e))
        {
            throw InputContext.Explain(path, e, $"decompressed byte 0 (0 records read before)");
        }
    }

    private async IAsyncEnumerable<InputItem> RecordsAsync(
        string path, StoredBytes stored, Unpacked unpacked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A read from standard input cannot be interrupted: nobody may have to wait for one that is under way.
        var mayReadAhead = _input.Path != InputFile.StandardInput;
        var session = await InputSession.OpenAsync(_context, path, unpacked, stored, mayReadAhead, cancellationToken).ConfigureAwait(false);
        await using var disposing = session.ConfigureAwait(false);
        yield return new InputItem { Source = path };
        while (await session.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
        {
            yield return item;
        }
    }

    private async IAsyncEnumerable<InputItem> MembersAsync(
        string path, StoredBytes stored, Unpacked unpacked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isZip = unpacked.Kind == ContainerKind.Zip;
        IReadOnlyList<string> layers = [.. unpacked.Layers, isZip ? "zip" : "tar"];
        _limits.ThrowIfTooDeep(layers.Count);
        var choice = new MemberChoice(path);
        var zipProgress = new StoredProgress(null, 0);
        if (isZip)
        {
            ThrowIfUnseekable(path, unpacked.Layers);
            zipProgress = new StoredProgress(_context.OnBytes, _file.Length - stored.Count);
            stored.OnBytes = null;

            // Count and checksum are those of the file from its first byte to its last; its members are then read here and there.
            await FaultsExplained(path, choice, () => stored.DrainAsync(cancellationToken)).ConfigureAwait(false);
        }

        using var members = (isZip ? ZipMembers.Read(path, _file, choice, _context.Options, zipProgress.Report) : TarMembers.Read(unpacked.Stream, choice)).GetEnumerator();
        while (MoveNext(path, choice, members))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (name, content) = members.Current;
            var member = new StoredBytes(isZip ? new LimitedStream(content, _limits, layers.Count) : content, null);
            await using var disposing = member.ConfigureAwait(false);
            var memberPath = $"{path}/{name}";
            await foreach (var item in SkipForeignAsync(memberPath, WalkAsync(memberPath, member, layers, cancellationToken)).ConfigureAwait(false))
            {
                yield return item;
            }
        }

        choice.ThrowIfNone();
        zipProgress.Report(long.MaxValue);
        if (!isZip)
        {
            await FaultsExplained(path, choice, () => stored.DrainAsync(cancellationToken)).ConfigureAwait(false);
        }

        yield return new InputItem
        {
            Container = new ContainerSummary
            {
                Path = path,
                Kind = string.Join('+', layers),
                Bytes = stored.Count,
                Sha256 = stored.Sha256(),
                Members = choice.Chosen,
                LeftOut = choice.LeftOut,
            },
        };
    }

    /// <summary>What comes of a path; if it holds no posts and nobody named it, as a file of a folder or a member of a container, that it is skipped.</summary>
    private async IAsyncEnumerable<InputItem> SkipForeignAsync(string path, IAsyncEnumerable<InputItem> items)
    {
        var walk = items.GetAsyncEnumerator();
        await using var disposing = walk.ConfigureAwait(false);
        while (true)
        {
            SkippedInput? skipped = null;
            try
            {
                if (!await walk.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (ArchiveException e) when (e.IsForeign && (_input.IsFound || path != _input.Path))
            {
                skipped = new SkippedInput(path, e.Message.StartsWith(path + ": ", StringComparison.Ordinal) ? e.Message[(path.Length + 2)..] : e.Message);
            }

            if (skipped is not null)
            {
                yield return new InputItem { Skipped = skipped };
                yield break;
            }

            yield return walk.Current;
        }
    }

    /// <summary>A zip archive has its table of contents at its end.</summary>
    private void ThrowIfUnseekable(string path, IReadOnlyList<string> layers)
    {
        if (layers.Count > 0)
        {
            throw new ArchiveException($"{path}: a zip archive{Unpacked.Inside(layers)}; a zip is read only from a file of its own: unpack what is around it first");
        }

        if (!_file.CanSeek)
        {
            throw new ArchiveException($"{path}: a zip archive from a pipe; its table of contents stands at its end: save it to a file and name that");
        }
    }

    private static bool MoveNext(string path, MemberChoice choice, IEnumerator<Member> members)
    {
        try
        {
            return members.MoveNext();
        }
        catch (Exception e) when (InputContext.IsFault(e))
        {
            throw InputContext.Explain(path, e, $"{choice.Chosen} members");
        }
    }

    private static async ValueTask FaultsExplained(string path, MemberChoice choice, Func<ValueTask> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (InputContext.IsFault(e))
        {
            throw InputContext.Explain(path, e, $"{choice.Chosen} members");
        }
    }

    /// <summary>Reports stored bytes of a zip archive, each once, however its members lie.</summary>
    private sealed class StoredProgress(Action<long>? onBytes, long left)
    {
        public void Report(long bytes)
        {
            bytes = Math.Min(bytes, left);
            if (bytes > 0)
            {
                left -= bytes;
                onBytes?.Invoke(bytes);
            }
        }
    }
}
