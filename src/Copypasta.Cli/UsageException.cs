namespace Copypasta.Cli;

/// <summary>Bad arguments: what, and what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
