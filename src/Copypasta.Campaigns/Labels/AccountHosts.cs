using System.Runtime.InteropServices;
using System.Text;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// In how many kept posts accounts link which hosts, so that it can be told what they link outside a family. Only of the accounts that enter the statistic of account pairs; addresses of services that shorten do not
/// count.
/// </summary>
/// <remarks>The hosts, some 60 bytes for each of an account, and 16 for each of a clustered post. No order of posts shows in what it tells.</remarks>
/// <param name="accounts">Which these are.</param>
internal sealed class AccountHosts(AccountHashtags accounts)
{
    private const int HostBits = 32;
    private const int BytesOfHost = 60;

    private readonly ByteStringTable _hosts = new();

    // By (account's place, host), posts; and of posts of families each.
    private readonly Dictionary<ulong, int> _posts = [];
    private readonly List<(ulong Key, int Family)> _inFamilies = [];

    // When all are noted: by place the posts of all its hosts, and where these begin in the list below, most posts first.
    private readonly int[] _starts = new int[accounts.Accounts.Count + 1];
    private readonly long[] _links = new long[accounts.Accounts.Count];
    private (int Host, int Posts)[] _uses = [];

    // By place, family and host.
    private (int Place, int Family, int Host, int Posts)[] _within = [];

    /// <summary>Bytes that it takes, about.</summary>
    public long Bytes => _hosts.Bytes + ((long)_posts.Count * BytesOfHost) + ((long)_inFamilies.Capacity * 16) + (12L * _links.Length);

    /// <summary>Notes what a post links.</summary>
    /// <param name="account">Number of its account, as <see cref="AccountHashtags.Add"/> has it.</param>
    /// <param name="family">Its family; -1 where it has none.</param>
    /// <param name="links">Its links in comparable form.</param>
    public void Add(int account, int family, WordList links)
    {
        if (accounts.PlaceOf(account) is not (>= 0 and var place))
        {
            return;
        }

        // Two links of a post on one host are one use of it.
        Span<int> seen = stackalloc int[16];
        var count = 0;
        for (var i = 0; i < links.Count && count < seen.Length; i++)
        {
            var host = LinkedPage.HostOf(links[i]);
            if (host.IsEmpty)
            {
                continue;
            }

            var number = _hosts.Intern(host, ByteStringTable.Hash(host));
            if (seen[..count].Contains(number))
            {
                continue;
            }

            seen[count++] = number;
            var key = ((ulong)place << HostBits) | (uint)number;
            CollectionsMarshal.GetValueRefOrAddDefault(_posts, key, out _)++;
            if (family >= 0)
            {
                _inFamilies.Add((key, family));
            }
        }
    }

    /// <summary>To be called when all posts are noted; then it may be asked by several threads at a time.</summary>
    public void Finish()
    {
        var all = _posts.ToArray();
        _posts.Clear();
        _posts.TrimExcess();
        Array.Sort(all, (a, b) => (a.Key >> HostBits) != (b.Key >> HostBits) ? a.Key.CompareTo(b.Key) : b.Value != a.Value ? b.Value.CompareTo(a.Value) : a.Key.CompareTo(b.Key));
        _uses = new (int, int)[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            var place = (int)(all[i].Key >> HostBits);
            _uses[i] = ((int)(uint)all[i].Key, all[i].Value);
            _links[place] += all[i].Value;
            _starts[place + 1] = i + 1;
        }

        for (var place = 0; place < _links.Length; place++)
        {
            _starts[place + 1] = Math.Max(_starts[place], _starts[place + 1]);
        }

        _within = [.. _inFamilies.CountBy(noted => noted).Select(noted => ((int)(noted.Key.Key >> HostBits), noted.Key.Family, (int)(uint)noted.Key.Key, noted.Value)).Order()];
        _inFamilies.Clear();
        _inFamilies.TrimExcess();
    }

    /// <summary>The host that an account links in most of its posts outside a family.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="family">The family.</param>
    public MainHost Outside(int account, int family)
    {
        if (accounts.PlaceOf(account) is not (>= 0 and var place))
        {
            return default;
        }

        var within = Within(place, family);
        var links = _links[place];
        foreach (var (_, _, _, posts) in within)
        {
            links -= posts;
        }

        var (main, most) = (-1, 0);
        foreach (var (host, posts) in _uses.AsSpan(_starts[place], _starts[place + 1] - _starts[place]))
        {
            if (posts <= most)
            {
                // No host that follows has more posts, in the family or not.
                break;
            }

            var outside = posts;
            foreach (var inside in within)
            {
                outside -= inside.Host == host ? inside.Posts : 0;
            }

            (main, most) = outside > most ? (host, outside) : (main, most);
        }

        return new MainHost(main < 0 ? null : Encoding.UTF8.GetString(_hosts[main]), most, links);
    }

    /// <summary>What the account links in posts of the family.</summary>
    private ReadOnlySpan<(int Place, int Family, int Host, int Posts)> Within(int place, int family)
    {
        var from = ~Array.BinarySearch(_within, (place, family, -1, 0));
        var to = from;
        while (to < _within.Length && _within[to].Place == place && _within[to].Family == family)
        {
            to++;
        }

        return _within.AsSpan(from, to - from);
    }
}

/// <summary>The host that an account links most.</summary>
/// <param name="Host">The host as in a comparable address, without "www." or "m."; null where it links none.</param>
/// <param name="Posts">Posts that link it.</param>
/// <param name="Links">That, summed over all hosts.</param>
public readonly record struct MainHost(string? Host, long Posts, long Links);
