using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class CandidateBandsTests
{
    [Fact]
    public void A_hot_band_is_thrown_away_and_later_ones_make_up_for_what_it_would_have_found()
    {
        // Two thousand texts share a greeting and nothing else: a band whose minima fall into it holds them all.
        var random = new Random(2);
        var store = new PostStore();
        for (var i = 0; i < 2000; i++)
        {
            var text = Encoding.UTF8.GetBytes("hello dear neighbours " + new string([.. Enumerable.Range(0, 70).Select(_ => (char)random.Next('a', 'z' + 1))]));
            store.Add(new StoredPost { Row = i + 1 }, default, text, ByteStringTable.Hash(text));
        }

        var discarded = 0;
        for (var seed = 1UL; seed <= 100; seed++)
        {
            var options = new DetectionOptions { Threshold = new Threshold(0.7m), Plan = (11, 2), Seed = seed, Profile = TextProfile.Exact, Threads = 2, Pairs = true };
            var signing = new TextSigning(store.Texts, options);
            var plan = signing.Plan(CancellationToken.None);
            using var bands = CandidateBands.Choose(signing, plan, options, MatchingShares.InMemory, null, null, null, CancellationToken.None);

            Assert.Equal(plan.BandsAfterDiscarding(bands.Discarded.Count), bands.Bands.Count);
            Assert.True(plan.RecallAfterDiscarding(bands.Bands.Count, bands.Discarded.Count) >= plan.Recall);
            Assert.Equal(Enumerable.Range(0, bands.Bands.Count + bands.Discarded.Count), bands.Bands.Select(b => b.Number).Concat(bands.Discarded).Order());
            discarded += bands.Discarded.Count;

            // The keys kept are those of the bands' numbers, whatever was thrown away.
            var signer = new BandSigner([.. bands.Bands.Select(b => b.Number)], 2, seed);
            var set = new ShingleSet(Shingle.Default);
            var keys = new uint[signer.Bands];
            foreach (var text in new[] { 0, 999, 1999 })
            {
                set.Load(store.Texts[text]);
                signer.Sign(set.Hashes, new uint[signer.Lanes], keys);
                Assert.Equal(keys, bands.Bands.Select(b => b.Keys![text]));
            }
        }

        Assert.True(discarded > 0, "no band was hot in a hundred seeds: the corpus does not try the rule");
    }
}
