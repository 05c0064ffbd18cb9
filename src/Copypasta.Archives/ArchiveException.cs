namespace Copypasta.Archives;

/// <summary>An input that cannot be read, or arguments that do not fit it. The message is one line: what, where, what is allowed, what to do.</summary>
public sealed class ArchiveException : Exception
{
    /// <summary>An exception with a message meant for the user.</summary>
    /// <param name="message">One line.</param>
    public ArchiveException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message meant for the user and the fault behind it.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">The fault behind it.</param>
    public ArchiveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the input holds something else than posts, and was read no further than to see that: among files that nobody named, it can be passed over.</summary>
    public bool IsForeign { get; init; }
}
