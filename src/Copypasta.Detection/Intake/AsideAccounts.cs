using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>How many posts of each account are set aside, whatever the reason. Posts without an author count for none.</summary>
/// <remarks>Eight bytes an account, and what <see cref="AccountTable"/> states.</remarks>
internal sealed class AsideAccounts
{
    private readonly AccountTable _accounts = new();
    private readonly Column<long> _posts = new();

    /// <summary>Bytes of memory in use.</summary>
    public long Bytes => _accounts.Bytes + _posts.Bytes;

    public void Add(Platform platform, ReadOnlySpan<byte> author)
    {
        if (author.IsEmpty)
        {
            return;
        }

        var account = _accounts.Intern(platform, author);
        if (account == _posts.Count)
        {
            _posts.Add(0);
        }

        _posts[account]++;
    }

    /// <summary>Gives all accounts with their numbers of posts, an account once.</summary>
    public void ForEach(AsideAccount take)
    {
        for (var account = 0; account < _accounts.Count; account++)
        {
            take(_accounts.PlatformOf(account), _accounts[account], _posts[account]);
        }
    }
}

/// <summary>Takes an account and a number of its posts that are set aside; an account may come more than once, and the numbers add up.</summary>
/// <param name="platform">Where the account lives.</param>
/// <param name="author">Its id, as given by the input.</param>
/// <param name="posts">From 1 on.</param>
public delegate void AsideAccount(Platform platform, ReadOnlySpan<byte> author, long posts);
