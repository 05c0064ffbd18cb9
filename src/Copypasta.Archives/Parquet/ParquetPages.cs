using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using K4os.Compression.LZ4;
using Parquet.Meta;

namespace Copypasta.Archives;

/// <summary>
/// Looks through the pages of a column before the Parquet library (6.1) reads them: it makes room for as many bytes as a page says it has, in memory that others have used, and, where the page is
/// not compressed or with LZ4 or Brotli, takes all of that for the page's values even if the page gives less. Of other compressions it takes what there is.
/// Source: apache/parquet-format 2.11, README.md "Data Pages", and src/main/thrift/parquet.thrift.
/// </summary>
internal static class ParquetPages
{
    private const int FirstHeaderBytes = 256;

    /// <summary>The header of a page has the least and greatest value in it, which may be long texts.</summary>
    private const int MaxHeaderBytes = 16 << 20;

    private const int DataPage = 0;
    private const int DataPageV2 = 3;

    /// <summary>Checks that the pages which hold a column's values in a row group give the bytes they say.</summary>
    /// <returns>Where the last of them ends; <see cref="long.MaxValue"/> if they need no check.</returns>
    /// <exception cref="InvalidDataException">One of them gives less, is cut off, or is none.</exception>
    public static long Check(Stream file, ColumnMetaData column)
    {
        if (column.Codec is not (CompressionCodec.UNCOMPRESSED or CompressionCodec.LZ4 or CompressionCodec.LZ4_RAW or CompressionCodec.BROTLI))
        {
            return long.MaxValue;
        }

        long[] offsets = [column.DictionaryPageOffset ?? 0, column.DataPageOffset, column.IndexPageOffset ?? 0];
        var position = offsets.Where(offset => offset != 0).DefaultIfEmpty(0).Min();
        Span<long> numbers = stackalloc long[ParquetShapes.PageNumbers];
        for (var values = 0L; values < column.NumValues;)
        {
            position += ReadHeader(file, position, numbers);
            var isV2 = numbers[ParquetShapes.PageType] == DataPageV2;
            var levels = isV2 ? numbers[ParquetShapes.DefinitionBytes] + numbers[ParquetShapes.RepetitionBytes] : 0;
            var stored = numbers[ParquetShapes.StoredBytes];
            var expected = numbers[ParquetShapes.PageBytes] - levels;
            if (stored < 0 || stored > file.Length - position || levels < 0 || levels > stored || expected is < 0 or > ParquetFile.MaxRowGroupBytes)
            {
                throw new InvalidDataException("a page is cut off, or its sizes are wrong");
            }

            var isCompressed = column.Codec != CompressionCodec.UNCOMPRESSED && !(isV2 && numbers[ParquetShapes.IsCompressed] == 0);
            var given = isCompressed ? Decompressed(file, position + levels, (int)(stored - levels), (int)expected, column.Codec) : stored - levels;
            if (given < expected)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a page of {expected} bytes cannot be decompressed, or only {Math.Max(0, given)} of them"));
            }

            values += isV2 ? numbers[ParquetShapes.ValuesV2] : numbers[ParquetShapes.PageType] == DataPage ? numbers[ParquetShapes.Values] : 0;
            position += stored;
        }

        return position;
    }

    /// <summary>Reads the numbers in the header of a page; returns its length.</summary>
    private static int ReadHeader(Stream file, long position, Span<long> numbers)
    {
        for (var bytes = FirstHeaderBytes; ; bytes *= 2)
        {
            var rented = ArrayPool<byte>.Shared.Rent(bytes);
            file.Position = position;
            var read = file.ReadAtLeast(rented.AsSpan(0, bytes), bytes, throwOnEndOfStream: false);
            numbers.Clear();
            numbers[ParquetShapes.IsCompressed] = 1;
            var isWhole = ThriftStructure.TryRead(rented.AsSpan(0, read), ParquetShapes.PageHeader, numbers, out var length);
            ArrayPool<byte>.Shared.Return(rented);
            if (isWhole)
            {
                return length;
            }

            if (read < bytes || bytes >= MaxHeaderBytes)
            {
                throw new InvalidDataException("the header of a page is none, or does not end");
            }
        }
    }

    /// <summary>How many bytes a page becomes; at most as many as expected, negative if it is no compressed data.</summary>
    private static int Decompressed(Stream file, long position, int stored, int expected, CompressionCodec codec)
    {
        var input = ArrayPool<byte>.Shared.Rent(stored);
        var output = ArrayPool<byte>.Shared.Rent(expected);
        try
        {
            file.Position = position;
            file.ReadExactly(input, 0, stored);
            var from = input.AsSpan(0, stored);
            var to = output.AsSpan(0, expected);
            return codec != CompressionCodec.BROTLI ? LZ4Codec.Decode(from, to) : BrotliDecoder.TryDecompress(from, to, out var written) ? written : -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }
}
