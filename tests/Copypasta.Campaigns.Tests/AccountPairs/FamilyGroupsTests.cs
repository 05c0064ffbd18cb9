using FsCheck.Xunit;
using Xunit.Sdk;

namespace Copypasta.Campaigns.Tests;

public sealed class FamilyGroupsTests
{
    /// <summary>Every pair and every window by the definition, with few posts allowed in a window so that much is left out.</summary>
    [Property(MaxTest = 300)]
    public void Pairs_are_those_of_groups_that_are_not_left_out(int seed)
    {
        var input = SmallCorpus.Random(seed);
        var posts = EligiblePosts.Select(input);
        int[] most = [.. Enumerable.Range(0, CoPostWindows.Count).Select(w => 1 + ((seed >>> w) % 5))];
        var groups = new FamilyGroups(posts);
        for (var family = 0; family + 1 < posts.FamilyStart.Length; family++)
        {
            var members = Enumerable.Range(posts.FamilyStart[family], posts.FamilyStart[family + 1] - posts.FamilyStart[family]).ToList();
            var below = members.GroupBy(p => posts.Cluster[p]).ToDictionary(g => g.Key, g => Below([.. g], most, posts));
            var across = Enumerable.Range(0, CoPostWindows.Count)
                .FirstOrDefault(w => below.Count > 1 && Densest([.. members.Where(p => below[posts.Cluster[p]] > w)], w, posts) > most[w], CoPostWindows.Count);
            var expected = new HashSet<PostPair>();
            foreach (var x in members)
            {
                foreach (var y in members.Where(y => y > x))
                {
                    var limit = posts.Cluster[x] == posts.Cluster[y] ? below[posts.Cluster[x]] : Math.Min(across, Math.Min(below[posts.Cluster[x]], below[posts.Cluster[y]]));
                    var from = Math.Max(CoPostWindows.Narrowest(posts.Time[y] - posts.Time[x]), Math.Max(posts.FirstWindow[x], posts.FirstWindow[y]));
                    if (from < limit)
                    {
                        expected.Add(new PostPair(x, y, from, limit));
                    }
                }
            }

            groups.Load(family, most, input);
            var found = new List<PostPair>();
            groups.ForEach(found.Add);
            Assert.Equal(expected.Count, found.Count);
            Assert.Equal(expected, found.ToHashSet());
            Assert.True(groups.MostPairs() >= found.Count);
            Assert.Equal(below.Count(b => b.Value < CoPostWindows.Count) + (across < CoPostWindows.Count ? 1 : 0), groups.LeftOut.Count);
        }
    }

    [Fact]
    public void Forty_thousand_accounts_of_one_text_make_no_pairs_of_them_all()
    {
        // Each account posts the text of all, once, one a second over eleven hours, and two texts of its own beside nine others.
        const int accounts = 40_000;
        var posts = new List<ClusteredPost>();
        for (var account = 0; account < accounts; account++)
        {
            posts.Add(new ClusteredPost(account, 0, 0, 40_000_000_000 + (account * 1000L), 0, 0, 0, 1000));
            for (var i = 1; i <= 2; i++)
            {
                var text = 1 + (account / 10) + (i * accounts);
                posts.Add(new ClusteredPost(account, 0, 0, 40_000_000_000 + (i * 3 * EligiblePosts.Day) + (account * 1000L), text, text, text, 1000));
            }
        }

        var input = new AccountPairInput { Posts = posts, PostsOfAccounts = new int[accounts], NewSimilarity = () => new SmallCorpus.TableSimilarity(0) };
        var eligible = EligiblePosts.Select(input);
        var options = new AccountPairOptions();
        var found = CoPostSearch.Find(eligible, input, options, CancellationToken.None);
        Assert.Equal(accounts * 3, eligible.Count);

        // At ten minutes, 601 of them are in one window; at an hour 3,601, and the text is left out.
        Assert.Equal([new LeftOutGroup(0, 0, 3, 3601)], found.LeftOut);
        Assert.Equal((accounts * 600L) - (600 * 601 / 2) + (accounts / 10 * 45 * 2L), found.CoPosts.Count);
        Assert.All(found.MostPostsInWindow, most => Assert.Equal(AccountPairOptions.MostPostsInWindow, most));

        // With room for a thirtieth, narrower windows follow; which is said, and what is left fits: 10 seconds, and the texts of ten accounts.
        var narrow = CoPostSearch.Find(eligible, input, options with { CoPostBytes = 8L * 800_000 }, CancellationToken.None);
        Assert.Equal([new LeftOutGroup(0, 0, 1, 61)], narrow.LeftOut);
        Assert.All(narrow.MostPostsInWindow, most => Assert.InRange(most, 11, 60));
        Assert.Equal((accounts * 10L) - 55 + (accounts / 10 * 45 * 2L), narrow.CoPosts.Count);
    }

    [Fact]
    public void Co_posts_that_there_is_no_room_for_end_the_search()
    {
        var posts = Enumerable.Range(0, 900).Select(i => new ClusteredPost(i % 300, 0, 0, (i / 300 * EligiblePosts.Day) + i, i / 300, i / 300, i / 300, 1)).ToArray();
        var input = new AccountPairInput { Posts = posts, PostsOfAccounts = new int[300], NewSimilarity = () => new SmallCorpus.TableSimilarity(0) };
        var eligible = EligiblePosts.Select(input);
        var most = 0L;
        var options = new AccountPairOptions { Threads = 1, CheckRoom = (_, all) => most = all };
        var found = CoPostSearch.Find(eligible, input, options, CancellationToken.None).CoPosts.Count;
        Assert.Equal(3L * 300 * 299 / 2, found);
        Assert.Equal(found * 32, most);
        var e = Assert.ThrowsAny<Exception>(() => CoPostSearch.Find(eligible, input, options with { CheckRoom = (bytes, _) => Assert.InRange(bytes, 0, most - 1) }, CancellationToken.None));
        Assert.IsType<InRangeException>(e is AggregateException several ? several.InnerException : e);
    }

    private static int Below(List<int> group, int[] most, EligiblePosts posts) =>
        Enumerable.Range(0, CoPostWindows.Count).FirstOrDefault(w => Densest(group, w, posts) > most[w], CoPostWindows.Count);

    private static int Densest(List<int> group, int window, EligiblePosts posts) => group.Select(
        p => group.Count(q => posts.Time[q] >= posts.Time[p] && posts.Time[q] - posts.Time[p] <= CoPostWindows.Limits[window])).DefaultIfEmpty(0).Max();
}
