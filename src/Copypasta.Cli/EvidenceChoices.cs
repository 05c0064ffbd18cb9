using System.CommandLine;
using Copypasta.Campaigns;

namespace Copypasta.Cli;

/// <summary>What evidence is drawn from the clusters and by which references.</summary>
internal sealed class EvidenceChoices
{
    private readonly Option<string?> _frame = OptionValues.Word(
        "--frame", "How the posts were chosen: takedown, keyword, accounts, sample or unknown (default). It decides what may be concluded of pairs of accounts.", "FRAME");

    private readonly Option<string?> _permutations = OptionValues.Word(
        "--permutations", "Permutations of the authors that pairs of accounts are held against (default 100); 0 leaves pairs of accounts out.", "N");

    private readonly Option<string?> _known = OptionValues.Word(
        "--known", "Texts known by heart (scripture, lyrics, proverbs, greetings), one a line; after tabs its citation and text, source or issuer.", "FILE");

    private readonly Option<string?> _accounts = OptionValues.Word("--accounts", "CSV with the columns account and owner, or profile and links: accounts of one owner.", "FILE");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _frame, _permutations, _known, _accounts })
        {
            command.Add(option);
        }
    }

    /// <summary>The files that are given.</summary>
    public IEnumerable<string> Files(ParseResult parsed) => new[] { parsed.GetValue(_known), parsed.GetValue(_accounts) }.OfType<string>();

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
        Known = parsed.GetValue(_known) is { } known ? KnownReferences.Read(known) : null,
        Accounts = parsed.GetValue(_accounts) is { } accounts ? AccountOwners.Read(accounts) : null,
    };
}
