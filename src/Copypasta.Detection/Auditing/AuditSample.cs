namespace Copypasta.Detection;

/// <summary>Draws texts without replacement, each set of so many as likely as any other: those whose seeded hashes are smallest.</summary>
internal static class AuditSample
{
    /// <summary>The sampled texts, ascending; all that are long enough for near matching where there are no more than <paramref name="count"/>.</summary>
    /// <remarks>24 to 48 bytes a sampled text while it runs.</remarks>
    public static int[] Draw(AuditTexts texts, int count, CancellationToken cancellation)
    {
        // The largest of the smallest hashes stands on top.
        var smallest = new PriorityQueue<int, (ulong Hash, int Text)>(
            Comparer<(ulong Hash, int Text)>.Create((x, y) => texts.Compare(y.Hash, y.Text, x.Hash, x.Text)));
        for (var text = 0; text < texts.Count; text++)
        {
            if ((text & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (texts.Shingles(text) == 0)
            {
                continue;
            }

            var drawn = (texts.SampleHash(text), text);
            if (smallest.Count < count)
            {
                smallest.Enqueue(text, drawn);
            }
            else
            {
                smallest.EnqueueDequeue(text, drawn);
            }
        }

        return [.. smallest.UnorderedItems.Select(item => item.Element).Order()];
    }
}
