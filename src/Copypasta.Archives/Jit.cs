using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>How methods are compiled that every record passes.</summary>
internal static class Jit
{
    /// <summary>At once with all optimisations: runs are short, and half of one would pass before the JIT had optimised them by itself.</summary>
    public const MethodImplOptions AtOnce = MethodImplOptions.AggressiveOptimization;
}
