using System.CommandLine;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What evidence is drawn from the clusters and by which references.</summary>
internal sealed class EvidenceChoices
{
    private readonly Option<string?> _frame = OptionValues.Word(
        "--frame", "How the posts were chosen: takedown, keyword, accounts, sample or unknown (default). It decides what may be concluded of pairs of accounts.", "FRAME");

    private readonly Option<string[]> _background = new("--background")
    {
        Description = "Other people's posts of the period, read like the inputs: what is expected by chance then describes them too, and no pair of two of them is told. Can be given several times.",
        HelpName = "INPUT",
    };

    private readonly Option<string?> _permutations = OptionValues.Word(
        "--permutations", "Permutations of the authors that pairs of accounts are held against (default 100); 0 leaves pairs of accounts out.", "N");

    private readonly Option<string?> _known = OptionValues.Word(
        "--known", "Texts known by heart (scripture, lyrics, proverbs, greetings), one a line; after tabs its citation and text, source or issuer.", "FILE");

    private readonly Option<string?> _accounts = OptionValues.Word("--accounts", "CSV with the columns account and owner, or profile and links: accounts of one owner.", "FILE");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _frame, _background, _permutations, _known, _accounts })
        {
            command.Add(option);
        }
    }

    /// <summary>The files that are given.</summary>
    public IEnumerable<string> Files(ParseResult parsed) => new[] { parsed.GetValue(_known), parsed.GetValue(_accounts) }.OfType<string>();

    /// <summary>The inputs of the background; none where none is given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inputs">Those of the archive.</param>
    /// <param name="passedOver">Gets the files of folders that are not read because of their names.</param>
    /// <exception cref="UsageException">It would serve nothing, or a file is both.</exception>
    public IEnumerable<InputFile> Background(ParseResult parsed, IReadOnlyList<InputFile> inputs, ICollection<SkippedInput> passedOver)
    {
        if (parsed.GetValue(_background) is not { Length: > 0 } words)
        {
            return [];
        }

        if (parsed.GetValue(_permutations) is { } permutations && OptionValues.Integer("--permutations", permutations, 100, 0, EvidenceOptions.MostPermutations) == 0)
        {
            throw new UsageException($"--background {words[0]} --permutations 0: pairs of accounts are all that a background serves; leave one of the two out");
        }

        var background = Inputs.Resolve(words, passedOver);
        var ofArchive = inputs.Select(RealPathOf).ToHashSet(StringComparer.Ordinal);
        return background.FirstOrDefault(file => ofArchive.Contains(RealPathOf(file))) is { } both
            ? throw new UsageException($"--background: {both.Path} is an input, too; posts are of the archive or of the background, so name it once")
            : background.Select(file => file with { IsBackground = true });
    }

    public EvidenceOptions Options(ParseResult parsed, ulong seed) => new()
    {
        Frame = OptionValues.Choice(
            "--frame",
            parsed.GetValue(_frame),
            SamplingFrame.Unknown,
            ("takedown", SamplingFrame.Takedown),
            ("keyword", SamplingFrame.Keyword),
            ("accounts", SamplingFrame.Accounts),
            ("sample", SamplingFrame.Sample),
            ("unknown", SamplingFrame.Unknown)),
        Permutations = (int)OptionValues.Integer("--permutations", parsed.GetValue(_permutations), 100, 0, EvidenceOptions.MostPermutations),
        Seed = seed,
        Background = parsed.GetValue(_background) ?? [],
        Known = parsed.GetValue(_known) is { } known ? KnownReferences.Read(known) : null,
        Accounts = parsed.GetValue(_accounts) is { } accounts ? AccountOwners.Read(accounts) : null,
    };

    private static string RealPathOf(InputFile file) =>
        file.Path == InputFile.StandardInput ? file.Path : RealPath.Of(new FileInfo(file.Path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.Path);
}
