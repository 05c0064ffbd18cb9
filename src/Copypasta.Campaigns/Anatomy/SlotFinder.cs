using System.Text;
using MathNet.Numerics;

namespace Copypasta.Campaigns;

/// <summary>
/// Tells slots from edits. In a copy that people edit, each place of the text deviates now and then; in a template a few places deviate in most texts. So the
/// rate of edits is estimated from the other places of the same cluster, and a place belongs to a slot where so many deviations would hardly come about at that rate (binomial tail).
/// </summary>
/// <remarks>Slots found by how the columns of an alignment vary: M.-C. Lee et al., "InfoShield", ICDE 2021, whose description lengths are replaced by a test here.</remarks>
internal static class SlotFinder
{
    /// <summary>Fewest texts that a template is told from.</summary>
    public const int FewestTexts = 4;

    private const double Error = 0.01; // that any place of a text without slots begins one
    private const double Neighbour = 0.01, Enclosed = 0.05; // that a place beside, or a short run between, belongs to it
    private const double LeastRate = 0.005; // of edits, where a cluster shows none
    private const double LeastDeviating = 0.2, LeastBeside = 0.15; // share of texts
    private const int LongestEnclosed = 2; // tokens
    private const int Rounds = 6;

    /// <summary>Of each place of the model whether it varies more than by edits.</summary>
    public static bool[] Find(AlignedTexts texts)
    {
        var places = Count(texts);
        var inSlot = new bool[places.Length];
        var rates = LowRates(places);
        for (var round = 0; round < Rounds; round++)
        {
            var next = Mark(texts, places, rates);
            if (round > 0 && next.AsSpan().SequenceEqual(inSlot))
            {
                break;
            }

            inSlot = next;
            rates = RatesOutside(places, inSlot);
        }

        return inSlot;
    }

    /// <summary>How many texts have each place, how many deviate from what most have there, and how many values there are.</summary>
    internal static PlaceCount[] Count(AlignedTexts texts)
    {
        var places = new PlaceCount[texts.Places];
        var buffer = new ulong[texts.Texts.Count];
        for (var place = 0; place < places.Length; place++)
        {
            var values = buffer.AsSpan(0, texts.ValuesAt(place, buffer));

            // At most places all texts agree.
            if (values.Length > 1 && values[1..].ContainsAnyExcept(values[0]))
            {
                values.Sort();
            }

            places[place] = PlaceCount.Of(values);
        }

        return places;
    }

    private static bool[] Mark(AlignedTexts texts, PlaceCount[] places, EditRates rates)
    {
        var inSlot = new bool[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            inSlot[i] = places[i].Deviating >= places[i].Observed * LeastDeviating && rates.Tail(places, i) <= Error / places.Length;
        }

        // Where a slot has been found, less is needed beside it.
        for (var i = 1; i < places.Length; i++)
        {
            inSlot[i] |= inSlot[i - 1] && IsBeside(i);
        }

        for (var i = places.Length - 2; i >= 0; i--)
        {
            inSlot[i] |= inSlot[i + 1] && IsBeside(i);
        }

        Enclose(places, texts.Model, inSlot, rates);
        return inSlot;

        bool IsBeside(int place) => places[place].Deviating >= places[place].Observed * LeastBeside && rates.Tail(places, place) <= Neighbour;
    }

    // A gap beside a slot, or between two, belongs to it; so does a short run between two slots that is not well kept, words that values have in common by chance, and a single letter
    // of a script that writes words in several without spaces.
    private static void Enclose(PlaceCount[] places, TokenizedText model, bool[] inSlot, EditRates rates)
    {
        for (var i = 0; i < inSlot.Length; i += 2)
        {
            inSlot[i] |= (i > 0 && inSlot[i - 1]) || (i + 1 < inSlot.Length && inSlot[i + 1]);
        }

        for (var i = 1; i < inSlot.Length; i++)
        {
            if (inSlot[i] || !inSlot[i - 1])
            {
                continue;
            }

            var end = i;
            var kept = true;
            for (; end < inSlot.Length && !inSlot[end]; end++)
            {
                kept &= places[end].Deviating == 0 || rates.Tail(places, end) > Enclosed;
            }

            if ((!kept || (end - i == 1 && IsLetterOfWord(model, i >> 1))) && end < inSlot.Length && end - i < 2 * LongestEnclosed)
            {
                inSlot.AsSpan(i, end - i).Fill(true);
            }

            i = end;
        }
    }

    private static bool IsLetterOfWord(TokenizedText model, int token)
    {
        Rune.DecodeFromUtf8(model.Text.Span[model.Tokens[token].Start..], out var letter, out _);
        return letter.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF);
    }

    // The rates of the steadier three fifths of the places, which are too low at first and right once slots are known.
    private static EditRates LowRates(PlaceCount[] places)
    {
        return new EditRates(Low(1), Low(0));

        double Low(int parity)
        {
            var own = places.Where((_, i) => (i & 1) == parity).OrderBy(place => place.Observed == 0 ? 0 : (double)place.Deviating / place.Observed).ToArray();
            return Rate(own.Take(own.Length * 3 / 5));
        }
    }

    private static EditRates RatesOutside(PlaceCount[] places, bool[] inSlot) =>
        new(Rate(places.Where((_, i) => !inSlot[i] && (i & 1) != 0)), Rate(places.Where((_, i) => !inSlot[i] && (i & 1) == 0)));

    private static double Rate(IEnumerable<PlaceCount> places)
    {
        long deviating = 0, observed = 0;
        foreach (var place in places)
        {
            deviating += place.Deviating;
            observed += place.Observed;
        }

        return Math.Max(LeastRate, (deviating + 1.0) / (observed + 1.0));
    }

    // How often a token is edited, and something inserted into a gap.
    private readonly record struct EditRates(double Token, double Gap)
    {
        // P(Bin(n, rate) >= d), as a regularised incomplete beta function.
        public double Tail(PlaceCount[] places, int place)
        {
            var (count, rate) = (places[place], (place & 1) != 0 ? Token : Gap);
            return count.Deviating == 0 || rate >= 1 ? 1 : SpecialFunctions.BetaRegularized(count.Deviating, count.Observed - count.Deviating + 1, rate);
        }
    }
}

/// <summary>What the texts have at a place.</summary>
/// <param name="Observed">Texts that reach it.</param>
/// <param name="Deviating">Texts that differ from what most have.</param>
/// <param name="Distinct">Different values.</param>
internal readonly record struct PlaceCount(int Observed, int Deviating, int Distinct)
{
    /// <summary>Counts sorted values.</summary>
    public static PlaceCount Of(ReadOnlySpan<ulong> sorted)
    {
        int most = 0, distinct = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var run = i;
            while (i < sorted.Length && sorted[i] == sorted[run])
            {
                i++;
            }

            most = Math.Max(most, i - run);
            distinct++;
        }

        return new PlaceCount(sorted.Length, sorted.Length - most, distinct);
    }
}
