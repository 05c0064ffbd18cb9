using System.Runtime.InteropServices;

namespace Copypasta.Campaigns;

/// <summary>Model tokens <paramref name="First"/> to <paramref name="Last"/> - 1, and the gaps at both ends, that vary together; none, where texts only insert something.</summary>
internal readonly record struct SlotRegion(int First, int Last);

/// <summary>Which runs of varying places are slots.</summary>
internal static class SlotRegions
{
    private const int MostClosed = 2; // regions that are not open to one that is
    private const double OpenShare = 0.5, ClosedShare = 0.2; // of texts that deviate from the commonest value

    /// <summary>The runs of varying places, from left to right; two numbers that a sign of the calendar or the clock joins are one.</summary>
    public static List<SlotRegion> Of(AlignedTexts texts, bool[] varies)
    {
        var regions = new List<SlotRegion>();
        for (var i = 0; i < varies.Length; i++)
        {
            if (!varies[i])
            {
                continue;
            }

            var end = i;
            while (end + 1 < varies.Length && varies[end + 1])
            {
                end++;
            }

            // Both ends are gaps: those beside a token that varies do, too.
            var region = new SlotRegion(i / 2, end / 2);
            if (regions.Count > 0 && regions[^1].Last + 1 == region.First && IsJoined(texts, regions[^1], region))
            {
                region = region with { First = regions[^1].First };
                regions.RemoveAt(regions.Count - 1);
            }

            regions.Add(region);
            i = end;
        }

        return regions;
    }

    /// <summary>
    /// The regions that are slots, if one of them at least is open: with many values, none of which more than half of the texts have, unlike a change that some texts inherited from one
    /// another. What is put before and behind a text makes no template of it: hashtags, links, mentions and emoji at an end are slots only beside an open one, and neither
    /// are words that most texts do not have there, nor the ends of texts that were cut off.
    /// </summary>
    /// <param name="texts">The aligned texts.</param>
    /// <param name="regions">The regions that vary.</param>
    /// <param name="counts">Which texts to judge by.</param>
    public static List<SlotRegion> Varying(AlignedTexts texts, List<SlotRegion> regions, Func<int, bool> counts)
    {
        var kept = new List<SlotRegion>();
        var open = 0;
        var values = new List<ulong>();
        foreach (var region in regions)
        {
            values.Clear();
            for (var text = 0; text < texts.Texts.Count; text++)
            {
                if (counts(text) && texts.IsObserved(text, 2 * region.Last))
                {
                    var (start, end) = texts.Between(text, region.First, region.Last);
                    values.Add(start == end ? 0 : SequenceHash.Of(texts.Texts[text].Numbers.AsSpan(start, end - start)));
                }
            }

            values.Sort();
            var count = PlaceCount.Of(CollectionsMarshal.AsSpan(values));
            if (count.Distinct < 2 || count.Deviating < count.Observed * ClosedShare)
            {
                continue;
            }

            var atStart = IsPunctuation(texts.Model, 0, region.First);
            var atEnd = IsPunctuation(texts.Model, region.Last, texts.Model.Tokens.Length);
            var hasWords = !(atStart || atEnd) || HasWords(texts, region);
            var isAppended = (atStart && IsPunctuation(texts.Model, 0, region.Last)) || (atEnd && IsPunctuation(texts.Model, region.First, texts.Model.Tokens.Length));
            if ((isAppended && hasWords) || (atEnd && IsCutOff(texts, region)))
            {
                continue;
            }

            kept.Add(region);
            open += hasWords && !isAppended && count.Distinct >= FewestOpen(count.Observed) && count.Deviating >= count.Observed * OpenShare ? 1 : 0;
        }

        // Where most of what varies is either this or that, texts were copied from changed copies.
        return open > 0 && kept.Count - open <= MostClosed * open ? kept : [];
    }

    // Values of an open slot: of few texts more than half have one of their own, and many do not settle on a handful.
    private static double FewestOpen(int texts) => Math.Min((texts / 2) + 1, Math.Log2(texts) + 2);

    private static bool IsPunctuation(TokenizedText model, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (model.Tokens[i].Kind != TokenKind.Mark)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWords(AlignedTexts texts, SlotRegion region)
    {
        for (var text = 0; text < texts.Texts.Count; text++)
        {
            var (start, end) = texts.Between(text, region.First, region.Last);
            foreach (var token in texts.Texts[text].Tokens.AsSpan(start, end - start))
            {
                if (token.Kind is TokenKind.Word or TokenKind.Character or TokenKind.Number or TokenKind.Currency)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Whether of three in four distinct values one begins with the other. In ordinal order a value comes right after those that it begins with.
    private static bool IsCutOff(AlignedTexts texts, SlotRegion region)
    {
        var values = new List<ReadOnlyMemory<byte>>();
        for (var text = 0; text < texts.Texts.Count; text++)
        {
            var value = Letters(texts, text, region);
            if (!value.IsEmpty)
            {
                values.Add(value);
            }
        }

        values.Sort(OrdinalBytes.Comparer);
        int distinct = 0, related = 0, shortest = 0, following = 0;
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0 && values[i].Span.SequenceEqual(values[i - 1].Span))
            {
                continue;
            }

            distinct++;
            if (i > 0 && values[i].Span.StartsWith(values[shortest].Span))
            {
                related += following++ == 0 ? 2 : 1;
            }
            else
            {
                (shortest, following) = (i, 0);
            }
        }

        return distinct > 1 && related * 4 >= distinct * 3;
    }

    // A text's value up to its last token that is no punctuation.
    private static ReadOnlyMemory<byte> Letters(AlignedTexts texts, int text, SlotRegion region)
    {
        var own = texts.Texts[text];
        var (start, end) = texts.Between(text, region.First, region.Last);
        while (end > start && own.Tokens[end - 1].Kind == TokenKind.Mark)
        {
            end--;
        }

        return start == end ? default : own.Text[own.Tokens[start].Start..own.Tokens[end - 1].End];
    }

    private static bool IsJoined(AlignedTexts texts, SlotRegion left, SlotRegion right)
    {
        var joint = texts.Model.Tokens[left.Last];
        if (!TimeWords.Joins(texts.Model.Text.Span[joint.Start..joint.End]))
        {
            return false;
        }

        var numbers = 0;
        for (var text = 0; text < texts.Texts.Count; text++)
        {
            numbers += IsNumber(texts, text, left) && IsNumber(texts, text, right) ? 1 : 0;
        }

        return numbers * 5 >= texts.Texts.Count * 4;
    }

    private static bool IsNumber(AlignedTexts texts, int text, SlotRegion region)
    {
        var (start, end) = texts.Between(text, region.First, region.Last);
        return end - start == 1 && texts.Texts[text].Tokens[start].Kind == TokenKind.Number;
    }
}
