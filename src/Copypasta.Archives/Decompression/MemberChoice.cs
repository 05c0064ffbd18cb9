namespace Copypasta.Archives;

/// <summary>A member of a container that is to be read; its content is read before the next member is asked for.</summary>
/// <param name="Name">As the container names it; it is shown, never a path of this system.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record Member(string Name, Stream Content);

/// <summary>Which members of one container are read, and how many are not and why.</summary>
internal sealed class MemberChoice(string path)
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _leftOut = new(StringComparer.Ordinal);
    private readonly List<string> _others = [];
    private long _seen;

    /// <summary>Members that are read.</summary>
    public long Chosen { get; private set; }

    public IReadOnlyDictionary<string, long> LeftOut => _leftOut;

    /// <summary>Whether a regular member's content is wanted, its name aside; if not, it is counted as left out.</summary>
    public bool IsContent(string name, long length)
    {
        if (FileNames.IsHidden(name))
        {
            LeaveOut("hidden");
            return false;
        }

        if (length == 0)
        {
            LeaveOut("empty");
            return false;
        }

        return true;
    }

    /// <summary>Counts a member that is left out.</summary>
    public void LeaveOut(string reason)
    {
        _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + 1;
        CountOne();
    }

    /// <summary>Counts a member that is left out for its name.</summary>
    public void LeaveOutForName(string name)
    {
        if (_others.Count < 3)
        {
            _others.Add(name);
        }

        LeaveOut("other names");
    }

    /// <summary>Counts a member that is read, and makes its name unique: a tar may hold a name twice, the second becomes "name#2".</summary>
    public string Choose(string name)
    {
        CountOne();
        Chosen++;
        var times = _names[name] = _names.GetValueOrDefault(name) + 1;
        return times == 1 ? name : $"{name}#{times}";
    }

    /// <exception cref="ArchiveException">No member was chosen.</exception>
    public void ThrowIfNone()
    {
        if (Chosen == 0)
        {
            var names = _others.Count == 0 ? "" : $"; it holds {string.Join(", ", _others)}{(_leftOut["other names"] > _others.Count ? ", …" : "")}";
            throw new ArchiveException($"{path}: no member named like an archive of posts ({string.Join(' ', FileNames.Extensions)}, also compressed){names}; unpack it and name the files") { IsForeign = true };
        }
    }

    private void CountOne()
    {
        if (++_seen > ExpansionLimits.MaxMembers)
        {
            throw new ArchiveException($"{path}: more than {ExpansionLimits.MaxMembers} members; unpack it into folders");
        }
    }
}
