using System.Text;

namespace Copypasta.Campaigns;

/// <summary>Collects what stands in a slot.</summary>
internal static class SlotReading
{
    /// <summary>A slot with its values in the texts that follow the template.</summary>
    /// <param name="texts">The aligned texts.</param>
    /// <param name="members">The same texts as the template sees them.</param>
    /// <param name="following">Those that follow it.</param>
    /// <param name="posts">Of each text its number of posts.</param>
    /// <param name="slot">0-based number of the slot.</param>
    public static TemplateSlot Read(AlignedTexts texts, TemplateMember[] members, int[] following, List<int> posts, int slot)
    {
        var found = new List<SlotValue>(following.Length);
        var besideCurrency = 0;
        foreach (var text in following)
        {
            var raw = texts.Texts[text].Text;
            var value = members[text].Values[slot];
            found.Add(new SlotValue(raw[value], posts[text], 1, text));
            besideCurrency += IsCurrencyBeside(raw.Span, value) ? 1 : 0;
        }

        found.Sort((a, b) => a.Value.Span.SequenceCompareTo(b.Value.Span) is not 0 and var order ? order
            : texts.Texts[a.Example].Text.Span.SequenceCompareTo(texts.Texts[b.Example].Text.Span));
        var values = new List<SlotValue>();
        foreach (var value in found)
        {
            if (values.Count > 0 && values[^1].Value.Span.SequenceEqual(value.Value.Span))
            {
                values[^1] = values[^1] with { Posts = values[^1].Posts + value.Posts, Texts = values[^1].Texts + 1 };
            }
            else
            {
                values.Add(value with { Example = members[value.Example].Text });
            }
        }

        // The sort is stable, so that equally frequent values stay in ordinal order.
        return new TemplateSlot
        {
            Type = SlotTypes.Of(values, besideCurrency * 5 >= following.Length * 4),
            Values = [.. values.OrderByDescending(value => value.Posts)],
        };
    }

    private static bool IsCurrencyBeside(ReadOnlySpan<byte> text, Range value)
    {
        Rune.DecodeLastFromUtf8(text[..value.Start.Value].TrimEnd((byte)' '), out var before, out _);
        return Rune.GetUnicodeCategory(before) == System.Globalization.UnicodeCategory.CurrencySymbol
            || CurrencyWords.Begins(Encoding.UTF8.GetString(text[value.End.Value..Math.Min(text.Length, value.End.Value + 48)]));
    }
}
