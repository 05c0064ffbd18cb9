namespace Copypasta.Archives;

/// <summary>The reasons that more than one reader gives.</summary>
internal static class Reasons
{
    public static string TooLong(int maxRecordBytes)
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"longer than {maxRecordBytes} bytes (--max-record)");
}
