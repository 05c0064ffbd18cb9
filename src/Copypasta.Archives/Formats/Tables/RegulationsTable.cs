namespace Copypasta.Archives;

/// <summary>
/// Comments on rules of the United States from regulations.gov: the bulk download, whose rows are documents of every kind, and tables of the API v4. A comment's author is a
/// person or an organisation. Source: the bulk download's header as listed in github.com/cs334s23/bulk-data-analysis, and open.gsa.gov/api/regulationsgov.
/// </summary>
internal static class RegulationsTable
{
    public static readonly ArchiveFormat Format = new TableFormat("regulations-csv", Platform.RegulationsGov, ["Document ID", "Docket ID", "Comment", "Posted Date"], ["commentId", "docketId", "comment"], ["id", "docketId", "comment", "postedDate"], ["documentId", "docketId", "comment", "postedDate"])
    {
        Kind = ("Document Type", "Public Submission"),
        Zone = TimeZoneInfo.Utc,
        HasHtmlTexts = true,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["Comment", "comment"],
            [PostField.Id] = ["Document ID", "commentId", "id", "documentId", "Tracking Number"],
            [PostField.Author] = [new(" ", "First Name", "Last Name"), new(" ", "firstName", "lastName"), "Organization Name", "organization"],
            [PostField.Time] = ["Posted Date", "postedDate", "Received Date", "receiveDate"],
            [PostField.Handle] = ["Organization Name", "organization"],
            [PostField.ReplyTo] = ["Comment on Document ID", "commentOnDocumentId"],
        },
    }.ToArchiveFormat();
}
