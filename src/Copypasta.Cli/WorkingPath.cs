using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>Where a run keeps what does not fit into memory: within its folder, or in the place that <c>--temp</c> names, or where the interrupted run that goes on has it.</summary>
internal sealed class WorkingPath
{
    private readonly string _run;
    private readonly string? _word;
    private readonly string? _given;

    /// <param name="run">The run's folder.</param>
    /// <param name="word">The value of <c>--temp</c>, if it was given.</param>
    public WorkingPath(string run, string? word)
    {
        if (word is not null && !Directory.Exists(word))
        {
            throw new UsageException($"--temp {word}: there is no such folder");
        }

        (_run, _word, _given) = (run, word, word is null ? null : RunFolder.WorkingPathElsewhere(run, word));
    }

    /// <summary>Whether there is an interrupted run to go on with.</summary>
    public bool IsInterrupted => RunJournal.IsIn(RunFolder.NotedWorkingPath(_run) ?? RunFolder.WorkingPathIn(_run));

    /// <summary>The working folder, once the run's folder has been taken.</summary>
    /// <exception cref="UsageException">An interrupted run has its working data in another place.</exception>
    public string Choose()
    {
        if (RunFolder.OwnerOfWorkingPath(_run) is { } owner)
        {
            throw new UsageException($"--resume: {_run} is a copy of {owner}, whose working data those are that it names; go on there, or give --force in place of --resume to begin anew");
        }

        var within = RunFolder.WorkingPathIn(_run);
        if (RunFolder.NotedWorkingPath(_run) is not { } noted)
        {
            return _given is null || !RunJournal.IsIn(within) ? _given ?? within : throw Elsewhere(within);
        }

        if (_given == noted)
        {
            return noted;
        }

        // Where the place itself is away, a disk for one, nobody knows what is there.
        if (!Directory.Exists(Path.GetDirectoryName(noted)))
        {
            throw new UsageException(
                $"--resume: the interrupted run has its working data in {noted}, and there is no such place now; bring it back, or give --force in place of --resume to begin anew");
        }

        if (_given is null)
        {
            return noted;
        }

        if (RunJournal.IsIn(noted))
        {
            throw Elsewhere(noted);
        }

        if (Directory.Exists(noted))
        {
            Directory.Delete(noted, recursive: true);
        }

        return _given;
    }

    private UsageException Elsewhere(string path) =>
        new($"--temp {_word}: the interrupted run has its working data in {path}; leave --temp out, or --force in place of --resume to begin anew there");
}
