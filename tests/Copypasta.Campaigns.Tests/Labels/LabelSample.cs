namespace Copypasta.Campaigns.Tests;

/// <summary>Small clusters for tests of single rules.</summary>
internal static class LabelSample
{
    public const string Text = "The ferry to Velnamere leaves from the northern pier until the bridge is mended";

    public const long Hour = 3600_000;
    public const long Day = 24 * Hour;

    // Monday, 2023-01-02, 00:00 UTC.
    public const long Monday = 1_672_617_600_000;

    /// <summary>A cluster of posts by different accounts a minute apart, numbered from 1.</summary>
    public static ClusterFacts Cluster(int posts, Func<PostFacts, int, PostFacts>? edit = null, string text = Text) => Of(
        Enumerable.Range(0, posts).Select(i => (edit ?? ((p, _) => p))(
            new PostFacts { Source = 0, Row = i + 1, Text = text, Account = $"a{i}", Time = Monday + (i * 60_000L), Client = "Web", IsRepost = false }, i)));

    public static ClusterFacts Of(IEnumerable<PostFacts> posts)
    {
        var list = posts.ToList();
        return new ClusterFacts { Cluster = "c1", Posts = list, Exemplar = list[0].Text, EligibleAccounts = 100_000, Slots = [] };
    }

    public static Finding Judge(this ClusterFacts facts, LabelCode label, LabelReferences? references = null) => new Labeller(references ?? new LabelReferences()).Label(facts)[label];

    public static KnownReferences Known(string file) => KnownReferences.Parse("known.tsv", System.Text.Encoding.UTF8.GetBytes(file));

    public static AccountOwners Owners(string file) => AccountOwners.Parse("accounts.csv", System.Text.Encoding.UTF8.GetBytes(file));

    public static double Value(this Finding finding, string name) => finding.Values.Single(v => v.Name == name).Number;

    public static string? Words(this Finding finding, string name) => finding.Values.Single(v => v.Name == name).Text;
}
