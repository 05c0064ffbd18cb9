namespace Copypasta.Detection;

/// <summary>The families of an index as they are now: a later segment's record of a text's family takes the place of an earlier one's.</summary>
internal static class FamilyWalk
{
    /// <param name="segments">The index.</param>
    /// <param name="firstSegment">Only families that this segment or a later one has touched.</param>
    public static IEnumerable<FamilyRecord> Of(IndexSegments segments, int firstSegment)
    {
        var reading = segments.NewReading(1);
        for (var segment = firstSegment; segment < segments.All.Count; segment++)
        {
            for (var record = 0; record < segments.All[segment].Entry.Families; record++)
            {
                var family = reading.Family(segment, record);
                if (segments.FamilyOf(family.Texts[0]) is var (newest, member) && newest == segment && member.Record == record)
                {
                    yield return family;
                }
            }
        }
    }

    /// <summary>Those families with all their posts, as a run has them.</summary>
    /// <param name="segments">The index.</param>
    /// <param name="firstSegment">Only families that this segment or a later one has touched.</param>
    /// <param name="sources">What posts come from.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="budget">Room for them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="SpillException">They do not fit.</exception>
    public static DetectionResult Gather(
        IndexSegments segments, int firstSegment, IReadOnlyList<string> sources, DetectionOptions options, IndexBudget budget, CancellationToken cancellation)
    {
        var texts = Of(segments, firstSegment).SelectMany(family => family.Texts.Select(text => (Text: text, Family: family.Texts[0]))).ToList();
        texts.Sort();
        var gathered = new GatheredFamilies(options.Keep.Count);
        gathered.AddFrom(segments, texts, budget, cancellation);
        if (!budget.HasRoomFor(gathered))
        {
            throw budget.TooLarge("the families to be written do not fit into it with all their posts", gathered, new FamilySize(segments.PostsOf(texts.Select(text => text.Text)), texts.Count, texts.Select(text => text.Family).Distinct().Count()));
        }

        options = options with { Threads = budget.ThreadsFor(gathered.Posts.Texts.Longest, options.Threads) };
        return ResultAssembly.Assemble(gathered.Cluster(sources, options, cancellation), gathered.Posts, sources, options);
    }
}
