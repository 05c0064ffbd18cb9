using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Copypasta.Detection;

/// <summary>
/// Finds the posts of one text: by 128 bits of hash, 64 of them under a key that nobody knows, so that nobody can make two texts that pass for one. That two of a billion texts share them by
/// chance has a probability of 1e-21.
/// </summary>
internal sealed class TextHashes(RecordSorter sorter)
{
    /// <summary>About as many bytes as a record has.</summary>
    public const int RecordBytes = sizeof(ulong) + 4;

    private readonly long _key = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Adds a post.</summary>
    /// <param name="post">Its number; ascending.</param>
    /// <param name="text">Its normalised text.</param>
    public void Add(long post, ReadOnlySpan<byte> text)
    {
        Span<byte> number = stackalloc byte[Varint.MaxBytes];
        number = number[..Varint.Write(number, (ulong)post)];
        var record = sorter.Add(ByteStringTable.Hash(text), sizeof(ulong) + number.Length);
        MemoryMarshal.Write(record, XxHash3.HashToUInt64(text, _key));
        number.CopyTo(record[sizeof(ulong)..]);
    }

    /// <summary>Tells the posts that are the first of their text from all others, once the sorter is sealed.</summary>
    /// <param name="firsts">Receives the first post of each text.</param>
    /// <param name="copied">Receives those of them whose text comes again.</param>
    /// <param name="copies">Receives all others, by number, each with the first post of its text.</param>
    /// <param name="sample">How many texts to name.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The first posts of the texts with the smallest hashes.</returns>
    public List<long> FindFirsts(RankedBits firsts, RankedBits copied, RecordSorter copies, int sample, CancellationToken cancellation)
    {
        // Of the hash at hand; more than one text of a hash is all but unheard of.
        var ofHash = new List<(ulong Second, long Post)>();
        var smallest = new List<long>();
        var hash = 0UL;
        var records = sorter.Read();
        for (var n = 0L; records.Next(); n++)
        {
            if ((n & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (records.Key != hash)
            {
                hash = records.Key;
                ofHash.Clear();
            }

            var second = MemoryMarshal.Read<ulong>(records.Record);
            var rest = records.Record[sizeof(ulong)..];
            var post = (long)Varint.Read(ref rest);
            var known = ofHash.FindIndex(text => text.Second == second);
            if (known >= 0)
            {
                var first = ofHash[known].Post;
                copied.Add(first);
                MemoryMarshal.Write(copies.Add((ulong)post, sizeof(long)), first);
                continue;
            }

            ofHash.Add((second, post));
            firsts.Add(post);
            if (smallest.Count < sample)
            {
                smallest.Add(post);
            }
        }

        return smallest;
    }
}
