namespace Copypasta.Hashing;

/// <summary>
/// What a query took. Nothing is ever cut short, so a text that shares its boilerplate with a million others may meet them all:
/// this says when it did.
/// </summary>
/// <param name="Candidates">Distinct texts that shared a band with the query. Most are dismissed by their size and a bitmap of their shingles.</param>
/// <param name="Compared">Those of them that were compared shingle by shingle.</param>
public readonly record struct LshQueryCost(int Candidates, int Compared);
