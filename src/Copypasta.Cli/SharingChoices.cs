using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>How much of a run its folder holds, so that it can be passed on.</summary>
internal sealed class SharingChoices
{
    private const int MostKeyBytes = 1 << 16;

    private readonly Option<string?> _share = OptionValues.Word(
        "--share", "Write what can be passed on: public (pseudonyms, hours, counts; no texts, rows or files' names) or ids (ids of posts with their cluster). Tables only.", "WHAT");

    private readonly Option<string?> _key = OptionValues.Word("--pseudonymize", "Key of the pseudonyms of --share, 32 bytes or more: the same key gives the same pseudonyms (default: a new one, kept nowhere).", "KEYFILE");

    public void AddTo(Command command)
    {
        command.Add(_share);
        command.Add(_key);
    }

    /// <summary>Whether it is to be passed on.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_share) is not null;

    /// <summary>What makes of a result what may be passed on of it; null where all is kept.</summary>
    /// <exception cref="UsageException">What was asked for is not to be had.</exception>
    public Func<DetectionResult, Evidence, Sharing>? Sharing(ParseResult parsed, HashSet<string> outputs)
    {
        var file = parsed.GetValue(_key);
        if (parsed.GetValue(_share) is not { } word)
        {
            return file is null ? null : throw new UsageException("--pseudonymize: it is the key of what --share writes; give --share public, too");
        }

        var isOfIds = OptionValues.Choice("--share", word, false, ("public", false), ("ids", true));
        if (outputs.FirstOrDefault(output => output is "html" or "gexf" or "graphml") is { } output)
        {
            throw new UsageException($"--share {word} --outputs {output}: what can be passed on is written as tables; allowed are csv, jsonl, parquet");
        }

        var key = file is null ? RandomNumberGenerator.GetBytes(Reports.Sharing.FewestKeyBytes) : Read(file);
        return (result, evidence) => new Sharing(isOfIds, key, result, evidence);
    }

    /// <summary>What the closing words on the terminal say of it.</summary>
    public static string Words(Sharing sharing, long rejected)
    {
        var text = new StringBuilder();
        text.AppendLine(sharing.IsOfIds
            ? "To be passed on: ids of posts with pseudonyms of their clusters. They remain personal data: the posts stand under these ids on their platform."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"To be passed on: {RunDescription.Count(sharing.AccountsTold, "account")} by pseudonym. {RunDescription.Count(sharing.AccountsNotTold, "account")} with posts in clusters of fewer than {Reports.Sharing.FewestAccounts} accounts only, their posts and {RunDescription.Count(sharing.PairsNotTold, "pair")} with one of them are counted and not told. It remains personal data: whoever has the posts finds accounts again by times and numbers."));
        if (rejected > 0)
        {
            text.AppendLine("The rejected records are counted and not listed; without --share rejects.jsonl has the place and reason of each.");
        }

        return text.ToString();
    }

    private static byte[] Read(string file)
    {
        byte[] key;
        try
        {
            key = Directory.Exists(file) ? throw new UsageException($"--pseudonymize {file}: that is a folder; name a file") : ReadBeginning(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--pseudonymize {file}: cannot be read: {e.Message}");
        }

        if (key.Length > MostKeyBytes)
        {
            throw new UsageException($"--pseudonymize {file}: more than {MostKeyBytes / 1024} KiB; that is no key");
        }

        return key.Length >= Reports.Sharing.FewestKeyBytes
            ? key
            : throw new UsageException($"--pseudonymize {file}: {key.Length} bytes; a key has {Reports.Sharing.FewestKeyBytes} or more, which nobody can guess: head -c 32 /dev/urandom > new.key");
    }

    // A device has no length and no end.
    private static byte[] ReadBeginning(string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[MostKeyBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
