using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What a run reads and what it rejects: now, or as the interrupted run that goes on has left it.</summary>
internal sealed class RunReading : IDisposable
{
    private const string RejectsFile = "rejects.jsonl";

    private readonly RunFolder _folder;
    private readonly RunFileStream? _file;
    private readonly RejectWriter? _rejects;
    private readonly Reading? _earlier;
    private bool _published;
    private bool _complete;

    private sealed record Kept(Reading Reading, long RejectBytes, ulong RejectHash);

    /// <param name="folder">The run's.</param>
    /// <param name="workingPath">Where the run keeps what does not fit into memory.</param>
    /// <param name="begun">All that decides what the run finds.</param>
    /// <param name="resume">Whether to go on with what is there.</param>
    public RunReading(RunFolder folder, string workingPath, IReadOnlyList<string> begun, bool resume)
    {
        _folder = folder;
        Journal = RunJournal.Open(workingPath, begun, resume, Keep);
        if (Journal.IsRead)
        {
            var kept = JsonSerializer.Deserialize<Kept>(Journal.Reading)!;
            if (folder.Adopt(RejectsFile, kept.RejectBytes, kept.RejectHash))
            {
                (_earlier, _published) = (kept.Reading, true);
                return;
            }

            Journal.Restart();
        }

        folder.Discard(RejectsFile);
        _file = folder.OpenFile(RejectsFile);
        _rejects = new RejectWriter(_file);
        folder.NoteWorkingPath(workingPath == folder.WorkingPath ? null : workingPath);
    }

    /// <summary>What is done, step by step.</summary>
    public RunJournal Journal { get; }

    /// <summary>Reads the inputs, unless that was done before; to be set before the run begins.</summary>
    public PostReader? Posts { get; set; }

    /// <summary>The paths of what posts come from; grows while they are read.</summary>
    public IReadOnlyList<string> Sources => _earlier?.Sources ?? Posts!.Sources;

    /// <summary>Writes a record that could not be read.</summary>
    public void Reject(Reject reject) => _rejects!.Write(Sources[reject.Source], reject.Row, reject.Line, reject.Offset, reject.Reason);

    /// <summary>What was read; nothing more is rejected.</summary>
    public Reading End()
    {
        if (!_published)
        {
            _rejects!.Flush();
            _file!.Publish();
            _published = true;
        }

        return _earlier ?? Posts!.Reading;
    }

    /// <summary>After <see cref="End"/>: the records that could not be read stand in no file.</summary>
    public void WithdrawRejects() => _folder.Withdraw(RejectsFile);

    /// <summary>By source, what its fields can tell; to be asked when all has been read.</summary>
    public IReadOnlyList<SourceFacts> SourceFacts()
    {
        var facts = new Dictionary<string, SourceFacts>(StringComparer.Ordinal);
        foreach (var summary in (_earlier ?? Posts!.Reading).Summaries)
        {
            facts[summary.Path] = new SourceFacts(summary.TimeResolution, summary.Mapping.ContainsKey(PostField.Repost.Name()), summary.IsBackground);
        }

        return [.. Sources.Select(source => facts.GetValueOrDefault(source))];
    }

    /// <summary>Does the run's work; where it ends early, says whether what is done is kept.</summary>
    public async Task<int> KeepAsync(Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Journal.CanResume)
        {
            Console.Error.WriteLine("copypasta: interrupted; what is done is kept: the same command with --resume goes on");
            return CommandLine.Interrupted;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"copypasta: interrupted; nothing was written to {TerminalText.Escape(_folder.Path)}, and nothing is kept that --resume could go on from: the same command begins anew");
            return CommandLine.Interrupted;
        }
        catch (Exception e) when (Journal.CanResume && CommandLine.DiskFault(e) is { } fault)
        {
            // Elsewhere it could only begin anew: what is done stays where it is.
            throw new UsageException($"{fault}; what is done is kept: put that right, and --resume goes on from there, or begin anew in another place with --force --temp DIR");
        }
        catch (Exception e) when (Journal.CanResume && CommandLine.WhatFailed(e) is { } message)
        {
            throw new UsageException($"{message}; what is done is kept, and --resume goes on from there");
        }
    }

    /// <summary>The run is published: nothing of this is needed any more.</summary>
    public void Complete()
    {
        _complete = true;
        Forget();
    }

    public void Dispose()
    {
        _rejects?.Dispose();
        _file?.Dispose();
        if (!_complete && !Journal.CanResume)
        {
            Forget();
        }
    }

    private void Forget()
    {
        Journal.Complete();
        _folder.NoteWorkingPath(null);
    }

    private byte[] Keep()
    {
        var reading = End();
        var (length, hash) = _folder.Keep(RejectsFile);
        return JsonSerializer.SerializeToUtf8Bytes(new Kept(reading, length, hash));
    }
}
