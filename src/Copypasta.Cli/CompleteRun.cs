using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>A run that is complete, when it is asked to go on.</summary>
internal static class CompleteRun
{
    /// <summary>The name, among what run.json says of the machine, of how the run was begun: the program, its options, its inputs as they were.</summary>
    public const string Begun = "begun";

    /// <summary>Why there is nothing to go on with, in words; null where another run was to replace it, was interrupted and may go on.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="now">What the run would be begun with now.</param>
    /// <param name="isInterrupted">Whether working data are there, which the complete run itself may have left when it tidied up.</param>
    /// <exception cref="UsageException">The run was begun otherwise.</exception>
    public static string? Of(string run, IReadOnlyList<string> now, bool isInterrupted)
    {
        var begun = Read(run);
        var difference = begun is null ? null : RunJournal.Difference(begun, now);
        if (begun is not null && difference is null)
        {
            return $"{run} is complete: nothing to go on with"
                + (now.Contains(InputFile.StandardInput) ? "; whether standard input holds the same was not looked at" : "");
        }

        if (isInterrupted)
        {
            return null;
        }

        if (IsOfIndex(run))
        {
            throw new UsageException($"--resume: the run in {run} was written from an index, not by detect; name another folder, or give --force in place of --resume to replace it");
        }

        return begun is null
            ? $"{run} is complete: nothing to go on with; its {RunFolder.LastFile} does not say how it was begun, so whether with these options and inputs is not known"
            : throw new UsageException(
                $"--resume: the run in {run} is complete and was begun with other options or inputs ({difference}); name another folder, or give --force in place of --resume to replace it");
    }

    private static string[]? Read(string run) => Read<string[]?>(run, json => [.. json.GetProperty("environment").GetProperty(Begun).EnumerateArray().Select(line => line.GetString()!)]);

    /// <summary>Only an index has a capacity.</summary>
    private static bool IsOfIndex(string run) => Read(run, json => json.GetProperty("parameters").TryGetProperty(IndexDescription.Capacity, out _));

    private static T? Read<T>(string run, Func<JsonElement, T> part)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, RunFolder.LastFile)));
            return part(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return default;
        }
    }
}
