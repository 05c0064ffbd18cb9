using System.Text;

namespace Copypasta.Reports.Tests;

/// <summary>A reader of RFC 4180 as plain as can be, to check the writer against.</summary>
internal static class Csv
{
    public static List<string[]> Parse(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[++i]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                Assert.Equal(0, cell.Length);
                quoted = true;
            }
            else if (c is ',' or '\n')
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
                Assert.NotEqual('\r', c);
                cell.Append(c);
            }
        }

        Assert.False(quoted);
        Assert.Empty(row);
        return rows;
    }

    /// <summary>Takes the spreadsheet guard's apostrophe off.</summary>
    public static string Unguard(string cell)
    {
        var start = 0;
        while (start < cell.Length && cell[start] == '\'')
        {
            start++;
        }

        return start > 0 && start < cell.Length && "=+-@\t\r".Contains(cell[start]) ? cell[1..] : cell;
    }
}
