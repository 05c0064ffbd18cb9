using System.Text;
using System.Text.RegularExpressions;

namespace Copypasta.Hashing.Tests;

/// <summary>Shingles as a set of strings, by brute force, and texts to try it on.</summary>
internal static partial class ShingleOracle
{
    private static readonly string[] s_alphabets = ["ab", "abc ", "аб ", "a é𝔘😀 ", "سلا ", "我们 ", "กขa ", "カa б我 ", "aaaab "];

    /// <summary>The distinct shingles of a text.</summary>
    public static HashSet<string> Shingles(string text, Shingle shingle)
    {
        // Words of the blocks that the alphabets use; U+0001 stands between units, so that joined units cannot be mistaken.
        string[] units = shingle.Unit == ShingleUnit.Chars
            ? [.. text.EnumerateRunes().Select(rune => rune.ToString())]
            : [.. Words().Matches(text).Select(match => match.Value)];
        var shingles = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + shingle.Size <= units.Length; i++)
        {
            shingles.Add(string.Join('\u0001', units.Skip(i).Take(shingle.Size)));
        }

        if (units.Length > 0 && units.Length < shingle.Size)
        {
            shingles.Add(string.Join('\u0001', units));
        }

        return shingles;
    }

    /// <summary>A random text over a small alphabet of one or several scripts: many repeats, and short texts too.</summary>
    public static string RandomText(Random random)
    {
        Rune[] alphabet = [.. s_alphabets[random.Next(s_alphabets.Length)].EnumerateRunes()];
        var text = new StringBuilder();
        for (var i = random.Next(random.Next(2) == 0 ? 12 : 120); i > 0; i--)
        {
            text.Append(alphabet[random.Next(alphabet.Length)].ToString());
        }

        return text.ToString();
    }

    /// <summary>The text with a few code points replaced, inserted or removed, or a piece moved.</summary>
    public static string Edit(Random random, string text)
    {
        var runes = text.EnumerateRunes().ToList();
        for (var edits = random.Next(4); edits > 0 && runes.Count > 1; edits--)
        {
            var at = random.Next(runes.Count);
            switch (random.Next(4))
            {
                case 0:
                    runes.RemoveAt(at);
                    break;
                case 1:
                    runes.Insert(at, runes[random.Next(runes.Count)]);
                    break;
                case 2:
                    runes[at] = new Rune('z');
                    break;
                default:
                    runes = [.. runes[at..], .. runes[..at]];
                    break;
            }
        }

        return string.Concat(runes);
    }

    /// <summary>
    /// Two different windows of five code points (Latin to Malayalam) with the same 32-bit hash: by the birthday bound some of 300,000 random ones meet.
    /// </summary>
    public static (string A, string B) Collision()
    {
        var random = new Random(5);
        var seen = new Dictionary<uint, string>();
        Span<int> window = stackalloc int[5];
        for (var i = 0; i < 300_000; i++)
        {
            var letters = new char[5];
            for (var j = 0; j < 5; j++)
            {
                window[j] = letters[j] = (char)random.Next(0xC0, 0xE00);
            }

            var text = new string(letters);
            if (!seen.TryAdd(ShingleKernel.Whole(window), text) && seen[ShingleKernel.Whole(window)] != text)
            {
                return (seen[ShingleKernel.Whole(window)], text);
            }
        }

        throw new InvalidOperationException("no two windows met");
    }

    /// <summary>
    /// Different windows of five code points with one 32-bit hash, as anyone can compute them: the polynomial is linear, so that the two steps, which it takes to 0 modulo 2^32, change nothing.
    /// </summary>
    /// <param name="middle">The code point about which they lie.</param>
    /// <param name="reach">How far from it they may go.</param>
    public static IEnumerable<string> Crowd(char middle, int reach)
    {
        int[] step = [19, 50, 60, -31, 14];
        int[] other = [42, 13, -70, 25, -74];
        var most = reach / 26; // more of either step leads farther than that, as their first two code points show
        for (var m = -most; m <= most; m++)
        {
            for (var k = -most; k <= most; k++)
            {
                var away = step.Zip(other, (a, b) => (m * a) + (k * b)).ToArray();
                if (away.All(distance => Math.Abs(distance) <= reach))
                {
                    yield return new string([.. away.Select(distance => (char)(middle + distance))]);
                }
            }
        }
    }

    [GeneratedRegex(@"[\p{IsThai}\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]|[^\s\p{IsThai}\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]+")]
    private static partial Regex Words();
}
