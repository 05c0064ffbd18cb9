namespace Copypasta.Archives;

/// <summary>
/// Filings of the FCC's Electronic Comment Filing System: responses with <c>filings</c>, arrays, or a filing a line. Field names (from memory, to be checked): publicapi.fcc.gov/ecfs (id_submission,
/// text_data, filers, date_submission). There are no accounts: the author is the filers' names.
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
        new JsonVariant { Base = "filings", Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["filings[]"] } },
        new JsonVariant { Base = "filing", Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["filing[]"] } },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });
}
