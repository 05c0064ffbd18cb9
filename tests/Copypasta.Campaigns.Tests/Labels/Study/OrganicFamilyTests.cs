using System.Globalization;

namespace Copypasta.Campaigns.Tests;

/// <summary>
/// The labels of families of organic copying that the labeller's authors generated themselves: what is measured is that the rules do what they say, over languages, noise and missing fields. How they do on what others write is measured elsewhere.
/// </summary>
public sealed class OrganicFamilyTests(ITestOutputHelper output)
{
    private const int Seed = 20231;

    [Fact]
    public void LabelsOfOrganicCopying()
    {
        StudyTexts.SkipUnlessInstalled();
        var families = new OrganicFamilies(Seed);
        var labeller = new Labeller(families.References);
        var judged = families.All.Select(c => (Cluster: c, Labels: labeller.Label(c.Facts).Applying.Select(f => f.Label).ToHashSet())).ToArray();

        output.WriteLine($"{families.All.Count} clusters of {families.All.Select(c => c.Family).Distinct().Count()} families, {families.All.Sum(c => c.Accounts)} accounts");
        var recalls = new List<double>();
        var precisions = new List<(LabelCode Label, double Precision)>();
        output.WriteLine("label               clusters  recall  applied  precision");
        foreach (var label in LabelCodes.All)
        {
            var due = judged.Where(j => j.Cluster.Expected.Contains(label)).ToArray();
            var applied = judged.Where(j => j.Labels.Contains(label)).ToArray();
            recalls.Add(due.Average(j => j.Labels.Contains(label) ? 1.0 : 0));
            precisions.Add((label, applied.Average(j => j.Cluster.Expected.Contains(label) || j.Cluster.Allowed.Contains(label) ? 1.0 : 0)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{label.Code(),-18} {due.Length,9} {recalls[^1],7:P1} {applied.Length,8} {precisions[^1].Precision,10:P1}"));
        }

        foreach (var family in judged.GroupBy(j => j.Cluster.Family))
        {
            var missed = family.Where(j => j.Cluster.Expected.Any(l => !j.Labels.Contains(l))).ToArray();
            var wrong = family.Where(j => j.Labels.Any(l => !j.Cluster.Expected.Contains(l) && !j.Cluster.Allowed.Contains(l))).ToArray();
            if (missed.Length + wrong.Length > 0)
            {
                output.WriteLine($"{family.Key}: {missed.Length} missed, as '{missed.FirstOrDefault().Cluster?.Facts.Exemplar}'; {wrong.Length} with others: {string.Join(", ", wrong.SelectMany(w => w.Labels.Except(w.Cluster.Expected).Except(w.Cluster.Allowed)).CountBy(l => l.Code()))}, as '{wrong.FirstOrDefault().Cluster?.Facts.Exemplar}'");
            }
        }

        Assert.True(families.All.Select(c => c.Family).Distinct().Count() >= 12);
        Assert.True(families.All.Sum(c => c.Accounts) >= 50_000);
        Assert.True(recalls.Average() >= 0.95, $"macro recall {recalls.Average():P1}");
        Assert.All(precisions.Where(p => p.Label.Effect() == LabelEffect.Explains), p => Assert.True(p.Precision >= 0.95, $"{p.Label.Code()}: precision {p.Precision:P1}"));

        // The label that takes occasions out must not fall on copying for which there is no reason known.
        Assert.All(judged.Where(j => j.Cluster.Family == "plain bursts"), j => Assert.DoesNotContain(j.Labels, l => l.Effect() == LabelEffect.Explains));
    }
}
