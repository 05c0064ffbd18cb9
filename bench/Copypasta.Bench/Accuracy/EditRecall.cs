using System.Globalization;
using Copypasta.Hashing;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>Which share of edited copies is found at T = 0.7 and R = 0.999, and which share is that similar at all, by language, length and edit.</summary>
internal static class EditRecall
{
    private static readonly Threshold s_threshold = new(0.7m);
    private static readonly string[] s_languages = ["en", "de", "ru", "ar", "fa", "he", "hi", "th", "zh", "ja"];

    /// <summary>
    /// Prints a row a language and edit: mean exact similarity, the share of pairs at T or above, the share found and verified; and by containment the mean, and the share found at T.
    /// </summary>
    internal static void Print(int pairs, TextWriter output)
    {
        output.WriteLine("length language edit                 mean J   J >= T    found   of those | mean C   C found");
        foreach (var codePoints in (int[])[70, 140, 280])
        {
            foreach (var language in s_languages)
            {
                foreach (var edit in Enum.GetValues<TextEdit>())
                {
                    Print(language, codePoints, edit, edit.ToString(), TextProfile.Social, pairs, output);
                }

                Print(language, codePoints, TextEdit.TagAdded, "TagAdded, tags drop", TextProfile.SocialWith(HashtagHandling.Drop), pairs, output);
            }
        }
    }

    private static void Print(string language, int codePoints, TextEdit edit, string name, TextProfile profile, int pairs, TextWriter output)
    {
        var all = EditedTexts.Generate(language, codePoints, edit, pairs).ToArray();
        var similar = new LshIndex(new LshIndexOptions { Profile = profile, Threshold = s_threshold, ExpectedTexts = 1_000_000 });
        var contained = new LshIndex(new LshIndexOptions
        {
            Profile = profile,
            Threshold = Containment.LeastJaccard(s_threshold),
            Plan = BandingPlan.ForContainment(s_threshold.Value, 0.999, 1_000_000),
        });
        foreach ((var original, _) in all)
        {
            similar.Add(original);
            contained.Add(original);
        }

        int reached = 0, found = 0, foundContained = 0;
        double similarity = 0, containment = 0;
        var matches = new List<LshMatch>();
        for (var i = 0; i < all.Length; i++)
        {
            var exact = Exact(all[i].Original, all[i].Edited, profile);
            similarity += exact.Similarity;
            containment += exact.Containment;
            reached += s_threshold.IsMetBy(exact.Shared, exact.Union) ? 1 : 0;
            found += similar.Query(all[i].Edited).Any(match => match.Id == i) ? 1 : 0;
            matches.Clear();
            contained.QueryContainment(all[i].Edited, s_threshold, matches);
            foundContained += matches.Exists(match => match.Id == i) ? 1 : 0;
        }

        double Share(double count) => count / pairs;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{codePoints,6} {language,-8} {name,-20} {Share(similarity),6:F3} {Share(reached),8:F4} {Share(found),8:F4} {(reached == 0 ? "-" : ((double)found / reached).ToString("F4", CultureInfo.InvariantCulture)),10} | {Share(containment),6:F3} {Share(foundContained),9:F4}"));
    }

    private static LshMatch Exact(string original, string edited, TextProfile profile)
    {
        var normalizer = new TextNormalizer(profile);
        ShingleSet a = new(Shingle.Default), b = new(Shingle.Default);
        a.Load(normalizer.Normalize(System.Text.Encoding.UTF8.GetBytes(original), out _));
        b.Load(normalizer.Normalize(System.Text.Encoding.UTF8.GetBytes(edited), out _));
        return new LshMatch(0, a.Shared(b), b.Count, a.Count);
    }
}
