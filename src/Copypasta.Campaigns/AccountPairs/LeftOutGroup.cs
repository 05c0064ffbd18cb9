namespace Copypasta.Campaigns;

/// <summary>A group with so many posts inside one window that its co-posts are left out, of what is observed and of what is expected: at this window and all wider ones.</summary>
/// <param name="Family">Number of the family.</param>
/// <param name="Cluster">Number of the cluster; null where only co-posts across the clusters of the family are left out.</param>
/// <param name="Window">The narrowest window at which it is left out, an index into <see cref="CoPostWindows.Limits"/>.</param>
/// <param name="Posts">Most posts of eligible accounts inside such a window.</param>
public readonly record struct LeftOutGroup(int Family, int? Cluster, int Window, int Posts);
