namespace Copypasta.Archives;

/// <summary>
/// Comments of regulations.gov's API v4: pages and single comments (<c>data</c> with <c>attributes</c>), arrays, or the same fields without nesting, a comment a line. Field
/// names (read 2026-11): open.gsa.gov/api/regulationsgov, and responses that it gives for single comments. There are no accounts: the author is the name given.
/// </summary>
internal static class RegulationsGovFormat
{
    private static JsonVariant Variant(string place, string at, string[] units, params string[] signature) => new()
    {
        Base = place,
        Signature = signature,
        Layout = new JsonLayout { Units = units },
        Mapping = new JsonMapping
        {
            Fields = new Dictionary<PostField, JsonSource[]>
            {
                [PostField.Text] = [JsonSource.Html(at + "comment")],
                [PostField.Id] = ["id", "commentId"],
                [PostField.Author] = [JsonSource.Join(" ", at + "firstName", at + "lastName"), at + "organization", at + "submitterName"],
                [PostField.Time] = [at + "postedDate", at + "receiveDate"],
                [PostField.Handle] = [at + "organization"],
                [PostField.ReplyTo] = [at + "commentOnDocumentId", at + "commentOn", at + "docketId"],
            },
            IsTextOptional = true,
        },
    };

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "regulations-gov",
        Platform.RegulationsGov,
        Variant("data", "attributes.", ["data[]", "data"], "id", "attributes.comment", "attributes.docketId|attributes.postedDate|attributes.agencyId"),
        Variant("", "attributes.", [""], "id", "attributes.comment", "attributes.docketId|attributes.postedDate|attributes.agencyId"),
        Variant("", "", [""], "commentId|docketId", "comment", "docketId|postedDate"));
}
