using System.Collections.Concurrent;

namespace Copypasta.Reports;

/// <summary>What the page of a cluster shows.</summary>
/// <param name="Cluster">Which.</param>
/// <param name="Json">One object.</param>
/// <param name="CutTexts">Texts in it that were cut.</param>
/// <param name="IsWhole">Whether all texts, accounts and posts of the cluster are in it.</param>
internal readonly record struct DetailObject(int Cluster, byte[] Json, long CutTexts, bool IsWhole);

/// <summary>Makes the pages of clusters by several threads, a few ahead of the one that is written.</summary>
/// <param name="newDetails">For one thread.</param>
/// <param name="threads">Threads to work with, at least 1, of those of the current scheduler.</param>
internal sealed class DetailObjects(Func<ClusterDetails> newDetails, int threads) : IDisposable
{
    // Some hundred kilobytes each at most.
    private const int Ahead = 32;

    private readonly ConcurrentBag<Maker> _idle = [];

    /// <summary>The objects of some clusters, in their order.</summary>
    public IEnumerable<DetailObject> Of(IEnumerable<int> clusters)
    {
        foreach (var batch in clusters.Chunk(Ahead))
        {
            var made = new DetailObject[batch.Length];
            Parallel.For(
                0,
                made.Length,
                new ParallelOptions { MaxDegreeOfParallelism = threads, TaskScheduler = null },
                () => _idle.TryTake(out var maker) ? maker : new Maker(newDetails()),
                (i, _, maker) =>
                {
                    made[i] = maker.Make(batch[i]);
                    return maker;
                },
                _idle.Add);
            foreach (var detail in made)
            {
                yield return detail;
            }
        }
    }

    public void Dispose()
    {
        foreach (var maker in _idle)
        {
            maker.Dispose();
        }
    }

    private sealed class Maker : IDisposable
    {
        private readonly MemoryStream _json = new();
        private readonly ReportWriter _writer;
        private readonly ClusterDetails _details;

        public Maker(ClusterDetails details) => (_details, _writer) = (details, new ReportWriter(_json));

        public DetailObject Make(int cluster)
        {
            _json.SetLength(0);
            _writer.Json.Reset();
            var cut = _writer.CutTexts;
            var isWhole = _details.Write(_writer, cluster);
            _writer.Json.Flush();
            return new DetailObject(cluster, _json.ToArray(), _writer.CutTexts - cut, isWhole);
        }

        public void Dispose()
        {
            _writer.Dispose();
            _json.Dispose();
        }
    }
}
