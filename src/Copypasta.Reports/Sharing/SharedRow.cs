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

    private int _column;

    /// <summary>Whether the row may not be passed on; to be asked at its end.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>The pseudonyms of the row's accounts; 0 where it has none.</summary>
    public (UInt128 First, UInt128 Second) Accounts { get; private set; }

    /// <summary>A new row comes.</summary>
    public void Begin() => (_column, IsLeftOut, Accounts) = (0, false, default);

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

    public void Time(long value)
    {
        if (Next() != SharedAs.Nothing)
        {
            rows?.Time(value == PostRecord.NoTime ? value : value - (value % (60 * 60 * 1000)));
        }
    }

    public void Similarity(Similarity value)
    {
        if (Next() != SharedAs.Nothing)
        {
            rows?.Similarity(value);
        }
    }

    public void Real(double value)
    {
        if (Next() != SharedAs.Nothing)
        {
            rows?.Real(value);
        }
    }

    public void Probability(double logarithm)
    {
        if (Next() != SharedAs.Nothing)
        {
            rows?.Probability(logarithm);
        }
    }

    public void Seconds(long milliseconds)
    {
        if (Next() != SharedAs.Nothing)
        {
            rows?.Seconds(milliseconds);
        }
    }

    public void Boolean(bool value)
    {
        if (Next() != SharedAs.Nothing)
        {
            rows?.Boolean(value);
        }
    }

    public void Missing()
    {
        var shared = Next();
        IsLeftOut |= shared == SharedAs.Id;
        if (shared != SharedAs.Nothing)
        {
            rows?.Missing();
        }
    }

    public void EndRow() => rows?.EndRow();

    private SharedAs Next() => columns[_column++];

    private void Put(SharedAs shared, ReadOnlySpan<byte> value)
    {
        switch (shared)
        {
            case SharedAs.Nothing:
                break;
            case SharedAs.Id:
                IsLeftOut |= value.IsEmpty;
                rows?.Key(value);
                break;
            case SharedAs.Hashtag:
                IsLeftOut |= sharing.IsName(value);
                rows?.Text(value);
                break;
            case not (SharedAs.Account or SharedAs.Author) when value.IsEmpty:
                rows?.Missing();
                break;
            default:
                Pseudonym(shared, value);
                break;
        }
    }

    private void Pseudonym(SharedAs shared, ReadOnlySpan<byte> value)
    {
        var pseudonym = sharing.Pseudonym(shared, value);
        if ((shared is SharedAs.Account or SharedAs.Author) && !sharing.MayTell(pseudonym))
        {
            IsLeftOut |= shared == SharedAs.Account;
            rows?.Missing();
            return;
        }

        if (shared == SharedAs.Account)
        {
            Accounts = Accounts.First == 0 ? (pseudonym, 0) : (Accounts.First, pseudonym);
        }

        Span<byte> text = stackalloc byte[PseudonymLength];
        text[0] = (byte)Sharing.Letter(shared);
        Utf8Formatter.TryFormat((ulong)(pseudonym >> 64), text[1..], out _, new('x', 16));
        Utf8Formatter.TryFormat((ulong)pseudonym, text[17..], out _, new('x', 16));
        rows?.Key(text);
    }
}
