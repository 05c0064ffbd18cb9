namespace Copypasta.Campaigns;

/// <summary>Addresses by host and the beginning of their path, each a line of a list.</summary>
internal sealed class LinkList(string file)
{
    private readonly string[] _beginnings = [.. PhraseFile.Lines(file)];

    public static LinkList TextBanks { get; } = new("text-banks.txt");

    public static LinkList PetitionSites { get; } = new("petition-sites.txt");

    /// <summary>Whether a comparable address begins as one of the list does, up to the end of a name.</summary>
    public bool Contains(string canonical) => Array.Exists(
        _beginnings, b => canonical.StartsWith(b, StringComparison.Ordinal) && (canonical.Length == b.Length || canonical[b.Length] is '/' or '?' or ':'));
}
