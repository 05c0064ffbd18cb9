using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>What became of the posts that were read, by their main script (<see cref="MainScript"/>): so that unequal treatment shows.</summary>
public sealed class ScriptCounts
{
    private const TextFlags Obfuscations = TextFlags.ZeroWidth | TextFlags.MixedScript | TextFlags.Zalgo | TextFlags.BidiControl | TextFlags.StyledLetters;

    // By script.
    private readonly long[] _kept = new long[MainScript.Count];
    private readonly long[] _setAside = new long[MainScript.Count];
    private readonly long[] _obfuscated = new long[MainScript.Count];

    internal ScriptCounts()
    {
    }

    internal ScriptCounts(long[] state)
    {
        state.AsSpan(0, MainScript.Count).CopyTo(_kept);
        state.AsSpan(MainScript.Count, MainScript.Count).CopyTo(_setAside);
        state.AsSpan(2 * MainScript.Count).CopyTo(_obfuscated);
    }

    /// <summary>Posts that take part.</summary>
    public long Kept(TextScript script) => _kept[(int)script];

    /// <summary>Posts that do not, for whatever reason.</summary>
    public long SetAside(TextScript script) => _setAside[(int)script];

    /// <summary>Kept posts in which normalisation saw a use of Unicode that alters how a text compares but hardly how it looks.</summary>
    public long Obfuscated(TextScript script) => _obfuscated[(int)script];

    /// <summary>The numbers, to be kept on disk.</summary>
    internal long[] ToArray() => [.. _kept, .. _setAside, .. _obfuscated];

    internal void CountKept(TextScript script, TextFlags flags)
    {
        _kept[(int)script]++;
        _obfuscated[(int)script] += (flags & Obfuscations) != 0 ? 1 : 0;
    }

    internal void CountSetAside(TextScript script) => _setAside[(int)script]++;
}
