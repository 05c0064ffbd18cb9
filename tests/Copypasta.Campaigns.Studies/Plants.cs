using static Copypasta.Campaigns.Studies.StudyCorpus;

namespace Copypasta.Campaigns.Studies;

/// <summary>A group that posts the same texts at about the same times.</summary>
/// <param name="Size">Accounts.</param>
/// <param name="Texts">Texts that all of them post.</param>
/// <param name="Days">Days on which they do.</param>
/// <param name="Jitter">Milliseconds within which they post each.</param>
/// <param name="HasHashtags">Whether they have hashtags of their own in what else they post.</param>
public readonly record struct Plant(int Size, int Texts, int Days, long Jitter, bool HasHashtags = false)
{
    /// <summary>The weakest group of a size that must be found: twelve texts on six days, within ten minutes.</summary>
    public static Plant OfSize(int size) => new(size, 12, 6, 10 * Minute);

    /// <summary>Has some accounts that belong to no group post the group's texts beside what they post anyway.</summary>
    public void AddTo(StudyCorpus corpus, int group)
    {
        var (random, size) = (corpus.Random, Size);
        if (HasHashtags)
        {
            corpus.GroupsWithHashtags.Add(group);
        }

        int[] accounts = [.. Enumerable.Range(0, corpus.Accounts).Where(a => corpus.Group[a] < 0)];
        random.Shuffle(accounts);
        int[] days = [.. Enumerable.Range(0, corpus.Days)];
        random.Shuffle(days);
        for (var i = 0; i < Texts; i++)
        {
            var text = corpus.NewText();
            var time = (days[i % Days] * Day) + corpus.TimeOfDay();
            foreach (var account in accounts.AsSpan(0, size))
            {
                corpus.Group[account] = group;
                corpus.Post(account, time + (random.NextDouble() * Jitter), text);
            }
        }
    }
}
