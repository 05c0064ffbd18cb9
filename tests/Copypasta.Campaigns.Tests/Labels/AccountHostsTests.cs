using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class AccountHostsTests
{
    private static readonly string[] s_hosts = ["a.example", "b.example", "c.example", "www.a.example", "t.co"];

    [Fact]
    public void LinksOfTheFamilyAreNotElsewhere()
    {
        var hosts = new AccountHosts(new AccountHashtags(Input(accounts: 2)));
        hosts.Add(0, 7, Links("https://paper.example/1"));
        hosts.Add(0, 7, Links("https://paper.example/2"));
        hosts.Add(0, 8, Links("https://other.example/"));
        hosts.Add(0, -1, Links("http://www.other.example/x", "https://other.example/y", "https://bit.ly/z"));
        hosts.Finish();
        Assert.Equal(new MainHost("other.example", 2, 2), hosts.Outside(0, 7));
        Assert.Equal(new MainHost("paper.example", 2, 3), hosts.Outside(0, 8));
        Assert.Equal(new MainHost(null, 0, 0), hosts.Outside(1, 7));
    }

    [Fact]
    public void AccountsThatEnterNoStatisticAreNotNoted()
    {
        var input = Input(accounts: 2) with { PostsOfAccounts = new int[3] };
        var hosts = new AccountHosts(new AccountHashtags(input));
        hosts.Add(2, -1, Links("https://paper.example/1"));
        hosts.Finish();
        Assert.Equal(default, hosts.Outside(2, 0));
    }

    /// <summary>By counting all posts outside the family, whatever their order.</summary>
    [Property(MaxTest = 200)]
    public void ItCountsAsOneWouldByHand((byte Account, byte Family, byte[] Links)[] drawn, int seed)
    {
        (int Account, int Family, string[] Links)[] posts = [.. drawn.Select(post => (post.Account % 3, (post.Family % 4) - 1, (post.Links ?? []).Take(9).Select(link => $"https://{s_hosts[link % s_hosts.Length]}/{link}").ToArray()))];
        var hosts = new AccountHosts(new AccountHashtags(Input(accounts: 3)));
        var order = posts.ToArray();
        new Random(seed).Shuffle(order);
        foreach (var post in order)
        {
            hosts.Add(post.Account, post.Family, Links(post.Links));
        }

        hosts.Finish();
        for (var account = 0; account < 3; account++)
        {
            for (var family = -1; family < 3; family++)
            {
                // Those of no family are never within one.
                var elsewhere = posts.Where(post => post.Account == account && (post.Family < 0 || post.Family != family))
                    .SelectMany(post => post.Links.Select(link => new Uri(link).Host.Replace("www.", "", StringComparison.Ordinal)).Where(host => host != "t.co").Distinct()).CountBy(host => host).ToDictionary();
                var found = hosts.Outside(account, family);
                Assert.Equal((elsewhere.Values.DefaultIfEmpty().Max(), elsewhere.Values.Sum()), (found.Posts, found.Links));
                Assert.Equal(found.Posts, found.Host is null ? 0 : elsewhere[found.Host]);
            }
        }
    }

    private static WordList Links(params string[] links)
    {
        var list = new WordList();
        foreach (var link in links)
        {
            LinkForm.Add(Encoding.UTF8.GetBytes(link), list);
        }

        return list;
    }

    /// <summary>Accounts that posted the same three texts on three days.</summary>
    private static AccountPairInput Input(int accounts) => new()
    {
        Posts = [.. Enumerable.Range(0, accounts * 3).Select(i => new ClusteredPost(i / 3, 0, 0, (i % 3) * 86_400_000L, i % 3, i % 3, i % 3, 1000))],
        PostsOfAccounts = new int[accounts],
        NewSimilarity = () => new SmallCorpus.TableSimilarity(1),
    };
}
