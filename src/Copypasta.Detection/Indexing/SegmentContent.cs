using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>Lays out what a part of an addition brings as a segment.</summary>
internal static class SegmentContent
{
    public const int TextBlockBytes = 1 << 12;
    public const int PostBlockBytes = 1 << 14;

    /// <summary>Writes what the posts themselves bring: texts, posts, sketches.</summary>
    /// <param name="writer">The segment.</param>
    /// <param name="part">The posts and which texts are new.</param>
    /// <param name="sketches">The new texts'.</param>
    /// <param name="firstSource">Number that the first source of the addition gets.</param>
    /// <param name="options">What is kept.</param>
    public static void WritePosts(SegmentWriter writer, IndexPart part, TextSketches sketches, int firstSource, DetectionOptions options)
    {
        Texts(writer, part);
        Posts(writer, part, firstSource, options);
        writer.Begin(SectionId.Sketches, TextSketch.Bytes);
        for (var text = 0; text < part.Count; text++)
        {
            writer.Append<TextSketch>([TextSketch.Of(sketches.Words(text))]);
        }

        writer.End(part.Count);
    }

    /// <summary>Writes families as they come.</summary>
    /// <returns>How many there were.</returns>
    public static int WriteFamilies(SegmentWriter writer, IEnumerable<FamilyRecord> families)
    {
        var records = new StringBlocks.Writer(writer, SectionId.Families, SectionId.FamilyBlocks, PostBlockBytes);
        var members = new List<FamilyMember>();
        foreach (var family in families)
        {
            foreach (var text in family.Texts)
            {
                members.Add(new FamilyMember(text, family.Texts[0], records.Count));
            }

            records.Add(family.ToBytes());
        }

        records.Close();
        members.Sort((a, b) => a.Text.CompareTo(b.Text));
        writer.Table<FamilyMember>(SectionId.Members, CollectionsMarshal.AsSpan(members));
        return records.Count;
    }

    private static void Texts(SegmentWriter writer, IndexPart part)
    {
        var texts = new StringBlocks.Writer(writer, SectionId.Texts, SectionId.TextBlocks, TextBlockBytes);
        for (var text = 0; text < part.Count; text++)
        {
            texts.Add(part[text]);
        }

        texts.Close();
        writer.Begin(SectionId.TextHashes, HashEntry.Bytes);
        for (var text = 0; text < part.Count; text++)
        {
            writer.Append<HashEntry>([new HashEntry(part.HashOf(text), part.FirstText + text)]);
        }

        writer.End(part.Count);
    }

    private static void Posts(SegmentWriter writer, IndexPart part, int firstSource, DetectionOptions options)
    {
        var store = part.Posts;
        var order = new ulong[store.Count];
        for (var post = 0; post < order.Length; post++)
        {
            order[post] = ((ulong)(uint)part.Numbers[store[post].Text] << 32) | (uint)post;
        }

        Array.Sort(order);
        var posts = new StringBlocks.Writer(writer, SectionId.Posts, SectionId.PostBlocks, PostBlockBytes);
        var firsts = new int[part.Count + 1];
        var copied = new List<CopiedText>();
        var ids = new List<HashEntry>();
        for (var place = 0; place < order.Length; place++)
        {
            var (number, post) = ((int)(order[place] >> 32), (int)(uint)order[place]);
            IndexedPost.Write(posts, store[post], firstSource + store[post].Source, store.Author(post), store.Stored(post));
            if (place == 0 || number != (int)(order[place - 1] >> 32))
            {
                if (number >= part.FirstText)
                {
                    firsts[number - part.FirstText] = place;
                }
                else
                {
                    copied.Add(new CopiedText(number, place, 0));
                }
            }

            if (number < part.FirstText)
            {
                copied[^1] = copied[^1] with { Posts = copied[^1].Posts + 1 };
            }

            if (options.DuplicateIds == DuplicateHandling.Drop && store[post].IdLength > 0)
            {
                ids.Add(new HashEntry(PostIdTable.Hash(store[post].Platform, store.Id(post), store.Author(post), store.RawText(post)), place));
            }
        }

        firsts[^1] = order.Length;
        posts.Close();
        writer.Table<int>(SectionId.FirstPosts, firsts);
        writer.Table<CopiedText>(SectionId.CopiedTexts, CollectionsMarshal.AsSpan(copied));
        ids.Sort();
        writer.Table<HashEntry>(SectionId.PostIds, CollectionsMarshal.AsSpan(ids));
    }
}
