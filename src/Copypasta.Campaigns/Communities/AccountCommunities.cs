using System.Buffers.Binary;
using System.Security.Cryptography;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// Communities of the accounts that end a pair in a tier: of the graph of these pairs, each of the weight of its occasions, by <see cref="Leiden"/>. Of the partitions that <see cref="Seeds"/> seeds give it is the one of the greatest
/// modularity; how far they agree says how much is owed to chance. A community is a way to read the pairs, and nothing is concluded from it.
/// </summary>
public sealed record AccountCommunities
{
    /// <summary>The resolution of <see cref="Campaigns.Modularity"/>.</summary>
    public const double Resolution = 1;

    /// <summary>Number of seeds: the run's and those that follow.</summary>
    public const int Seeds = 20;

    /// <summary>The communities, by (accounts descending, pairs descending, id).</summary>
    public required IReadOnlyList<AccountCommunity> All { get; init; }

    /// <summary>The mean over each two of the seeds' partitions of <see cref="AdjustedRandIndex"/>: 1 where all are the same. Null where there are no pairs.</summary>
    public required double? Agreement { get; init; }

    /// <summary>The modularity of the partition; 0 where there are no pairs.</summary>
    public required double Modularity { get; init; }

    /// <summary>Finds them. The same for every order of accounts and pairs, and every number of threads.</summary>
    /// <param name="pairs">The pairs in a tier.</param>
    /// <param name="accounts">The accounts that they number.</param>
    /// <param name="timeOf">The time of a post of <see cref="PairCoPost"/>, Unix milliseconds.</param>
    /// <param name="seed">The first of the seeds.</param>
    /// <param name="parallel">How to work.</param>
    public static AccountCommunities Of(IReadOnlyList<AccountPair> pairs, AccountTable accounts, Func<int, long> timeOf, ulong seed, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(timeOf);
        ArgumentNullException.ThrowIfNull(parallel);
        int[] nodes = [.. pairs.SelectMany(pair => new[] { pair.A, pair.B }).Distinct()];
        Array.Sort(nodes, accounts.Compare);
        var nodeOf = nodes.Select((account, node) => (account, node)).ToDictionary(at => at.account, at => at.node);
        WeightedEdge[] edges = [.. pairs.Select(pair => new WeightedEdge(nodeOf[pair.A], nodeOf[pair.B], pair.Occasions))];
        var graph = WeightedGraph.Of(nodes.Length, edges);
        var partitions = new int[Seeds][];
        Parallel.For(0, Seeds, parallel, i => partitions[i] = Leiden.Find(graph, Resolution, seed + (ulong)i, parallel.CancellationToken));
        var best = partitions.MaxBy(partition => Campaigns.Modularity.Of(graph, partition, Resolution))!;
        var members = Groups.By(best.DefaultIfEmpty(-1).Max() + 1, best.Length, node => best[node]);
        var counts = new Counted[members.Count];
        Array.Fill(counts, new Counted { First = long.MaxValue, Last = long.MinValue });
        for (var i = 0; i < pairs.Count; i++)
        {
            var (a, b) = (best[edges[i].A], best[edges[i].B]);
            if (a == b)
            {
                counts[a].AddInside(pairs[i], timeOf);
            }
            else
            {
                counts[a].Outside++;
                counts[b].Outside++;
            }
        }

        return new AccountCommunities
        {
            All =
            [
                .. counts.Select((counted, community) => counted.Of([.. members[community].ToArray().Select(node => nodes[node])], accounts))
                    .OrderByDescending(community => community.Accounts.Count).ThenByDescending(community => community.Pairs).ThenBy(community => community.Id, StringComparer.Ordinal),
            ],
            Agreement = pairs.Count == 0 ? null : MeanAgreement(partitions),
            Modularity = Campaigns.Modularity.Of(graph, best, Resolution),
        };
    }

    private static double MeanAgreement(int[][] partitions)
    {
        var sum = 0.0;
        for (var a = 0; a < Seeds; a++)
        {
            for (var b = a + 1; b < Seeds; b++)
            {
                sum += AdjustedRandIndex.Of(partitions[a], partitions[b]);
            }
        }

        return sum / (Seeds * (Seeds - 1) / 2);
    }

    private struct Counted
    {
        public int Inside;
        public int Outside;
        public int HardToExplain;
        public long Occasions;
        public long First;
        public long Last;

        public void AddInside(AccountPair pair, Func<int, long> timeOf)
        {
            Inside++;
            HardToExplain += pair.Tier == PairTier.HardToExplainByChance ? 1 : 0;
            Occasions += pair.Occasions;
            foreach (var coPost in pair.Evidence)
            {
                var (a, b) = (timeOf(coPost.PostOfA), timeOf(coPost.PostOfB));
                (First, Last) = (Math.Min(First, Math.Min(a, b)), Math.Max(Last, Math.Max(a, b)));
            }
        }

        public readonly AccountCommunity Of(int[] members, AccountTable accounts) => new()
        {
            Id = IdOf(members, accounts),
            Accounts = members,
            Pairs = Inside,
            PairsOutside = Outside,
            Occasions = Occasions,
            HardToExplain = HardToExplain,
            First = Inside == 0 ? Archives.PostRecord.NoTime : First,
            Last = Inside == 0 ? Archives.PostRecord.NoTime : Last,
        };

        /// <summary>SHA-256 of the accounts in order, each as its platform, the length of its id and the id.</summary>
        private static string IdOf(int[] members, AccountTable accounts)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> head = stackalloc byte[1 + sizeof(int)];
            foreach (var account in members)
            {
                head[0] = (byte)accounts.PlatformOf(account);
                BinaryPrimitives.WriteInt32LittleEndian(head[1..], accounts[account].Length);
                hash.AppendData(head);
                hash.AppendData(accounts[account]);
            }

            return TextDigest.ToId('k', BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset()));
        }
    }
}

/// <summary>A community of accounts.</summary>
public sealed record AccountCommunity
{
    /// <summary>Derived from its accounts: <c>k</c> and 24 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its accounts, indices into <see cref="PostStore.Authors"/>, in the order of accounts.</summary>
    public required IReadOnlyList<int> Accounts { get; init; }

    /// <summary>Pairs in a tier that it holds.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs in a tier that it holds one account of.</summary>
    public required int PairsOutside { get; init; }

    /// <summary>Occasions of the pairs that it holds.</summary>
    public required long Occasions { get; init; }

    /// <summary>Those of the pairs that it holds that are hard to explain by chance; the others are worth a look.</summary>
    public required int HardToExplain { get; init; }

    /// <summary>Time of the first post that these pairs rest on, Unix milliseconds; <see cref="Archives.PostRecord.NoTime"/> where it holds none.</summary>
    public required long First { get; init; }

    /// <summary>Time of the last.</summary>
    public required long Last { get; init; }
}
