namespace Copypasta.Archives;

/// <summary>
/// Filings of the FCC's Electronic Comment Filing System: responses with <c>filings</c>, arrays, or a filing a line. Field names: publicapi.fcc.gov/ecfs,
/// GET /filings, by an OpenAPI description of it (api-evangelist/federal-communications-commission) and public clients: filing or filings, id_submission, text_data, filers[].name, date_submission, date_received. There are no accounts: the author is the filers' names.
/// </summary>
internal static class FccEcfsFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["text_data"],
            [PostField.Id] = ["id_submission"],
            [PostField.Author] = [JsonSource.List("filers.name") with { Separator = "; " }],
            [PostField.Time] = ["date_submission", "date_received"],
            [PostField.ReplyTo] = [JsonSource.List("proceedings.name")],
        },
        IsTextOptional = true,
    };

    private static readonly string[] s_signature = ["id_submission", "text_data|filers.name|filers"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "fcc-ecfs",
        Platform.FccEcfs,
        new JsonVariant { Base = "filings", Frame = ["filings"], Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["filings[]"] } },
        new JsonVariant { Base = "filing", Frame = ["filing"], Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["filing[]"] } },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });
}
