namespace Copypasta.Synthesis;

/// <summary>How many posts each stream of the corpus contributes; the parts add up to <see cref="SynthesisOptions.Posts"/>.</summary>
internal sealed class CorpusPlan
{
    /// <summary>Streams of one sort never exceed this, so memory does not grow with the corpus.</summary>
    private const int MostStreams = 52;

    private readonly List<(StreamSort Sort, Language Language, int Posts)> _streams = [];

    public CorpusPlan(SynthesisOptions options)
    {
        var grouped = (int)((long)options.Posts * options.GroupedPercent / 100);
        var talk = options.HasCrew ? Share(grouped, 33) : 0;
        var crew = options.HasCrew ? Share(grouped, 3) : 0;
        grouped -= talk + crew;
        AddRanked(StreamSort.Campaign, Share(grouped, 60), postsPerStream: 90);
        AddRanked(StreamSort.Headline, Share(grouped, 10), 40);
        AddRanked(StreamSort.Update, Share(grouped, 8), 40);
        AddRanked(StreamSort.Shared, Share(grouped, 8), 40);
        AddRanked(StreamSort.Quote, Share(grouped, 7), 10);
        AddRanked(StreamSort.Greeting, Share(grouped, 7), 10);
        if (options.HasCrew)
        {
            AddEven(StreamSort.Talk, talk, lanes: 4);
            AddEven(StreamSort.Crew, crew, lanes: 1);
        }

        var background = options.Posts - _streams.Sum(s => s.Posts);
        AddWeighted(background);
    }

    public IReadOnlyList<(StreamSort Sort, Language Language, int Posts)> Streams => _streams;

    private static int Share(int posts, int percent) => (int)((long)posts * percent / 100);

    /// <summary>Sizes by Zipf's law, 1/(rank + 2) as integers over a common denominator; streams too small for a group are left out.</summary>
    private void AddRanked(StreamSort sort, int posts, int postsPerStream)
    {
        var most = sort is StreamSort.Quote or StreamSort.Greeting ? Language.All.Count : MostStreams;
        var count = Math.Clamp(posts / postsPerStream, 1, most);
        const long scale = 1_000_000;
        long total = 0;
        for (var rank = 0; rank < count; rank++)
        {
            total += scale / (rank + 2);
        }

        for (var rank = 0; rank < count; rank++)
        {
            var size = (int)((UInt128)posts * (ulong)(scale / (rank + 2)) / (ulong)total);
            if (size >= 3)
            {
                _streams.Add((sort, Language.All[rank % Language.All.Count], size));
            }
        }
    }

    /// <summary>Lanes of one size in the largest language.</summary>
    private void AddEven(StreamSort sort, int posts, int lanes)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            _streams.Add((sort, Language.All[0], posts / lanes));
        }
    }

    private void AddWeighted(int posts)
    {
        long total = Language.All.Sum(l => l.Weight);
        long before = 0;
        foreach (var language in Language.All)
        {
            var start = posts * before / total;
            before += language.Weight;
            _streams.Add((StreamSort.Background, language, (int)(posts * before / total - start)));
        }
    }
}

internal enum StreamSort
{
    Campaign,
    Headline,
    Update,
    Shared,
    Quote,
    Greeting,
    Talk,
    Crew,
    Background,
}
