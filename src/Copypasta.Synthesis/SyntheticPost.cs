namespace Copypasta.Synthesis;

/// <summary>One labelled post of a synthetic corpus.</summary>
/// <param name="Id">Unique, ten decimal digits, ascending in time order.</param>
/// <param name="Author">The account's handle.</param>
/// <param name="Time">When it was posted: UTC, whole seconds.</param>
/// <param name="Language">ISO 639-1 code, one of <see cref="SyntheticCorpus.Languages"/>.</param>
/// <param name="IsRepost">True for a platform repost (column <c>retweet</c>).</param>
/// <param name="Text">The text as posted; may hold line breaks.</param>
/// <param name="Group">
/// The truth: posts made from one text share it; empty for a post that is nobody's copy. It says how a post was made, not how similar it came out:
/// a heavy edit or a truncation may fall below any given threshold, so recall is best read by <paramref name="Kind"/>.
/// </param>
/// <param name="Kind">How the post was made, one of <see cref="PostKinds.All"/>.</param>
public readonly record struct SyntheticPost(
    string Id, string Author, DateTimeOffset Time, string Language, bool IsRepost, string Text, string Group, string Kind);
