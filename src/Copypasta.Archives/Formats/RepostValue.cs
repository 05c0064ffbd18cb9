using System.Buffers;
using System.Text;

namespace Copypasta.Archives;

/// <summary>Whether the value of a repost column says "repost".</summary>
internal static class RepostValue
{
    private const int MostBytesOfNo = 16;

    // A column of post types, or of "the id of the post that this one repeats", says it by naming something else than these.
    private static readonly string[] s_no =
    [
        "0", "0.0", "false", "f", "no", "n", "none", "null", "nan", "na", "n/a", "absent", "[]", "{}", "-", "original", "post", "tweet", "status",
        "quote", "quoted", "quote_tweet", "reply", "replied_to", "-1", "0,0",

        // As spreadsheets of other languages write FALSE, and people "no".
        "falsch", "faux", "falso", "onwaar", "falsk", "falskt", "usann", "hamis", "nepravda", "nein", "non", "nee", "nie",
    ];

    // The same beyond ASCII.
    private static readonly SearchValues<string> s_foreignNo = SearchValues.Create(["fa\u0142sz", "ep\u00e4tosi", "yanli\u015f", "\u043b\u043e\u0436\u044c", "\u043d\u0435\u0442", "n\u00e3o"], StringComparison.OrdinalIgnoreCase);

    /// <summary>False for an empty value and for those that say no, true for any other.</summary>
    [System.Runtime.CompilerServices.MethodImpl(Jit.AtOnce)]
    public static bool IsRepost(ReadOnlySpan<byte> value)
    {
        if (value.Length != 1)
        {
            value = value.Trim(" \t"u8);
        }

        if (value.IsEmpty || value is [(byte)' ' or (byte)'\t'])
        {
            return false;
        }

        if (value.Length == 1)
        {
            return value[0] is not ((byte)'0' or (byte)'-' or (byte)'f' or (byte)'F' or (byte)'n' or (byte)'N');
        }

        foreach (var no in s_no)
        {
            if (Ascii.EqualsIgnoreCase(value, no))
            {
                return false;
            }
        }

        return Ascii.IsValid(value) || value.Length > MostBytesOfNo || !s_foreignNo.Contains(Encoding.UTF8.GetString(value));
    }
}
