using System.Globalization;
using System.Text;
using Copypasta.Archives;

namespace Copypasta.Campaigns;

/// <summary>Which posts make which campaign.</summary>
public abstract record CampaignPlan
{
    /// <summary>Most campaigns that are compared: every two are.</summary>
    public const int MostCampaigns = 64;

    private CampaignPlan()
    {
    }

    /// <summary>The posts of some sources are a campaign.</summary>
    /// <param name="Names">By source its campaign; null where it is of none.</param>
    public sealed record ByInput(IReadOnlyList<string?> Names) : CampaignPlan
    {
        internal override IEnumerable<string> Asked => Names.OfType<string>();

        internal override string? NameOf(int source, long time, ReadOnlySpan<byte> value) => Names[source];
    }

    /// <summary>The posts with one value in a kept column are a campaign.</summary>
    /// <param name="Number">Number of the column.</param>
    public sealed record ByColumn(int Number) : CampaignPlan
    {
        // Texts repeat; what is kept of them is for one thread.
        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

        internal override int Column => Number;

        internal override string? NameOf(int source, long time, ReadOnlySpan<byte> value)
        {
            if (value.IsEmpty || value.Length > 256)
            {
                return value.IsEmpty ? null : Encoding.UTF8.GetString(value);
            }

            Span<char> decoded = stackalloc char[256];
            var name = decoded[..Encoding.UTF8.GetChars(value, decoded)];
            if (!_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) && _names.Count <= MostCampaigns)
            {
                _names.Add(known = name.ToString(), known);
            }

            return known ?? name.ToString();
        }
    }

    /// <summary>The posts of one month (UTC) are a campaign.</summary>
    public sealed record ByMonth : CampaignPlan
    {
        private (long From, long To, string Name) _last = (0, 0, "");

        internal override bool IsByTime => true;

        internal override string? NameOf(int source, long time, ReadOnlySpan<byte> value)
        {
            if (time == PostRecord.NoTime)
            {
                return null;
            }

            if (time < _last.From || time >= _last.To)
            {
                var moment = DateTimeOffset.FromUnixTimeMilliseconds(time);
                var month = new DateTimeOffset(moment.Year, moment.Month, 1, 0, 0, 0, TimeSpan.Zero);
                _last = (month.ToUnixTimeMilliseconds(), month.AddMonths(1).ToUnixTimeMilliseconds(), month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            }

            return _last.Name;
        }
    }

    /// <summary>Whether campaigns follow each other in time, so that there is no common period to restrict them to.</summary>
    internal virtual bool IsByTime => false;

    /// <summary>Number of the kept column that decides; -1 where none does.</summary>
    internal virtual int Column => -1;

    /// <summary>Campaigns that are known before any post is.</summary>
    internal virtual IEnumerable<string> Asked => [];

    /// <summary>The campaign of a post; null where it is of none.</summary>
    /// <param name="source">Index of its source.</param>
    /// <param name="time">Unix milliseconds or <see cref="PostRecord.NoTime"/>.</param>
    /// <param name="value">The value of the column, where a column decides.</param>
    internal abstract string? NameOf(int source, long time, ReadOnlySpan<byte> value);
}
