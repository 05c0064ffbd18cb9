using Parquet;
using Parquet.Schema;

namespace Copypasta.Archives.Tests;

/// <summary>Parquet files of invented posts.</summary>
internal static class ParquetFixtures
{
    /// <summary>Three posts in two row groups: ids as integers, texts with nulls, times in milliseconds UTC.</summary>
    public static byte[] Plain(CompressionMethod compression = CompressionMethod.Snappy)
    {
        var id = new DataField<long>("id");
        var author = new DataField("author_id", typeof(ulong));
        var time = new DateTimeDataField("created_at", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis);
        var text = new DataField<string>("text");
        var likes = new DataField("likes", typeof(double));
        return Write(
            new ParquetSchema(id, author, time, likes, text),
            compression,
            async group =>
            {
                await group.WriteAsync<long>(id, (long[])[905874659358453760, 2]);
                await group.WriteAsync<ulong>(author, (ulong[])[ulong.MaxValue, 5]);
                await group.WriteAsync<DateTime>(time, (DateTime[])[DateTime.UnixEpoch.AddMilliseconds(1_600_000_000_123), DateTime.UnixEpoch.AddDays(18_000)]);
                await group.WriteAsync<double>(likes, (double[])[1, 2]);
                await group.WriteAsync(text, (string[])["Ärger im Hafen", ""]);
            },
            async group =>
            {
                await group.WriteAsync<long>(id, (long[])[3]);
                await group.WriteAsync<ulong>(author, (ulong[])[6]);
                await group.WriteAsync<DateTime>(time, (DateTime[])[DateTime.UnixEpoch.AddSeconds(1)]);
                await group.WriteAsync<double>(likes, (double[])[3]);
                await group.WriteAsync(text, new string?[] { null });
            });
    }

    public static byte[] Write(ParquetSchema schema, CompressionMethod compression, params Func<ParquetRowGroupWriter, Task>[] groups)
    {
        var stored = new MemoryStream();
        WriteAsync().GetAwaiter().GetResult();
        return stored.ToArray();

        async Task WriteAsync()
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, stored, new ParquetOptions { CompressionMethod = compression });
            foreach (var write in groups)
            {
                using var group = writer.CreateRowGroup();
                await write(group);
            }
        }
    }
}
