using System.Text;

namespace Copypasta.Campaigns;

/// <summary>
/// A row of <c>slots.csv</c>: a slot of a cluster's template. Counts are of the posts whose texts were aligned and follow the template. Rows are sorted by (cluster, slot), ordinal and numeric.
/// </summary>
public sealed record SlotRow
{
    /// <summary>Most values that a row names.</summary>
    public const int MostValues = 10;

    /// <summary>The cluster's id.</summary>
    public required string Cluster { get; init; }

    /// <summary>Number of the slot in reading order, from 1.</summary>
    public required int Slot { get; init; }

    /// <summary>Code points of fixed text before the slot.</summary>
    public required int Position { get; init; }

    /// <summary>What its values are.</summary>
    public required SlotType Type { get; init; }

    /// <summary>Posts that follow the template.</summary>
    public required int Posts { get; init; }

    /// <summary>Distinct raw values, the empty one among them.</summary>
    public required int Distinct { get; init; }

    /// <summary>Share of posts that leave the slot out, 0 to 1.</summary>
    public required double ShareEmpty { get; init; }

    /// <summary>The commonest values with their posts, posts descending, then ordinal; at most <see cref="MostValues"/>.</summary>
    public required SlotValue[] Values { get; init; }

    /// <summary>A text that has the commonest value: its index among those given to <see cref="TemplateFinder.Find"/>. The table names the text's first post, by source and row.</summary>
    public required int Example { get; init; }

    /// <summary>The fixed text before the slot, since the last one.</summary>
    public required ReadOnlyMemory<byte> Before { get; init; }

    /// <summary>The fixed text behind the slot, up to the next one.</summary>
    public required ReadOnlyMemory<byte> After { get; init; }

    /// <summary>The rows of a cluster, none without a template.</summary>
    public static IEnumerable<SlotRow> Of(string cluster, ClusterTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var position = 0;
        for (var i = 0; i < template.Slots.Length; i++)
        {
            var slot = template.Slots[i];
            position += Encoding.UTF8.GetString(template.Fixed[i].Span).EnumerateRunes().Count();
            yield return new SlotRow
            {
                Cluster = cluster,
                Slot = i + 1,
                Position = position,
                Type = slot.Type,
                Posts = slot.Posts,
                Distinct = slot.Values.Length,
                ShareEmpty = (double)slot.Empty / slot.Posts,
                Values = [.. slot.Values.Take(MostValues)],
                Example = slot.Values[0].Example,
                Before = template.Fixed[i],
                After = template.Fixed[i + 1],
            };
        }
    }
}
