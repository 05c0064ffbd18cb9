namespace Copypasta.Detection;

/// <summary>An open segment, with its sections. Safe for concurrent use.</summary>
internal sealed class IndexSegment : IDisposable
{
    public IndexSegment(IndexFolder folder, IndexManifest.ManifestSegment entry, MappedPages pages)
    {
        Entry = entry;
        File = new SegmentFile(folder, entry.File, entry.Bytes, pages);
        try
        {
            Texts = File.Strings(SectionId.Texts, SectionId.TextBlocks);
            Posts = File.Strings(SectionId.Posts, SectionId.PostBlocks);
            Families = File.Strings(SectionId.Families, SectionId.FamilyBlocks);
            TextHashes = File.Table<HashEntry>(SectionId.TextHashes);
            PostIds = File.Table<HashEntry>(SectionId.PostIds);
            Bands = File.Table<BandEntry>(SectionId.Bands);
            Sketches = File.Table<TextSketch>(SectionId.Sketches);
            FirstPosts = File.Table<int>(SectionId.FirstPosts);
            CopiedTexts = File.Table<CopiedText>(SectionId.CopiedTexts);
            Members = File.Table<FamilyMember>(SectionId.Members);
        }
        catch
        {
            File.Dispose();
            throw;
        }
    }

    public IndexManifest.ManifestSegment Entry { get; }

    public SegmentFile File { get; }

    public SegmentStrings Texts { get; }

    public SegmentStrings Posts { get; }

    public SegmentStrings Families { get; }

    public MappedTable<HashEntry> TextHashes { get; }

    public MappedTable<HashEntry> PostIds { get; }

    public MappedTable<BandEntry> Bands { get; }

    public MappedTable<TextSketch> Sketches { get; }

    public MappedTable<int> FirstPosts { get; }

    public MappedTable<CopiedText> CopiedTexts { get; }

    public MappedTable<FamilyMember> Members { get; }

    /// <summary>Where the entries of a band stand in <see cref="Bands"/>.</summary>
    public (long From, long To) Band(int band) => ((long)band * Entry.EligibleTexts, (band + 1L) * Entry.EligibleTexts);

    /// <summary>Whether a text is one of those that the segment is the first to have.</summary>
    public bool Has(int text) => text >= Entry.FirstText && text < Entry.FirstText + Entry.Texts;

    /// <summary>The posts of a text in this segment, by their places.</summary>
    public (int From, int To) PostsOf(int text)
    {
        if (Has(text))
        {
            return (FirstPosts[text - Entry.FirstText], FirstPosts[text - Entry.FirstText + 1]);
        }

        if (text < Entry.FirstText)
        {
            var at = SortedSearch.First(CopiedTexts, 0, CopiedTexts.Count, (uint)text);
            if (at < CopiedTexts.Count && CopiedTexts[at].Text == text)
            {
                var copied = CopiedTexts[at];
                return (copied.FirstPost, copied.FirstPost + copied.Posts);
            }
        }

        return (0, 0);
    }

    public void Dispose() => File.Dispose();
}
