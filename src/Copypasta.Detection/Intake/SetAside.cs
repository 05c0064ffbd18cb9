namespace Copypasta.Detection;

/// <summary>Posts that were read well but take no part, by reason. A post is counted once, under the first reason that holds, in this order.</summary>
public sealed record SetAside
{
    /// <summary>Posts that do not fulfil the condition asked for.</summary>
    public long Where { get; internal set; }

    /// <summary>Reposts, where they are excluded.</summary>
    public long Reposts { get; internal set; }

    /// <summary>Posts that are no reposts, where only those were asked for.</summary>
    public long NotReposts { get; internal set; }

    /// <summary>Posts outside the time range asked for.</summary>
    public long OutsideTimeRange { get; internal set; }

    /// <summary>Posts without a time, where only timed ones were asked for.</summary>
    public long Untimed { get; internal set; }

    /// <summary>Posts of which normalisation leaves nothing: only links, mentions, symbols.</summary>
    public long EmptyTexts { get; internal set; }

    /// <summary>Posts that were read before, where they are dropped.</summary>
    public long DuplicateIds { get; internal set; }

    /// <summary>All of them.</summary>
    public long Total => Where + Reposts + NotReposts + OutsideTimeRange + Untimed + EmptyTexts + DuplicateIds;

    /// <summary>The numbers, in the order above.</summary>
    internal long[] ToArray() => [Where, Reposts, NotReposts, OutsideTimeRange, Untimed, EmptyTexts, DuplicateIds];

    internal static SetAside FromArray(long[] counts) => new()
    {
        Where = counts[0],
        Reposts = counts[1],
        NotReposts = counts[2],
        OutsideTimeRange = counts[3],
        Untimed = counts[4],
        EmptyTexts = counts[5],
        DuplicateIds = counts[6],
    };
}
