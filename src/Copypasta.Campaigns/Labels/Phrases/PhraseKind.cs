namespace Copypasta.Campaigns;

/// <summary>The pinned lists that a text is searched for. One file each.</summary>
[Flags]
internal enum PhraseKind : ushort
{
    None = 0,
    AsksToBeCopied = 1,
    Follow = 2,
    Share = 4,
    Entry = 8,
    Addressee = 16,
    Petition = 32,
    Severity = 64,
    Attribution = 128,
    Copy = 256,
    Paste = 512,
}
