using System.Numerics;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>What became of the posts that were read: <see cref="Posts"/> = kept + <see cref="SetAside"/>.</summary>
public sealed class IntakeCounts
{
    /// <summary>The counts so far, to be kept on disk.</summary>
    internal sealed record State(long Posts, long[] SetAside, long ChangedDuplicates, long KeptUntimed, long[] Flagged, uint[] Fields, long[] Scripts);

    /// <summary>Nothing read yet.</summary>
    public IntakeCounts()
    {
    }

    internal IntakeCounts(State state)
    {
        (Posts, SetAside, ChangedDuplicates, KeptUntimed) = (state.Posts, SetAside.FromArray(state.SetAside), state.ChangedDuplicates, state.KeptUntimed);
        state.Flagged.CopyTo(_flagged.AsSpan());
        Fields = new FieldPresence(state.Fields);
        Scripts = new ScriptCounts(state.Scripts);
    }

    /// <summary>Posts read, rejected records not included.</summary>
    public long Posts { get; internal set; }

    /// <summary>Posts that take part.</summary>
    public long Kept => Posts - SetAside.Total;

    /// <summary>Posts that do not.</summary>
    public SetAside SetAside { get; } = new();

    /// <summary>Posts set aside as read before whose raw text is another than that of the post kept: edited, or ids that are none.</summary>
    public long ChangedDuplicates { get; internal set; }

    /// <summary>Kept posts without a time.</summary>
    public long KeptUntimed { get; internal set; }

    /// <summary>Which inputs have values in which of <see cref="DetectionOptions.Fields"/>.</summary>
    public FieldPresence Fields { get; } = new();

    /// <summary>What became of the posts by script.</summary>
    public ScriptCounts Scripts { get; } = new();

    // By a flag's bit.
    private readonly long[] _flagged = new long[32];

    /// <summary>Kept posts in which normalisation saw a flag; for <see cref="TextFlags.IllFormed"/> also those of which nothing was left.</summary>
    /// <param name="flag">One flag.</param>
    public long Flagged(TextFlags flag) => _flagged[BitOperations.Log2((uint)flag)];

    internal State ToState() => new(Posts, SetAside.ToArray(), ChangedDuplicates, KeptUntimed, [.. _flagged], Fields.ToArray(), Scripts.ToArray());

    internal void Count(Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Where:
                SetAside.Where++;
                break;
            case Verdict.Repost:
                SetAside.Reposts++;
                break;
            case Verdict.NotRepost:
                SetAside.NotReposts++;
                break;
            case Verdict.OutsideTimeRange:
                SetAside.OutsideTimeRange++;
                break;
            case Verdict.Untimed:
                SetAside.Untimed++;
                break;
            case Verdict.EmptyText:
                SetAside.EmptyTexts++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "A kept post is not set aside.");
        }
    }

    /// <summary>Counts a post that was read before; its script is counted by <see cref="ScriptCounts.CountSetAside"/>.</summary>
    /// <param name="changed">Whether its raw text is another than that of the post kept.</param>
    internal void CountDuplicate(bool changed)
    {
        SetAside.DuplicateIds++;
        ChangedDuplicates += changed ? 1 : 0;
    }

    /// <summary>Counts what there is to know of a post that is kept.</summary>
    internal void CountKept(in StoredPost post)
    {
        Count(post.Flags);
        Scripts.CountKept(post.Script, post.Flags);
        KeptUntimed += post.Time == PostRecord.NoTime ? 1 : 0;
    }

    internal void Count(TextFlags flags)
    {
        for (var rest = (int)flags; rest != 0; rest &= rest - 1)
        {
            _flagged[BitOperations.TrailingZeroCount(rest)]++;
        }
    }
}
