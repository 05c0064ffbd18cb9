using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>A reader of RFC 4180 as plain as can be, with none of the program's own code.</summary>
internal static class Csv
{
    public static List<Dictionary<string, string>> Read(string text)
    {
        var rows = Parse(text);
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(c => c.First, c => c.Second))];
    }

    public static string Write(params string[] cells) =>
        string.Join(',', cells.Select(c => c.AsSpan().IndexOfAny(",\"\r\n") < 0 ? c : '"' + c.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\n";

    public static List<string[]> Parse(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (c is ',' or '\n'))
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        Assert.False(quoted);
        Assert.Empty(row);
        return rows;
    }
}
