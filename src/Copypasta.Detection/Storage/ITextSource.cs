namespace Copypasta.Detection;

/// <summary>The distinct normalised texts of a run, wherever they are kept.</summary>
public interface ITextSource
{
    /// <summary>Number of texts; their indices are 0 to this - 1.</summary>
    int Count { get; }

    /// <summary>A way to the texts for one thread.</summary>
    /// <param name="ascending">Whether they are asked for in ascending order: then little is kept in memory.</param>
    ITextReader NewReader(bool ascending = false);

    /// <summary>The texts with the smallest hashes: a sample that depends on nothing but the texts. All where there are no more. In any order.</summary>
    int[] SmallestHashes(int count);
}

/// <summary>Gives one thread the texts of a source.</summary>
public interface ITextReader
{
    /// <summary>The text at an index, UTF-8; good until the next is asked for.</summary>
    ReadOnlySpan<byte> this[int index] { get; }

    /// <summary><see cref="ByteStringTable.Hash"/> of the text at an index.</summary>
    ulong HashOf(int index);
}
