namespace Copypasta.Detection;

/// <summary>Work that was to go to disk could not; the message is one line that says what, where and what to do.</summary>
public sealed class SpillException : Exception
{
    internal SpillException(string folder, Exception inner)
        : base($"cannot keep working data in '{folder}': {inner.Message.ReplaceLineEndings(" ").Trim()}; name another place with --temp, or allow more memory with --memory", inner)
    {
    }

    internal SpillException(string message)
        : base(message)
    {
    }
}
