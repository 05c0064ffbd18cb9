using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The posts of a cluster with one text or author: how many, and the first of them as an index into the cluster's members.</summary>
internal readonly record struct MemberGroup(int Key, int Posts, int First);

/// <summary>Groups the members of a cluster. Keeps its buffers; one thread at a time.</summary>
internal sealed class MemberGroups(PostStore posts)
{
    private int[] _keys = [];
    private int[] _order = [];

    /// <summary>The members by distinct text or author, ascending by its index; an author that is missing is -1.</summary>
    public List<MemberGroup> By(ReadOnlySpan<Member> members, bool text)
    {
        if (_keys.Length < members.Length)
        {
            _keys = new int[members.Length * 2];
            _order = new int[members.Length * 2];
        }

        for (var i = 0; i < members.Length; i++)
        {
            ref readonly var post = ref posts[members[i].Post];
            _keys[i] = text ? post.Text : post.Author;
            _order[i] = i;
        }

        Array.Sort(_keys, _order, 0, members.Length);
        var groups = new List<MemberGroup>();
        for (int start = 0, end; start < members.Length; start = end)
        {
            var first = _order[start];
            for (end = start + 1; end < members.Length && _keys[end] == _keys[start]; end++)
            {
                first = Math.Min(first, _order[end]);
            }

            groups.Add(new MemberGroup(_keys[start], end - start, first));
        }

        return groups;
    }
}
