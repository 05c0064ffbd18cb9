namespace Copypasta.Detection;

/// <summary>Work that was to go to disk could not; the message is one line that says what, where and what to do.</summary>
public sealed class SpillException : Exception
{
    internal SpillException(string folder, Exception inner)
        : base($"{FaultIn(folder, inner)}; name another place with --temp, or allow more memory with --memory", inner) => Fault = FaultIn(folder, inner);

    internal SpillException(string message)
        : base(message)
    {
    }

    /// <summary>What the disk refused, and where, without what to do; null where it was not the disk.</summary>
    public string? Fault { get; }

    private static string FaultIn(string folder, Exception inner) => $"cannot keep working data in '{folder}': {WriteFault.Reason(inner)}";
}
