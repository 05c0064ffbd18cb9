using Copypasta.Archives;

namespace Copypasta.Campaigns;

/// <summary>
/// What the campaigns have in common: a difference between two years or two languages is none between two campaigns. Posts without a time or a language are within.
/// </summary>
/// <param name="Period">Unix milliseconds from the last campaign's first post to the first one's last; null where all counts.</param>
/// <param name="Languages">The languages that each campaign has; null where all count.</param>
/// <param name="HasNoPeriod">Whether the campaigns have no period in common, so that all of it counts.</param>
/// <param name="HasNoLanguage">Whether each has languages and none is in common, so that all count.</param>
internal sealed record CampaignScope((long From, long To)? Period, HashSet<string>? Languages, bool HasNoPeriod, bool HasNoLanguage)
{
    public static CampaignScope Everything { get; } = new(null, null, false, false);

    /// <summary>Of campaigns that are looked at post by post.</summary>
    public sealed class Survey
    {
        // More are no languages, but might be the posts' ids.
        private const int MostLanguages = 1000;

        private readonly Dictionary<string, (long First, long Last, HashSet<string> Languages)> _campaigns = new(StringComparer.Ordinal);

        /// <summary>The campaigns, ordinal.</summary>
        public string[] Names => [.. _campaigns.Keys.Order(StringComparer.Ordinal)];

        public void Add(string campaign, long time, ReadOnlySpan<char> language)
        {
            if (!_campaigns.TryGetValue(campaign, out var seen))
            {
                seen = (long.MaxValue, long.MinValue, new HashSet<string>(StringComparer.Ordinal));
                if (_campaigns.Count == CampaignPlan.MostCampaigns)
                {
                    throw new InvalidDataException($"there are more than {CampaignPlan.MostCampaigns} campaigns, of which every two are compared: group by a column with fewer values, or leave some out with --where");
                }
            }

            if (!language.IsEmpty && !seen.Languages.GetAlternateLookup<ReadOnlySpan<char>>().Contains(language))
            {
                if (seen.Languages.Count == MostLanguages)
                {
                    throw new InvalidDataException($"a campaign has posts in more than {MostLanguages:N0} languages, such as {language}: name the column of languages with --map language=COL, or compare all posts with --whole");
                }

                seen.Languages.Add(language.ToString());
            }

            _campaigns[campaign] = time == PostRecord.NoTime ? seen : (Math.Min(seen.First, time), Math.Max(seen.Last, time), seen.Languages);
        }

        /// <summary>What they have in common.</summary>
        /// <param name="byTime">Whether they follow each other in time.</param>
        public CampaignScope Common(bool byTime)
        {
            var (from, to) = (_campaigns.Values.Max(seen => seen.First), _campaigns.Values.Min(seen => seen.Last));
            var hasPeriod = !byTime && from <= to && from != long.MaxValue;
            HashSet<string> languages = [.. _campaigns.Values.First().Languages];
            foreach (var seen in _campaigns.Values)
            {
                languages.IntersectWith(seen.Languages);
            }

            return new CampaignScope(hasPeriod ? (from, to) : null, languages.Count > 0 ? languages : null, !byTime && !hasPeriod, languages.Count == 0 && _campaigns.Values.All(seen => seen.Languages.Count > 0));
        }
    }

    /// <summary>Whether a post counts.</summary>
    public bool Holds(long time, ReadOnlySpan<char> language) =>
        (Period is not var (from, to) || time == PostRecord.NoTime || (time >= from && time <= to))
        && (Languages is null || language.IsEmpty || Languages.GetAlternateLookup<ReadOnlySpan<char>>().Contains(language));
}
