namespace Copypasta.Reports.Tests;

public sealed class RunNotesTests
{
    private static readonly InputInfo s_input = Sample.Run.Inputs[0] with { Further = [], Mapping = [] };

    [Fact]
    public void NothingIsSaidOfNothing() =>
        Assert.Empty(RunNotes.Of(Run([new("since", null), new("until", null)], [new("zoneless_times", 0)], [new("untimed_posts", 5), new("flagged_ill_formed", 0)])));

    [Fact]
    public void EachNoteIsOneSentence() =>
        Assert.Equal(
            [
                "2,000 times without a zone were read as UTC unless --time-zone says otherwise.",
                "2 times could not be read; such a post counts as one without a time. inspect shows one.",
                "3 posts have no time and were kept; --timed-only sets them aside.",
                "4 posts hold bytes that are not UTF-8; each was read as U+FFFD, so texts that differ only there count as the same: name the file's encoding with --encoding, or convert it to UTF-8.",
            ],
            RunNotes.Of(Run(
                [new("since", "2020-01-01T00:00:00Z"), new("until", null)],
                [new("zoneless_times", 1_000), new("unreadable_times", 1)],
                [new("untimed_posts", 3), new("flagged_ill_formed", 4)])));

    [Fact]
    public void WhatNoInputNamesIsSaid()
    {
        var lines = s_input with { Path = "a.txt", Mapping = [], Posts = 1 };
        var table = s_input with { Path = "b.csv", Mapping = [new("text", "t"), new("time", "when")], Posts = 1 };
        Assert.Equal(
            [
                "No author is known of the posts of 2 inputs (b.csv, c.csv): whose posts they are cannot be told, nor which accounts post the same. --map author=COLUMN names a column.",
                "No time is known of the posts of 1 input (c.csv): nothing can be said about when. --map time=COLUMN names a column.",
            ],
            RunNotes.Of(Sample.Run with { Parameters = [], Inputs = [lines, table, table with { Path = "c.csv", Mapping = [new("text", "t")] }, table with { Path = "d.csv", Posts = 0 }] }));
    }

    [Fact]
    public void ColumnsThatSomeInputsLackAreSaid() =>
        Assert.Equal(
            ["The column 'kind', which --keep, --where or --group-by names, is not in 1 input (b.csv): its posts count as having nothing there."],
            RunNotes.Of(Sample.Run with { Parameters = [], Inputs = [s_input, s_input with { Path = "b.csv", MissingColumns = ["kind"] }] }));

    [Fact]
    public void OneIsSingularAndTheZoneIsNamed() =>
        Assert.Equal(
            [
                "2 times without a zone were read as Europe/Berlin.",
                "1 post has no time and was kept; --timed-only sets it aside.",
                "1 post holds bytes that are not UTF-8; each was read as U+FFFD, so texts that differ only there count as the same: name the file's encoding with --encoding, or convert it to UTF-8.",
            ],
            RunNotes.Of(Run(
                [new("time_zone", "Europe/Berlin"), new("until", "2020-01-01T00:00:00Z")],
                [new("zoneless_times", 1)],
                [new("untimed_posts", 1), new("flagged_ill_formed", 1)])));

    [Fact]
    public void IdentityKindsAndResolutionAreExplained() =>
        Assert.Equal(
            [
                "4 records are no post but of another kind, which the format mixes in.",
                "2 post ids were rounded by a spreadsheet (9.06E+17); such a post counts as one without an id.",
                "6 authors were rounded by a spreadsheet (9.06E+17); such a post counts as one without an author: map another column with --map author=COLUMN.",
                "5 posts have the id of an earlier one and were set aside (2 with another text); --duplicate-ids keep compares them too.",
                "The times of 1 input are whole multiples of a minute: who was first within a minute cannot be told.",
            ],
            RunNotes.Of(Sample.Run with
            {
                Parameters = [],
                Inputs =
                [
                    s_input with { NotPosts = 4, TimeResolution = 60, Posts = 10, Further = [new("rounded_ids", 2), new("rounded_authors", 6)] },
                    s_input with { TimeResolution = 60, Posts = 9 },
                    s_input with { TimeResolution = 1, Posts = 99 },
                ],
                Counts = Sample.Run.Counts with { SetAside = [new("duplicate_ids", 5)], Further = [new("duplicate_ids_of_other_text", 2)] },
            }));

    [Fact]
    public void OfAnIndexOnlyWhatItAllowsIsAdvised() =>
        Assert.Equal(
            [
                "5 posts have the id of an earlier one and were set aside; an index made with --duplicate-ids keep compares them too.",
                "3 posts have no time and were kept; an index made with --timed-only sets them aside.",
            ],
            RunNotes.Of(Run([new("since", "2020-01-01T00:00:00Z")], [], [new("untimed_posts", 3)]) with
            {
                IsOfIndex = true,
                Counts = Sample.Run.Counts with { SetAside = [new("duplicate_ids", 5)], Further = [new("untimed_posts", 3)] },
            }));

    // Two inputs with the same counts.
    private static RunInfo Run(NamedValue[] parameters, NamedCount[] input, NamedCount[] counts) => Sample.Run with
    {
        Parameters = parameters,
        Inputs = [s_input with { Further = input }, s_input with { Further = input }],
        Counts = Sample.Run.Counts with { Further = counts },
    };
}
