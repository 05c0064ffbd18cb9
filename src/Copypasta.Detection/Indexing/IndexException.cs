namespace Copypasta.Detection;

/// <summary>An index cannot be used; the message is one line that says what, where and what to do.</summary>
public sealed class IndexException : Exception
{
    internal IndexException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static IndexException Damaged(string file, string what) => new($"'{file}' is damaged: {what}; restore the index from a copy or build it anew");

    internal static IndexException Missing(string file, Exception e) => new($"'{file}' is missing, which the index lists: restore it from a copy, or build the index anew", e);

    internal static IndexException OtherVersion(string file, string its, string ours) =>
        new($"'{file}' is of {its}; this program reads {ours}: use the program that wrote it, or build the index anew with this one");

    internal static IndexException CannotWrite(string path, Exception e) => new($"cannot write '{path}': {WriteFault.Reason(e)}; the index is as it was", e);

    internal static IndexException CannotRead(string path, Exception e) => new($"cannot read '{path}': {OneLine(e)}; see to the disk, then try again, or restore the index from a copy", e);

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").Trim();
}
