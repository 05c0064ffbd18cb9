namespace Copypasta.Detection;

/// <summary>An index cannot be used; the message is one line that says what, where and what to do.</summary>
public sealed class IndexException : Exception
{
    internal IndexException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static IndexException Damaged(string file, string what) => new($"'{file}' is damaged: {what}; restore the index from a copy or build it anew");

    internal static IndexException CannotWrite(string path, Exception e) => new($"cannot write '{path}': {OneLine(e)}; the index is as it was", e);

    internal static IndexException CannotRead(string path, Exception e) => new($"cannot read '{path}': {OneLine(e)}", e);

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").Trim();
}
