namespace Copypasta.Hashing;

/// <summary>An entry of a <see cref="HammingIndex{TFingerprint}"/> that a query found.</summary>
/// <param name="Entry">The entry's number, as <see cref="HammingIndex{TFingerprint}.Add"/> gave it.</param>
/// <param name="Distance">Bits in which its fingerprint differs from the query's.</param>
public readonly record struct HammingMatch(int Entry, int Distance);
