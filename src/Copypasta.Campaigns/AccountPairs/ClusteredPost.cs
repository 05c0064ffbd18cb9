namespace Copypasta.Campaigns;

/// <summary>A post of a cluster, as the statistic of account pairs sees it. Reposts are not among them: they copy by design.</summary>
/// <param name="Account">Number of its account, from 0; -1 where it has none or only a placeholder: such a post enters no statistic of accounts.</param>
/// <param name="Platform">Number of its platform.</param>
/// <param name="Language">Number of its language; one number stands for "unknown".</param>
/// <param name="Time">Unix milliseconds, UTC; <see cref="Archives.PostRecord.NoTime"/> where it has none: such a post does not enter either.</param>
/// <param name="Family">Number of its family.</param>
/// <param name="Cluster">Number of its cluster, unique over all families.</param>
/// <param name="Text">Number of its normalised text.</param>
/// <param name="Resolution">Milliseconds between two times that its source can tell apart, at least 1.</param>
public readonly record struct ClusteredPost(int Account, int Platform, int Language, long Time, int Family, int Cluster, int Text, int Resolution);
