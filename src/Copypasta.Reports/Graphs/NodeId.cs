using System.Globalization;
using System.Text;
using System.Xml;
using Copypasta.Archives;

namespace Copypasta.Reports;

/// <summary>The id of an account in a graph: its own, after its platform and a colon where the format tells one (<c>x:2752</c>).</summary>
/// <remarks>
/// GraphML takes ids that are name tokens of XML 1.0 (NMTOKEN) and nothing else. What these may not hold becomes <c>_x0020_</c>, the code point in hexadecimal, as ISO 9075-14 has it and
/// <see cref="XmlConvert.DecodeName"/> undoes; a byte that is not UTF-8 becomes <c>_xFF_</c>. A colon and an underscore before an x are escaped, too: two accounts never have one id.
/// </remarks>
internal static class NodeId
{
    public static string Of(Platform platform, ReadOnlySpan<byte> account)
    {
        var id = new StringBuilder(account.Length + 16);
        if (platform != Platform.Unknown)
        {
            id.Append(platform.Name()).Append(':');
        }

        while (!account.IsEmpty)
        {
            var isWellFormed = Rune.DecodeFromUtf8(account, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!isWellFormed)
            {
                foreach (var b in account[..length])
                {
                    id.Append(CultureInfo.InvariantCulture, $"_x{b:X2}_");
                }
            }
            else if (rune.IsBmp && XmlConvert.IsNCNameChar((char)rune.Value) && !account.StartsWith("_x"u8) && !account.StartsWith("_X"u8))
            {
                id.Append((char)rune.Value);
            }
            else
            {
                id.Append(rune.IsBmp ? $"_x{rune.Value:X4}_" : $"_x{rune.Value:X8}_");
            }

            account = account[length..];
        }

        return id.ToString();
    }
}
