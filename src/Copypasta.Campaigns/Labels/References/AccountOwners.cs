using System.Text;
using Copypasta.Archives;

namespace Copypasta.Campaigns;

/// <summary>
/// The accounts of <c>--accounts FILE</c>: who owns which, and whose profiles link one another. Immutable, safe for concurrent use.
/// </summary>
/// <remarks>
/// CSV in UTF-8 with a header. Columns, in any order: <c>account</c>, the account as in <c>accounts.csv</c>; <c>owner</c>, any name; <c>profile</c>, the address of the account's own profile; <c>links</c>, the
/// addresses that this profile shows, separated by spaces. All but <c>account</c> may be left out or empty; other columns are passed over. A field may stand in double quotes, and ends with its line.
/// </remarks>
public sealed class AccountOwners
{
    private const string Option = "--accounts";
    private static readonly string[] s_columns = ["account", "owner", "profile", "links"];

    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);

    private AccountOwners()
    {
    }

    /// <summary>Number of accounts whose owner is given.</summary>
    public int Count => _owners.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ArchiveException">The file cannot be read, or a line is not as it must be.</exception>
    public static AccountOwners Read(string path) => Parse(path, ReferenceLines.ReadFile(Option, path));

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="bytes">UTF-8.</param>
    /// <exception cref="ArchiveException">A line is not as it must be.</exception>
    public static AccountOwners Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        var owners = new AccountOwners();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var profiles = new List<Profile>();
        int[]? columns = null;
        var width = 0;
        foreach ((var number, var line) in ReferenceLines.Of(Option, name, bytes))
        {
            var cells = Cells(line, name, number);
            if (columns is null)
            {
                columns = Columns(cells, name, number);
                width = cells.Count;
                continue;
            }

            if (cells.Count != width)
            {
                throw new ArchiveException($"{Option}: {name}:{number}: {cells.Count} fields where the header has {width}");
            }

            string Cell(int column) => columns[column] < 0 ? "" : cells[columns[column]].Trim();
            var account = Cell(0);
            if (account.Length == 0)
            {
                throw new ArchiveException($"{Option}: {name}:{number}: the account is empty");
            }

            if (!lines.TryAdd(account, number))
            {
                throw new ArchiveException($"{Option}: {name}:{number}: the account stands in line {lines[account]} already; keep one of the two");
            }

            if (Cell(1).Length > 0)
            {
                owners._owners.Add(account, Cell(1));
            }

            if (LinkedPage.Of(Cell(2)) is { } profile)
            {
                profiles.Add(new Profile(account, profile, [.. Cell(3).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(LinkedPage.Of).OfType<string>()]));
            }
            else if (Cell(2).Length > 0)
            {
                throw new ArchiveException($"{Option}: {name}:{number}: the profile is no web address");
            }
        }

        if (columns is null)
        {
            throw new ArchiveException($"{Option}: {name}: no header; the first line names the columns {string.Join(", ", s_columns)}");
        }

        owners.GroupReciprocal(profiles);
        return owners;
    }

    /// <summary>The owner of an account; null where none is given.</summary>
    internal string? OwnerOf(string account) => _owners.GetValueOrDefault(account);

    /// <summary>A number that accounts share whose profiles link one another both ways, directly or over others; null where an account's profile is not known, -1 where it shares with none.</summary>
    internal int? GroupOf(string account) => _groups.TryGetValue(account, out var group) ? group : null;

    private void GroupReciprocal(List<Profile> profiles)
    {
        var byAddress = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < profiles.Count; i++)
        {
            byAddress.TryAdd(profiles[i].Address, i);
        }

        var root = Enumerable.Range(0, profiles.Count).ToArray();
        int Find(int i)
        {
            while (root[i] != i)
            {
                i = root[i] = root[root[i]];
            }

            return i;
        }

        for (var i = 0; i < profiles.Count; i++)
        {
            foreach (var link in profiles[i].Links)
            {
                if (byAddress.TryGetValue(link, out var other) && other != i && profiles[other].Links.Contains(profiles[i].Address))
                {
                    root[Math.Max(Find(i), Find(other))] = Math.Min(Find(i), Find(other));
                }
            }
        }

        var sizes = new int[profiles.Count];
        for (var i = 0; i < profiles.Count; i++)
        {
            sizes[Find(i)]++;
        }

        for (var i = 0; i < profiles.Count; i++)
        {
            _groups.Add(profiles[i].Account, sizes[Find(i)] > 1 ? Find(i) : -1);
        }
    }

    private static int[] Columns(List<string> header, string name, int number)
    {
        var columns = s_columns.Select(c => header.FindIndex(h => h.Trim().Equals(c, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (columns[0] < 0 || (columns[1] < 0 && columns[2] < 0))
        {
            throw new ArchiveException($"{Option}: {name}:{number}: the header must name the column account, and owner or profile");
        }

        return columns;
    }

    // RFC 4180, of one line.
    private static List<string> Cells(string line, string name, int number)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; ; i++)
        {
            cell.Clear();
            if (i < line.Length && line[i] == '"')
            {
                for (i++; i < line.Length && (line[i] != '"' || (i + 1 < line.Length && line[i + 1] == '"')); i++)
                {
                    i += line[i] == '"' ? 1 : 0;
                    cell.Append(line[i]);
                }

                if (i == line.Length)
                {
                    throw new ArchiveException($"{Option}: {name}:{number}: a quoted field is not closed in its line");
                }

                if (++i < line.Length && line[i] != ',')
                {
                    throw new ArchiveException($"{Option}: {name}:{number}: after a closing quote stands '{line[i]}', where a comma or the line's end must");
                }
            }
            else
            {
                for (; i < line.Length && line[i] != ','; i++)
                {
                    cell.Append(line[i]);
                }
            }

            cells.Add(cell.ToString());
            if (i >= line.Length)
            {
                return cells;
            }
        }
    }

    private sealed record Profile(string Account, string Address, HashSet<string> Links);
}
