namespace Copypasta.Archives;

/// <summary>The reasons that more than one reader gives.</summary>
internal static class Reasons
{
    /// <summary>What reasons end with of a record that the input ends in.</summary>
    public const string EndOfInput = "the end of the input";

    public static string TooLong(int maxRecordBytes)
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"longer than {maxRecordBytes} bytes (--max-record)");

    /// <summary>Of a post whose fields are larger than <see cref="PostBatch.MaxPostBytes"/>.</summary>
    public static string PostTooLong(long bytes)
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"its text and other fields take {bytes} bytes; allowed are {PostBatch.MaxPostBytes}");
}
