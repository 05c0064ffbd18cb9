namespace Copypasta.Hashing;

/// <summary>The bytes of the raw text, from <paramref name="Start"/> up to <paramref name="End"/>, that a code point came from; empty for a space in place of what was removed.</summary>
internal readonly record struct SourceRange(int Start, int End);
