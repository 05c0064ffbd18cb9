using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The hashtags and links that the page lists: those with the most copies.</summary>
internal sealed class ReportWords
{
    private readonly Census _census;
    private readonly ByteStringTable _hashtags;
    private readonly ByteStringTable _links;
    private readonly ReportPlaces _ofHashtags;
    private readonly ReportPlaces _ofLinks;

    /// <summary>Looks for them in all clusters.</summary>
    public ReportWords(DetectionResult result, Evidence evidence)
    {
        _census = evidence.Census;
        (_hashtags, _links) = (Listed(_census.Hashtags), Listed(_census.Links));
        (_ofHashtags, _ofLinks) = Places(result, evidence.NewAnatomy(), _hashtags, _links);
    }

    /// <summary>Both, as the properties <c>hashtags</c> and <c>links</c>.</summary>
    public void Write(ReportWriter writer)
    {
        Write(writer, "hashtags"u8, _census.Hashtags, _hashtags.Count, _ofHashtags);
        Write(writer, "links"u8, _census.Links, _links.Count, _ofLinks);
    }

    private static ByteStringTable Listed(WordCounts words)
    {
        var listed = new ByteStringTable();
        for (var row = 0; row < Math.Min(words.Count, ReportLimits.Words); row++)
        {
            listed.Intern(words.Word(row), ByteStringTable.Hash(words.Word(row)));
        }

        return listed;
    }

    private static (ReportPlaces Hashtags, ReportPlaces Links) Places(DetectionResult result, ClusterAnatomy anatomy, ByteStringTable hashtags, ByteStringTable links)
    {
        var (ofHashtags, ofLinks) = (new ReportPlaces(hashtags.Count), new ReportPlaces(links.Count));
        var cluster = 0;
        TakeWord takeHashtag = word => ofHashtags.Add(hashtags.Find(word, ByteStringTable.Hash(word)), cluster);
        TakeWord takeLink = word => ofLinks.Add(links.Find(word, ByteStringTable.Hash(word)), cluster);
        for (; cluster < Math.Min(result.Clusters.Length, ReportLimits.Clusters); cluster++)
        {
            var found = result.Clusters[cluster];
            for (var member = found.MemberStart; member < found.MemberStart + found.Posts; member++)
            {
                anatomy.Words(result.Members[member].Post, takeHashtag, takeLink);
            }
        }

        return (ofHashtags, ofLinks);
    }

    private static void Write(ReportWriter writer, ReadOnlySpan<byte> name, WordCounts words, int listed, ReportPlaces places)
    {
        var rows = Enumerable.Range(0, listed);
        writer.Json.WriteStartObject(name);
        writer.Json.WriteNumber("omitted"u8, words.Count - listed);
        writer.Strings("name"u8, rows.Select(row => ReportWriter.Name(words.Word(row))));
        writer.Numbers("posts"u8, rows.Select(row => (long)words[row].Posts));
        writer.Numbers("copied"u8, rows.Select(row => (long)words[row].Copies));
        writer.Numbers("accounts"u8, rows.Select(row => (long)words[row].Accounts));
        writer.Numbers("clusters"u8, rows.Select(row => (long)words[row].Clusters));
        writer.Times("first"u8, rows.Select(row => words[row].First));
        writer.Times("last"u8, rows.Select(row => words[row].Last));
        writer.Numbers("hour_posts"u8, rows.Select(row => (long)words[row].Hour.Posts));
        writer.Numbers("hour"u8, rows.Select(row => words[row].Hour.Start));
        writer.Numbers("day_posts"u8, rows.Select(row => (long)words[row].Day.Posts));
        writer.Numbers("day"u8, rows.Select(row => words[row].Day.Start));
        places.Write(writer);
        writer.Json.WriteEndObject();
    }
}
