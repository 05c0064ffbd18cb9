using System.Globalization;
using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// The pairs of accounts as a graph: an edge is a pair of the table <c>account_pairs</c> and weighs its occasions, as communities have it; a node is an account that ends one. All else that the tables tell of pairs and
/// accounts are attributes. Undirected.
/// </summary>
public sealed class AccountNetwork
{
    /// <summary>Edges at most. Gephi stands still on graphs of some hundred thousand (gephi#1207).</summary>
    public const int MostEdges = 50_000;

    private readonly DetectionResult _result;
    private readonly Evidence _evidence;
    private readonly int[] _nodes;

    /// <param name="result">The clusters.</param>
    /// <param name="evidence">What is drawn of them, pairs included.</param>
    /// <param name="mostEdges">Pairs to take at most. Those are taken that come first in the table's order, which is total: tier, p, accounts.</param>
    public AccountNetwork(DetectionResult result, Evidence evidence, int mostEdges = MostEdges)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(evidence);
        (_result, _evidence) = (result, evidence);
        var pairs = evidence.Pairs!.Pairs;
        Edges = Math.Min(pairs.Count, mostEdges);
        EdgesLeftOut = pairs.Count - Edges;
        var ends = pairs.Take(Edges).SelectMany(pair => new[] { pair.A, pair.B }).ToHashSet();
        _nodes = [.. Enumerable.Range(0, evidence.Census.Accounts.Length).Where(row => ends.Contains(evidence.Census.Accounts[row].Account))];
        if (_nodes.Length != ends.Count)
        {
            throw new InvalidOperationException($"{ends.Count} accounts end a pair, but {_nodes.Length} of them are in the table of accounts.");
        }
    }

    /// <summary>Accounts.</summary>
    public int Nodes => _nodes.Length;

    /// <summary>Pairs of accounts.</summary>
    public int Edges { get; }

    /// <summary>Pairs of accounts that are not in the graph.</summary>
    public int EdgesLeftOut { get; }

    /// <summary>What was left out, in words; null where nothing was.</summary>
    public string? LeftOut => EdgesLeftOut == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"The network has the first {Edges:N0} of {(long)Edges + EdgesLeftOut:N0} account pairs, those hard to explain by chance before others and then by p; {EdgesLeftOut:N0} are left out. The table account_pairs has all.");

    /// <summary>What the graph is, in words that go with it.</summary>
    public string Description =>
        "A node is an account, an edge a pair of accounts that copied each other more often than chance readily brings about; it weighs the pair's occasions. "
        + "A p or q is not the probability that the accounts acted independently; common causes remain possible. "
        + (LeftOut ?? string.Create(CultureInfo.InvariantCulture, $"All {Edges:N0} account pairs are here."));

    /// <summary>The nodes, in the order of the table of accounts, whose columns follow <c>Id</c> and <c>Label</c>: the handle, where there is one, else the account.</summary>
    public Table NodeTable(TableFormat format)
    {
        var accounts = CensusTables.Accounts(_result, _evidence, format);
        return new Table(format, ["Id", "Label", .. accounts.Columns], _nodes.Length, (rows, node) =>
        {
            var account = _evidence.Census.Accounts[_nodes[node]];
            rows.Key(Id(account.Account));
            rows.Text(account.Handle.Length > 0 ? account.Handle : _result.Posts.Authors[account.Account]);
            accounts.WriteRow(rows, _nodes[node]);
        });
    }

    /// <summary>The edges, in the order of the table of pairs, whose columns follow <c>Source</c>, <c>Target</c> and <c>Weight</c>.</summary>
    public Table EdgeTable(TableFormat format)
    {
        var pairs = EvidenceTables.Pairs(_result, _evidence.Pairs!, format, _evidence.Background);
        return new Table(format, ["Source", "Target", "Weight", .. pairs.Columns], Edges, (rows, edge) =>
        {
            var pair = _evidence.Pairs!.Pairs[edge];
            rows.Key(Id(pair.A));
            rows.Key(Id(pair.B));
            rows.Integer(pair.Occasions);
            pairs.WriteRow(rows, edge);
        });
    }

    private byte[] Id(int account) => Encoding.UTF8.GetBytes(NodeId.Of(_result.Posts.Authors.PlatformOf(account), _result.Posts.Authors[account]));
}
