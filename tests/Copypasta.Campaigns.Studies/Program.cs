using System.Diagnostics;
using System.Globalization;
using Copypasta.Campaigns;
using Copypasta.Campaigns.Studies;
using static Copypasta.Campaigns.Studies.StudyCorpus;

// Studies of the null model of account pairs, on corpora that are made up:
//   nulls [CORPORA [ACCOUNTS [THREADS]]]   how often anything is found where nobody acts together, by family
//   mixed [CORPORA [ACCOUNTS [THREADS]]]   how much of what is found in corpora with planted groups is false
//   power [CORPORA [ACCOUNTS [THREADS]]]   how much of planted groups is found, by size and jitter
//   cost  [ACCOUNTS [FAMILY]]              seconds and co-posts on one large corpus
// Before these, --no-hashtags: no interest is found; --family WORDS: families with these words in their name only; --sizes N,N: groups of these sizes only; --group-hashtags: planted groups have hashtags of their own;
// --copies N: everybody copies N times as much.
Studies.HasHashtags = !TakeFlag("--no-hashtags");
Studies.CopiesFactor = int.Parse(TakeValue("--copies") ?? "1", CultureInfo.InvariantCulture);
var groupHashtags = TakeFlag("--group-hashtags");
var words = TakeValue("--family") ?? "";
int[] sizes = [.. (TakeValue("--sizes") ?? "2,5,10,20,50,100,200").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
int Argument(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
var accounts = Argument(2, 3000);
var threads = Argument(3, Environment.ProcessorCount);
var families = NullFamilies.All;

bool TakeFlag(string flag)
{
    var found = args.Contains(flag);
    args = [.. args.Where(argument => argument != flag)];
    return found;
}

string? TakeValue(string option)
{
    var at = Array.IndexOf(args, option);
    var value = at < 0 ? null : args[at + 1];
    args = at < 0 ? args : [.. args[..at], .. args[(at + 2)..]];
    return value;
}

switch (args is [var first, ..] ? first : "")
{
    case "nulls":
        var corpora = Argument(1, 100);
        Print($"{"family",-32} corpora  any strong  95% upper  strong pairs  weaker pairs  seconds");
        var (all, any) = (0, 0);
        for (var family = 0; family < families.Count; family++)
        {
            var (name, fill) = families[family];
            if (!name.Contains(words, StringComparison.Ordinal))
            {
                continue;
            }

            var clock = Stopwatch.StartNew();
            var outcomes = Studies.Judge(corpora, threads, i => Studies.Corpus(fill, (1000 * (family + 1)) + i, accounts));
            var strong = outcomes.Count(o => o.Pairs > 0);
            (all, any) = (all + corpora, any + strong);
            Print($"{name,-32} {corpora,7}  {strong,10}  {Studies.UpperLimit(strong, corpora),9:P2}  {outcomes.Sum(o => o.Pairs),12}  {outcomes.Sum(o => o.LowerPairs),12}  {clock.Elapsed.TotalSeconds,7:F0}");
        }

        Print($"{"all",-32} {all,7}  {any,10}  {Studies.UpperLimit(any, all),9:P2}");
        break;
    case "mixed":
        corpora = Argument(1, 300);
        var mixed = Studies.Judge(corpora, threads, i =>
        {
            var random = new Random(i);
            return Studies.Corpus(
                families[i % families.Count].Fill, 100_000 + i, accounts, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Plant.OfSize((int)(5 * Math.Pow(40, random.NextDouble()))))]);
        });
        Print($"{"family",-32} corpora  mean FDP  95% upper  accounts found  pairs found");
        void PrintMixed(string name, StudyOutcome[] outcomes)
        {
            double[] shares = [.. outcomes.Select(o => o.FalseShare)];
            Print($"{name,-32} {outcomes.Length,7}  {shares.Average(),8:P2}  {Studies.UpperLimitOfMean(shares),9:P2}  {(double)outcomes.Sum(o => o.FoundAccounts) / outcomes.Sum(o => o.PlantedAccounts),14:P1}  {(double)outcomes.Sum(o => o.Pairs - o.FalsePairs) / outcomes.Sum(o => o.PlantedPairs),11:P1}");
        }

        for (var family = 0; family < families.Count; family++)
        {
            PrintMixed(families[family].Name, [.. mixed.Where((_, i) => i % families.Count == family)]);
        }

        PrintMixed("all", mixed);
        break;
    case "power":
        corpora = Argument(1, 5);
        Print($"{"size",4} {"texts",5} {"days",4} {"jitter",8}  corpora  accounts found  in any tier  pairs found  false pairs");
        foreach (var (texts, days, jitter) in new[] { (12, 6, Minute), (12, 6, 10 * Minute), (12, 6, Hour), (12, 6, 6 * Hour), (6, 6, 10 * Minute), (24, 12, 10 * Minute) })
        {
            foreach (var size in sizes)
            {
                var outcomes = Studies.Judge(corpora, threads, i => Studies.Corpus(NullFamilies.LifeSpans, 200_000 + i, accounts, new Plant(size, texts, days, jitter, groupHashtags)));
                Print($"{size,4} {texts,5} {days,4} {jitter / Minute,4} min  {corpora,7}  {(double)outcomes.Sum(o => o.FoundAccounts) / outcomes.Sum(o => o.PlantedAccounts),14:P1}  {(double)outcomes.Sum(o => o.SeenAccounts) / outcomes.Sum(o => o.PlantedAccounts),11:P1}  {(double)outcomes.Sum(o => o.Pairs - o.FalsePairs) / outcomes.Sum(o => o.PlantedPairs),11:P1}  {outcomes.Sum(o => o.FalsePairs),11}");
            }
        }

        break;
    case "cost":
        var input = Studies.Corpus(families[Argument(2, 1)].Fill, 1, Argument(1, 300_000), Plant.OfSize(200)).ToInput();
        foreach (var permutations in new[] { 1, 11 })
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var result = AccountPairAnalysis.Run(input, new AccountPairOptions { Frame = SamplingFrame.Sample, Permutations = permutations });
            var cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
            Print($"{input.Posts.Count} posts, {result.Posts} of {result.Eligible.Count} eligible accounts, {result.CoPosts} co-posts, {result.LeftOut.Count} groups left out, {result.Strata} strata, {result.Evaluated} pairs evaluated, {permutations} permutations: {cpu.TotalSeconds:F1} s of CPU, {clock.Elapsed.TotalSeconds:F1} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        }

        break;
    default:
        Console.Error.WriteLine("nulls|mixed|power [CORPORA [ACCOUNTS [THREADS]]], or cost [ACCOUNTS [FAMILY]]");
        return 2;
}

return 0;
