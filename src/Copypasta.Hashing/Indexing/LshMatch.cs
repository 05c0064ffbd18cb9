namespace Copypasta.Hashing;

/// <summary>A text of an index that was compared with a query, shingle by shingle: nothing in it is an estimate.</summary>
/// <param name="Id">The text's id in the index.</param>
/// <param name="Shared">Distinct shingles that both texts have.</param>
/// <param name="QueryShingles">Distinct shingles of the query.</param>
/// <param name="TextShingles">Distinct shingles of the text in the index.</param>
public readonly record struct LshMatch(int Id, int Shared, int QueryShingles, int TextShingles)
{
    /// <summary>Exact Jaccard similarity, 0 to 1: the nearest double to <see cref="Shared"/> / <see cref="Union"/>.</summary>
    public double Similarity => (double)Shared / Union;

    /// <summary>Exact containment, 0 to 1: shared shingles by those of the smaller text (Broder 1997).</summary>
    public double Containment => (double)Shared / Smaller;

    /// <summary>Distinct shingles that at least one of the texts has.</summary>
    public long Union => (long)QueryShingles + TextShingles - Shared;

    internal int Smaller => Math.Min(QueryShingles, TextShingles);

    /// <summary>By similarity, highest first, then by id; in integers, since two fractions may have the same nearest double.</summary>
    internal static int CompareBySimilarity(LshMatch a, LshMatch b)
    {
        var order = (b.Shared * a.Union).CompareTo(a.Shared * b.Union);
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    }

    /// <summary>By containment, highest first, then by similarity and id.</summary>
    internal static int CompareByContainment(LshMatch a, LshMatch b)
    {
        var order = ((long)b.Shared * a.Smaller).CompareTo((long)a.Shared * b.Smaller);
        return order != 0 ? order : CompareBySimilarity(a, b);
    }
}
