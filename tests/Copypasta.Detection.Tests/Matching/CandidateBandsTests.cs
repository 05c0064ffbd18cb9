using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class CandidateBandsTests
{
    [Fact]
    public void A_hot_band_is_replaced_by_the_next_of_the_stream_and_the_rest_stay()
    {
        // Two thousand texts share a greeting and nothing else: a band whose minima fall into it holds them all.
        var random = new Random(2);
        var store = new PostStore();
        for (var i = 0; i < 2000; i++)
        {
            var text = Encoding.UTF8.GetBytes("hello dear neighbours " + new string([.. Enumerable.Range(0, 70).Select(_ => (char)random.Next('a', 'z' + 1))]));
            store.Add(0, i + 1, 0, default, default, text, text, ByteStringTable.Hash(text), TextFlags.None);
        }

        var replacedAtAll = 0;
        for (var seed = 1UL; seed <= 30; seed++)
        {
            var options = new DetectionOptions { Threshold = new Threshold(0.7m), Plan = (11, 2), Seed = seed, Profile = TextProfile.Exact, Threads = 2, Pairs = true };
            var signing = new TextSigning(store.Texts, options);
            var bands = CandidateBands.Choose(signing, signing.Plan(CancellationToken.None), options, CancellationToken.None);

            Assert.Equal(11, bands.Numbers.Distinct().Count());
            Assert.Empty(bands.Numbers.Intersect(bands.Replaced));
            replacedAtAll += bands.Replaced.Length;

            // The keys kept are those of the bands' numbers, whatever they replaced.
            var signer = new BandSigner(bands.Numbers, 2, seed);
            var set = new ShingleSet(Shingle.Default);
            var keys = new uint[11];
            foreach (var text in new[] { 0, 999, 1999 })
            {
                set.Load(store.Texts[text]);
                signer.Sign(set.Hashes, new uint[signer.Lanes], keys);
                Assert.Equal(keys, bands.Keys!.Select(k => k[text]));
            }

            var pairs = bands.Buckets.Select(b => b.Pairs).Order().ToArray();
            Assert.True(pairs[^1] <= 8 * Math.Max(pairs[5], 2000) || bands.Replaced.Length == 11, $"seed {seed}: {pairs[^1]} pairs stayed in a band");
        }

        Assert.True(replacedAtAll > 0, "no band was hot in thirty seeds: the corpus does not try the rule");
    }
}
