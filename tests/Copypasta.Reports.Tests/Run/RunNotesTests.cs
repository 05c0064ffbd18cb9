namespace Copypasta.Reports.Tests;

public sealed class RunNotesTests
{
    private static readonly InputInfo s_input = Sample.Run.Inputs[0] with { Further = [] };

    [Fact]
    public void NothingIsSaidOfNothing() =>
        Assert.Empty(RunNotes.Of(Run([new("since", null), new("until", null)], [new("zoneless_times", 0)], [new("untimed_posts", 5), new("flagged_ill_formed", 0)])));

    [Fact]
    public void EachNoteIsOneSentence() =>
        Assert.Equal(
            [
                "2,000 times without a zone were read as UTC unless --time-zone says otherwise.",
                "2 times could not be read; such a post counts as one without a time.",
                "3 posts have no time and were kept; --timed-only sets them aside.",
                "4 posts hold bytes that are not UTF-8; each was read as U+FFFD, so texts that differ only there count as the same: convert the file to UTF-8.",
            ],
            RunNotes.Of(Run(
                [new("since", "2020-01-01T00:00:00Z"), new("until", null)],
                [new("zoneless_times", 1_000), new("unreadable_times", 1)],
                [new("untimed_posts", 3), new("flagged_ill_formed", 4)])));

    [Fact]
    public void OneIsSingularAndTheZoneIsNamed() =>
        Assert.Equal(
            [
                "2 times without a zone were read as Europe/Berlin.",
                "1 post has no time and was kept; --timed-only sets it aside.",
                "1 post holds bytes that are not UTF-8; each was read as U+FFFD, so texts that differ only there count as the same: convert the file to UTF-8.",
            ],
            RunNotes.Of(Run(
                [new("time_zone", "Europe/Berlin"), new("until", "2020-01-01T00:00:00Z")],
                [new("zoneless_times", 1)],
                [new("untimed_posts", 1), new("flagged_ill_formed", 1)])));

    // Two inputs with the same counts.
    private static RunInfo Run(NamedValue[] parameters, NamedCount[] input, NamedCount[] counts) => Sample.Run with
    {
        Parameters = parameters,
        Inputs = [s_input with { Further = input }, s_input with { Further = input }],
        Counts = Sample.Run.Counts with { Further = counts },
    };
}
