namespace Copypasta.Campaigns;

/// <summary>Reads a template off aligned texts: which of the regions that vary are slots, and which texts follow.</summary>
internal static class TemplateReading
{
    private const int FewestFixedWords = 4, FewestFixedCharacters = 8;
    private const int EditsPerWords = 10;

    /// <summary>The template of aligned texts.</summary>
    /// <param name="texts">The texts, aligned.</param>
    /// <param name="indices">Of each its index among the texts that were given.</param>
    /// <param name="posts">Of each its number of posts.</param>
    public static ClusterTemplate Read(AlignedTexts texts, List<int> indices, List<int> posts)
    {
        var none = new ClusterTemplate { Outcome = TemplateOutcome.NoSlots, Texts = texts.Texts.Count, Aligned = texts.Texts.Count };
        var regions = SlotRegions.Varying(texts, SlotRegions.Of(texts, SlotFinder.Find(texts)), _ => true);
        if (regions.Count == 0)
        {
            return none;
        }

        // What varies is judged by the texts that follow; which these are depends on where slots are.
        var members = Members(texts, indices, regions);
        var slots = SlotRegions.Varying(texts, regions, text => members[text].Follows);
        if (slots.Count == 0)
        {
            return none;
        }

        members = slots.Count == regions.Count ? members : Members(texts, indices, slots);
        var following = Enumerable.Range(0, members.Length).Where(text => members[text].Follows).ToArray();
        if (!HasFixedText(texts, slots) || following.Length < SlotFinder.FewestTexts || following.Length * 3 < members.Length * 2)
        {
            return none with { Outcome = TemplateOutcome.NoFixedText };
        }

        var best = following.MinBy(text => (members[text].Edits, members[text].Values.Count(IsEmpty), -posts[text], texts.Texts[text].Text), Best);
        var bestText = texts.Texts[best].Text;
        return none with
        {
            Outcome = TemplateOutcome.Found,
            Fixed = [.. members[best].Pieces(bestText.Length).Where((_, i) => i % 2 == 0).Select(piece => bestText[piece])],
            Slots = [.. Enumerable.Range(0, slots.Count).Select(slot => SlotReading.Read(texts, members, following, posts, slot))],
            Members = [.. members.OrderBy(member => member.Text)],
        };
    }

    private static IComparer<(int Edits, int Empty, int Posts, ReadOnlyMemory<byte> Text)> Best { get; } =
        Comparer<(int Edits, int Empty, int Posts, ReadOnlyMemory<byte> Text)>.Create((a, b) =>
            (a.Edits, a.Empty, a.Posts).CompareTo((b.Edits, b.Empty, b.Posts)) is not 0 and var order ? order : a.Text.Span.SequenceCompareTo(b.Text.Span));

    private static bool IsEmpty(Range value) => value.Start.Value == value.End.Value;

    private static TemplateMember[] Members(AlignedTexts texts, List<int> indices, List<SlotRegion> regions)
    {
        var isFixed = new bool[texts.Model.Tokens.Length];
        isFixed.AsSpan().Fill(true);
        foreach (var region in regions)
        {
            isFixed.AsSpan(region.First, region.Last - region.First).Clear();
        }

        var words = texts.Model.Tokens.Where((token, i) => isFixed[i] && token.IsWordLike).Count();
        var members = new TemplateMember[texts.Texts.Count];
        for (var text = 0; text < members.Length; text++)
        {
            members[text] = Member(texts, text, indices[text], regions, isFixed, Math.Max(1, words / EditsPerWords));
        }

        return members;
    }

    private static TemplateMember Member(AlignedTexts texts, int text, int index, List<SlotRegion> regions, bool[] isFixed, int allowed)
    {
        var own = texts.Texts[text];
        var partners = texts.PartnersOf(text);
        var accounted = new bool[own.Tokens.Length];
        var values = new Range[regions.Count];
        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            // Where all that lies between two slots is missing, both would claim the same words: the first has them.
            var (start, end) = texts.Between(text, regions[i].First, regions[i].Last);
            start = Math.Max(start, at);
            end = at = Math.Max(end, start);
            accounted.AsSpan(start, end - start).Fill(true);
            var first = own.StartOf(start);
            values[i] = first..(start == end ? first : own.Tokens[end - 1].End);
        }

        var edits = 0;
        for (var i = 0; i < partners.Length; i++)
        {
            if (!isFixed[i])
            {
                continue;
            }

            if (partners[i] < 0)
            {
                edits += texts.Model.Tokens[i].IsWordLike ? 1 : 0;
            }
            else if (!accounted[partners[i]])
            {
                accounted[partners[i]] = true;
                edits += own.Numbers[partners[i]] != texts.Model.Numbers[i] && (texts.Model.Tokens[i].IsWordLike || own.Tokens[partners[i]].IsWordLike) ? 1 : 0;
            }
        }

        for (var i = 0; i < accounted.Length; i++)
        {
            edits += !accounted[i] && own.Tokens[i].IsWordLike ? 1 : 0;
        }

        return new TemplateMember { Text = index, Edits = edits, Follows = edits <= allowed, Values = values };
    }

    private static bool HasFixedText(AlignedTexts texts, List<SlotRegion> slots)
    {
        int words = 0, characters = 0;
        for (var i = 0; i < texts.Model.Tokens.Length; i++)
        {
            if (!slots.Exists(slot => slot.First <= i && i < slot.Last))
            {
                words += texts.Model.Tokens[i].Kind is TokenKind.Word ? 1 : 0;
                characters += texts.Model.Tokens[i].Kind is TokenKind.Character ? 1 : 0;
            }
        }

        return (words * FewestFixedCharacters) + (characters * FewestFixedWords) >= FewestFixedWords * FewestFixedCharacters;
    }
}
