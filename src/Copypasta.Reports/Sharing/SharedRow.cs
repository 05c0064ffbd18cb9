using System.Buffers.Text;
using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>Passes on of a row what may be passed on.</summary>
/// <param name="sharing">What that is.</param>
/// <param name="columns">What becomes of the columns of the table.</param>
/// <param name="rows">Gets the values that are left; null to ask about a row only.</param>
internal sealed class SharedRow(Sharing sharing, SharedAs[] columns, IRowWriter? rows) : IRowWriter
{
    private const int PseudonymLength = 33;

    private readonly bool _isOfPairs = columns.Count(column => column == SharedAs.Account) == 2;

    private int _row;
    private int _column;
    private UInt128 _first;
    private bool _isSwapped;

    /// <summary>Whether the row may not be passed on; to be asked at its end.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>The row's place among others follows from its first pseudonym, of a pair from those of its accounts; 0 where it has none.</summary>
    public ulong Order { get; private set; }

    /// <summary>A new row comes.</summary>
    /// <param name="row">Its number in the table.</param>
    public void Begin(int row) => (_row, _column, _first, _isSwapped, IsLeftOut, Order) = (row, 0, 0, false, false, 0);

    public void Key(ReadOnlySpan<byte> value)
    {
        if (Next() == SharedAs.Itself)
        {
            rows?.Key(value);
        }
        else
        {
            Put(columns[_column - 1], value);
        }
    }

    public void Key(string ascii)
    {
        if (Next() == SharedAs.Itself)
        {
            rows?.Key(ascii);
        }
        else
        {
            Put(columns[_column - 1], Encoding.UTF8.GetBytes(ascii));
        }
    }

    public void Text(ReadOnlySpan<byte> value)
    {
        if (Next() == SharedAs.Itself)
        {
            rows?.Text(value);
        }
        else
        {
            Put(columns[_column - 1], value);
        }
    }

    public void Integer(long value)
    {
        var shared = Next();
        IsLeftOut |= shared == SharedAs.Accounts && value < Sharing.FewestAccounts;
        if (shared != SharedAs.Nothing)
        {
            rows?.Integer(value);
        }
    }

    public void Time(long value) => Passed()?.Time(value == PostRecord.NoTime ? value : value - (value % (60 * 60 * 1000)));

    public void Similarity(Similarity value) => Passed()?.Similarity(value);

    public void Real(double value) => Passed()?.Real(value);

    public void Probability(double logarithm) => Passed()?.Probability(logarithm);

    public void Seconds(long milliseconds)
    {
        var shared = Next();
        if (shared != SharedAs.Nothing)
        {
            rows?.Seconds(shared == SharedAs.Lag && _isSwapped ? -milliseconds : milliseconds);
        }
    }

    public void Boolean(bool value) => Passed()?.Boolean(value);

    public void Missing()
    {
        var shared = Next();
        if (shared is SharedAs.Id or SharedAs.ClusterOfPost or SharedAs.Post)
        {
            Put(shared, []);
        }
        else if (shared != SharedAs.Nothing)
        {
            rows?.Missing();
        }
    }

    public void EndRow() => rows?.EndRow();

    private SharedAs Next() => columns[_column++];

    /// <summary>What the next value goes to as a number; null where its column is left out.</summary>
    private IRowWriter? Passed() => Next() == SharedAs.Nothing ? null : rows;

    private void Put(SharedAs shared, ReadOnlySpan<byte> value)
    {
        switch (shared)
        {
            case SharedAs.Nothing:
                break;
            case SharedAs.Id:
                IsLeftOut |= value.IsEmpty;
                Place(sharing.Pseudonym(SharedAs.Post, value));
                rows?.Key(value);
                break;
            case SharedAs.Hashtag:
                IsLeftOut |= !sharing.MayTellHashtag(value);
                rows?.Text(value);
                break;
            case SharedAs.Account:
                Account(sharing.Pseudonym(shared, value));
                break;
            default:
                Pseudonym(shared, value);
                break;
        }
    }

    // Which of a pair comes first follows from the names, and must not be seen.
    private void Account(UInt128 account)
    {
        IsLeftOut |= !sharing.MayTell(account);
        if (!_isOfPairs)
        {
            Write(SharedAs.Account, account);
        }
        else if (_first == 0)
        {
            _first = account;
        }
        else
        {
            _isSwapped = account < _first;
            var (low, high) = _isSwapped ? (account, _first) : (_first, account);
            Order = ((ulong)(low >> 96) << 32) | (ulong)(high >> 96);
            Write(SharedAs.Account, low);
            Write(SharedAs.Account, high);
        }
    }

    private void Pseudonym(SharedAs shared, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            // A post of no cluster is not told; one without an id has its place all the same.
            IsLeftOut |= shared == SharedAs.ClusterOfPost;
            if (shared == SharedAs.Post)
            {
                Place(sharing.Pseudonym(shared, BitConverter.GetBytes(_row)));
            }

            rows?.Missing();
            return;
        }

        var pseudonym = sharing.Pseudonym(shared, value);
        IsLeftOut |= shared == SharedAs.ClusterOfPost && !sharing.MayTellPostsOf(pseudonym);
        Write(shared, pseudonym);
    }

    private void Write(SharedAs shared, UInt128 pseudonym)
    {
        if (shared != SharedAs.Source)
        {
            Place(pseudonym);
        }

        Span<byte> text = stackalloc byte[PseudonymLength];
        text[0] = (byte)Sharing.Letter(shared);
        Utf8Formatter.TryFormat((ulong)(pseudonym >> 64), text[1..], out _, new('x', 16));
        Utf8Formatter.TryFormat((ulong)pseudonym, text[17..], out _, new('x', 16));
        rows?.Key(text);
    }

    private void Place(UInt128 pseudonym) => Order = Order == 0 ? (ulong)(pseudonym >> 64) : Order;
}
