namespace Copypasta.Campaigns;

/// <summary>Kleene's three-valued logic over <see cref="Answer"/>.</summary>
internal static class Answers
{
    public static Answer And(Answer a, Answer b) => a < b ? a : b;

    public static Answer Or(Answer a, Answer b) => a > b ? a : b;

    public static Answer Of(bool holds) => holds ? Answer.Yes : Answer.No;

    /// <summary>Cannot tell where there is no value.</summary>
    public static Answer Of(bool? holds) => holds is { } known ? Of(known) : Answer.CannotTell;
}
