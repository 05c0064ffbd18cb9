namespace Copypasta.Campaigns;

/// <summary>What all rules say of a cluster.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Findings">One finding a rule, in the order of <see cref="LabelCode"/>.</param>
public sealed record ClusterLabels(string Cluster, IReadOnlyList<Finding> Findings)
{
    /// <summary>The posts that were read, where these are a sample of the cluster's; null where they are all.</summary>
    public int? ReadPosts { get; init; }

    /// <summary>The finding of one rule.</summary>
    public Finding this[LabelCode label] => Findings[(int)label];

    /// <summary>The labels that apply.</summary>
    public IReadOnlyList<Finding> Applying { get; } = [.. Findings.Where(f => f.Answer == Answer.Yes)];

    /// <summary>The labels that cannot be told for want of a field.</summary>
    public IEnumerable<Finding> Untold => Findings.Where(f => f.Answer == Answer.CannotTell);

    /// <summary>The codes of labels that take the cluster's occasions out of the unexplained ones, joined by a space: <c>explained_by</c>; empty where nothing explains it.</summary>
    public string ExplainedBy => IsExplained ? Join(Applying.Where(f => f.Effect == LabelEffect.Explains)) : "";

    /// <summary>Whether a label takes the cluster's occasions out of the unexplained ones.</summary>
    public bool IsExplained => Applying.Any(f => f.Effect == LabelEffect.Explains);

    /// <summary>The column <c>labels</c> of <c>clusters.csv</c>: codes in ordinal order, joined by a space.</summary>
    public string Codes => Applying.Count == 1 ? Applying[0].Label.Code() : Join(Applying);

    private static string Join(IEnumerable<Finding> findings) => string.Join(' ', findings.Select(f => f.Label.Code()).Order(StringComparer.Ordinal));
}
