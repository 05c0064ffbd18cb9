using System.Text;
using Parquet;

namespace Copypasta.Reports.Tests;

public sealed class ParquetTableTests
{
    [Fact]
    public async Task ManyRowsAreSeveralGroups()
    {
        const int rows = 150_000;
        using var file = new MemoryStream();
        ParquetTable.Write(file, ["row", "text", "p", "hyperactive"], rows, (writer, row) =>
        {
            writer.Integer(row);
            writer.Text(Encoding.UTF8.GetBytes($"text {row}"));
            writer.Probability(-row);
            if (row % 3 == 0)
            {
                writer.Missing();
            }
            else
            {
                writer.Boolean(row % 3 == 1);
            }
        });
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, reader.RowGroupCount);
        var fields = reader.Schema.GetDataFields();
        var next = 0;
        for (var i = 0; i < 3; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var (numbers, texts, probabilities, flags) = (new long?[group.RowCount], new string?[group.RowCount], new double?[group.RowCount], new bool?[group.RowCount]);
            await group.ReadAsync<long>(fields[0], numbers.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            await group.ReadAsync(fields[1], texts.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            await group.ReadAsync<double>(fields[2], probabilities.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            await group.ReadAsync<bool>(fields[3], flags.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
            for (var row = 0; row < numbers.Length; row++, next++)
            {
                Assert.Equal((next, $"text {next}"), (numbers[row], texts[row]));
                Assert.True(probabilities[row] > 0);
                Assert.Equal((next % 3) switch { 0 => null, 1 => true, _ => (bool?)false }, flags[row]);
            }
        }

        Assert.Equal(rows, next);
    }

    [Fact]
    public async Task GroupsHoldABoundedAmountOfText()
    {
        using var file = new MemoryStream();
        var text = new byte[5 << 20];
        text.AsSpan().Fill((byte)'a');
        ParquetTable.Write(file, ["text"], 20, (writer, _) => writer.Text(text));
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, reader.RowGroupCount);
    }

    [Fact]
    public void ValuesOfAnotherTypeThanTheSchemasAreRefused()
    {
        using var file = new MemoryStream();
        Assert.Throws<InvalidOperationException>(() => ParquetTable.Write(file, ["row"], 1, (writer, _) => writer.Text("1"u8)));
        Assert.Throws<InvalidOperationException>(() => ParquetTable.Write(file, ["row", "text"], 1, (writer, _) => writer.Integer(1)));
    }
}
