using System.Text.Json;

namespace Copypasta.Reports.Tests;

public sealed class RejectWriterTests
{
    [Fact]
    public void ARejectIsOneLine()
    {
        var written = Sample.Written(stream =>
        {
            using var rejects = new RejectWriter(stream);
            rejects.Write("süd/\"a\".csv", 3, 5, 120, "a line\nbreak");
            rejects.Write("b.csv", 0, 0, -1, "cut off");
            rejects.Flush();
            Assert.Equal(2, rejects.Count);
        });

        Assert.Equal(
            """
            {"source":"süd/\"a\".csv","row":3,"line":5,"offset":120,"reason":"a line\nbreak"}
            {"source":"b.csv","row":null,"line":null,"offset":null,"reason":"cut off"}

            """,
            written);
    }

    [Fact]
    public void ConcurrentRejectsAreAllWrittenWhole()
    {
        var written = Sample.Written(stream =>
        {
            using var rejects = new RejectWriter(stream);
            Parallel.For(1, 2_001, row => rejects.Write("a.csv", row, row, row, "reason"));
            rejects.Flush();
        });

        var rows = written.Split('\n')[..^1].Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("row").GetInt32();
        });
        Assert.Equal(Enumerable.Range(1, 2_000), rows.Order());
    }
}
