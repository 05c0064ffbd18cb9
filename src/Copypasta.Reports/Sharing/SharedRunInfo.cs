namespace Copypasta.Reports;

/// <summary>What a run that is passed on says of itself.</summary>
public static class SharedRunInfo
{
    private const string Notice =
        "Pseudonyms do not make this anonymous: whoever has the posts finds accounts again by times and numbers. It remains personal data; the law and the platform's terms hold for it as before.";

    private const string IdsNotice = "The posts stand under these ids on their platform: this remains personal data, and what was deleted there since is not to be had from elsewhere.";

    // Whatever names columns, files or values of the inputs is left out, and so is each parameter that comes to be later.
    private static readonly HashSet<string> s_parameters = new(
        [
            "threshold", "recall", "profile", "shingle", "similarity", "min_length", "reposts", "since", "until", "timed_only", "duplicate_ids", "display_zone", "min_posts", "min_accounts",
            "format", "time_zone", "date_order", "encoding", "max_record_bytes", "audit", "frame", "permutations", "known_texts", "known_owners",
        ],
        StringComparer.Ordinal);

    // What of account pairs is in words, and holds none of the inputs.
    private static readonly HashSet<string> s_words = new(["narrowest_window", "most_posts_in_window", "null_curve", "note"], StringComparer.Ordinal);

    /// <summary>Without what would tell inputs, accounts or texts. Of the environment the kernel, the times and the sizes stay.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sharing">What may be passed on of it.</param>
    public static RunInfo Of(RunInfo run, Sharing sharing)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(sharing);
        return run with
        {
            Parameters = [.. run.Parameters.Where(parameter => s_parameters.Contains(parameter.Name))],
            Inputs = [.. run.Inputs.Select(input => Of(input, sharing))],
            Containers = [],
            AccountPairs = [.. run.AccountPairs.Where(value => value.Value is not (string or IEnumerable<string>) || s_words.Contains(value.Name))],
            LeftOut = [],
            Skipped = [],
            FamiliesWithoutPairs = [.. run.FamiliesWithoutPairs.Select(family => family with { Name = sharing.PseudonymText(SharedAs.Family, family.Name) })],
            Sharing =
            [
                new("share", sharing.IsOfIds ? "ids" : "public"),
                new("accounts_told", sharing.IsOfIds ? null : sharing.AccountsTold),
                new("accounts_not_told", sharing.IsOfIds ? null : sharing.AccountsNotTold),
                new("pairs_not_told", sharing.IsOfIds ? null : sharing.PairsNotTold),
                new("key_check", sharing.KeyCheck),
                new("fewest_accounts", sharing.IsOfIds ? null : Sharing.FewestAccounts),
                new("notice", sharing.IsOfIds ? IdsNotice : Notice),
            ],
        };
    }

    private static InputInfo Of(InputInfo input, Sharing sharing) => input with
    {
        Path = sharing.PseudonymText(SharedAs.Source, input.Path),
        Bytes = 0,
        Sha256 = "",
        Reason = "",
        Mapping = [],
        MissingColumns = [],
    };
}
