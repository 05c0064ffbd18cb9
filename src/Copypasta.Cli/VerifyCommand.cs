using System.CommandLine;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta verify</c>: whether an export is as it was written.</summary>
internal static class VerifyCommand
{
    private const int MaxRecordsShown = 20;

    public static Command Build()
    {
        var folder = new Argument<string>("DIR") { Description = "A folder that copypasta export has written." };
        var command = new Command("verify", "Check every file of an export against its digests; say what is changed, missing or added.") { folder };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => Task.FromResult(Run(parsed.GetValue(folder)!, cancellation))));
        return command;
    }

    private static int Run(string folder, CancellationToken cancellation)
    {
        var differences = DigestList.Check(folder, out var listed, out var digest, cancellation);
        foreach (var difference in differences)
        {
            Console.Out.WriteLine(TerminalText.Escape($"{difference.Path}: {difference.What}"));
            if (!difference.IsChanged || difference.Path == EvidenceFiles.Records)
            {
                continue;
            }

            var records = EvidenceFiles.ChangedRecords(folder, difference.Path);
            foreach (var record in records.Take(MaxRecordsShown))
            {
                Console.Out.WriteLine($"  {record}");
            }

            if (records.Count > MaxRecordsShown)
            {
                Console.Out.WriteLine($"  and {RunDescription.Count(records.Count - MaxRecordsShown, "more record")}");
            }
        }

        if (differences.Count == 0)
        {
            Console.Out.WriteLine($"{RunDescription.Count(listed, "file is", "files are")} as {DigestList.FileName} has {(listed == 1 ? "it" : "them")}, and there are no others.");
        }

        Console.Out.WriteLine($"SHA-256 of {DigestList.FileName}: {digest}");
        return differences.Count == 0
            ? CommandLine.Done
            : throw new UsageException($"{folder}: not as it was exported: {RunDescription.Count(differences.Count, "difference")}, on standard output");
    }
}
