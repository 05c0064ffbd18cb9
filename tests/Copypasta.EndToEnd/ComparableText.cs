using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>
/// Similarity by the definition, without any of the program's code: sets of strings of five code points, Jaccard in integers.
/// </summary>
internal static class ComparableText
{
    /// <summary>What normalize prints: the text as it is compared, by row.</summary>
    public static Dictionary<int, string> Read(string input) =>
        CopypastaProcess.Run("normalize", input).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).ToDictionary(post => (int)post["row"]!, post => (string)post["text"]!);

    public static HashSet<string> Shingles(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        return runes.Length < 5
            ? [text]
            : [.. Enumerable.Range(0, runes.Length - 4).Select(i => string.Concat(runes.AsSpan(i, 5).ToArray()))];
    }

    public static (long Shared, long Union) Similarity(string a, string b)
    {
        var (x, y) = (Shingles(a), Shingles(b));
        long shared = x.Count(y.Contains);
        return (shared, x.Count + y.Count - shared);
    }

    /// <summary>Millionths, rounded half up.</summary>
    public static long Millionths((long Shared, long Union) similarity) => ((similarity.Shared * 2_000_000) + similarity.Union) / (similarity.Union * 2);

    public static string SixDecimals(long millionths) => $"{millionths / 1_000_000}.{millionths % 1_000_000:D6}";

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("social/1\0" + text)));
}
