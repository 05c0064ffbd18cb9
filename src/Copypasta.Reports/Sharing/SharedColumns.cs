namespace Copypasta.Reports;

/// <summary>What becomes of a column's values when a run is passed on.</summary>
internal enum SharedAs
{
    /// <summary>The column is left out.</summary>
    Nothing,

    /// <summary>As it is.</summary>
    Itself,

    /// <summary>A time, cut to its hour.</summary>
    Hour,

    /// <summary>A pseudonym; a row with an account that may not be told is left out.</summary>
    Account,

    /// <summary>A pseudonym.</summary>
    Post,

    /// <summary>As it is, in a table of ids, which stands in the order of their pseudonyms; a row without one is left out.</summary>
    Id,

    /// <summary>A pseudonym.</summary>
    Source,

    /// <summary>A pseudonym: the id of a cluster follows from its text, so that who has the text could tell it.</summary>
    Cluster,

    /// <summary>The same where a row is a post; it is left out where the cluster has few accounts.</summary>
    ClusterOfPost,

    /// <summary>A pseudonym, for the same reason.</summary>
    Family,

    /// <summary>A pseudonym: the id follows from the accounts.</summary>
    Community,

    /// <summary>A pseudonym.</summary>
    Link,

    /// <summary>As it is; a row is left out whose hashtag may not be told: see <see cref="SharedHashtags"/>.</summary>
    Hashtag,

    /// <summary>As it is; a row with few accounts is left out.</summary>
    Accounts,

    /// <summary>A lag of the second account of a pair behind the first; its sign follows their new order.</summary>
    Lag,
}

/// <summary>What becomes of the columns of tables when a run is passed on. A column that is not named here is left out, and so is each that comes to be later; of posts each that is the inputs', whatever its name.</summary>
internal static class SharedColumns
{
    private static readonly Dictionary<string, SharedAs> s_columns = Of(
        (SharedAs.Hour, "time first last burst_hour_start burst_day_start"),
        (SharedAs.Account, "account author a b"),
        (SharedAs.Lag, "lag_s"),
        (SharedAs.Post, "id"),
        (SharedAs.Source, "source"),
        (SharedAs.Cluster, "cluster"),
        (SharedAs.Family, "family"),
        (SharedAs.Community, "community"),
        (SharedAs.Link, "link"),
        (SharedAs.Hashtag, "hashtag"),
        (SharedAs.Itself, "platform posts texts accounts clusters similarity min_similarity mean_similarity lowest_similarity labels background background_posts"),
        (SharedAs.Itself, "posts_clustered copy_share originated_share median_lag_s hyperactive share_set_aside copies burst_hour_posts burst_day_posts"),
        (SharedAs.Itself, "label effect share slot position type distinct share_empty"),
        (SharedAs.Itself, "occasion occasions days unexplained expected lift lift_low lift_high p q q_unexplained p_by_window best_window symmetry fragility tier explained_by windows_held similarities_held reasons"));

    private static readonly Dictionary<string, SharedAs> s_ids = Of((SharedAs.Id, "id"), (SharedAs.Cluster, "cluster"));

    /// <summary>What becomes of the columns of a table.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="isOfIds">Whether ids of posts are passed on and nothing else of them.</param>
    public static SharedAs[] Of(IReadOnlyList<string> columns, bool isOfIds)
    {
        var (isOfFew, isOfPosts) = (columns[0] is "hashtag" or "link" or "community", Tables.IsOfPosts(columns));
        return
        [
            .. columns.Select(column => column switch
            {
                "accounts" when isOfFew => SharedAs.Accounts,
                "cluster" when isOfPosts && !isOfIds => SharedAs.ClusterOfPost,
                _ when isOfPosts && !Tables.IsOwnOfPosts(column) => SharedAs.Nothing,
                _ => (isOfIds ? s_ids : s_columns).GetValueOrDefault(column),
            }),
        ];
    }

    private static Dictionary<string, SharedAs> Of(params (SharedAs As, string Columns)[] all) =>
        all.SelectMany(some => some.Columns.Split(' ').Select(column => (column, some.As))).ToDictionary(StringComparer.Ordinal);
}
