using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>What became of the posts that were read: <see cref="Posts"/> = kept + <see cref="SetAside"/>.</summary>
public sealed class IntakeCounts
{
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

    /// <summary>Kept posts in which normalisation saw a flag, by flag.</summary>
    public IReadOnlyDictionary<TextFlags, long> Flagged => _flagged;

    private readonly SortedDictionary<TextFlags, long> _flagged = [];

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

    internal void Count(TextFlags flags)
    {
        for (var rest = (int)flags; rest != 0; rest &= rest - 1)
        {
            var flag = (TextFlags)(rest & -rest);
            _flagged[flag] = _flagged.GetValueOrDefault(flag) + 1;
        }
    }
}
