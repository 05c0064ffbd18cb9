namespace Copypasta.Detection;

/// <summary>How the system says that it does not take what is written.</summary>
public static class WriteFault
{
    /// <summary>Whether a write was refused. A file that has grown too large for its file system is, of all things, an argument out of range.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>What was refused, in one line.</summary>
    public static string Reason(Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e is ArgumentOutOfRangeException ? "it is too large for the file system" : e.Message.ReplaceLineEndings(" ").Trim();
    }
}
