using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class CsvIndexTests
{
    private const string Alphabet = "\"\"\",,\n\r;|\tab é";

    [Property(MaxTest = 2000)]
    public void EveryWidthGivesTheSameBits(int seed, bool isDense)
    {
        var bytes = Bytes(new Random(seed), CsvBlock.Bytes, isDense);
        var expected = CsvBlock.ReadScalar(ref bytes[0], (byte)',');
        Assert.Equal(expected, CsvBlock.Read128(ref bytes[0], (byte)','));
        Assert.Equal(expected, CsvBlock.Read256(ref bytes[0], (byte)','));
        Assert.Equal(expected, CsvBlock.Read512(ref bytes[0], (byte)','));
        Assert.Equal(expected, CsvBlock.Read(ref bytes[0], (byte)','));
    }

    [Property(MaxTest = 2000)]
    public void ParitiesAreTheSameByProductAndByShifts(ulong bits)
    {
        var expected = 0UL;
        for (var (i, parity) = (0, 0UL); i < 64; i++)
        {
            parity ^= (bits >> i) & 1;
            expected |= parity << i;
        }

        Assert.Equal(expected, PrefixXor.ByShifts(bits));
        Assert.Equal(expected, PrefixXor.Of(bits));
    }

    /// <summary>What the index holds is what the syntax says; and it ends only before a record that has an irregular quote, or does not end in the whole blocks.</summary>
    [Property(MaxTest = 10_000)]
    public void RecordsAreThoseOfTheSyntax(int seed, NonNegativeInt length, bool isDense, bool isTable)
    {
        var random = new Random(seed);
        var bytes = isTable ? Table(random, length.Get % 900) : Bytes(random, length.Get % 900, isDense);
        AssertIsThatOfTheSyntax(bytes, ",;|\t"u8[random.Next(4)]);
    }

    [Fact]
    public void PieceIsNoLongerThanAllowed()
    {
        var bytes = new byte[(2 * CsvIndex.MaxBytes) + 7];
        Array.Fill(bytes, (byte)'\n');
        AssertIsThatOfTheSyntax(bytes, (byte)',');
        Array.Fill(bytes, (byte)',');
        AssertIsThatOfTheSyntax(bytes, (byte)',');
        bytes[CsvIndex.MaxBytes - 1] = (byte)'\n';
        AssertIsThatOfTheSyntax(bytes, (byte)',');
    }

    private static void AssertIsThatOfTheSyntax(byte[] bytes, byte delimiter)
    {
        var index = new CsvIndex(delimiter);
        index.Find(bytes);
        var syntax = new CsvSyntax(delimiter, endsWithCarriageReturn: false);
        var fields = new CsvField[CsvIndex.MaxBytes + 1];
        var position = 0;
        for (var i = 0; i < index.Count; i++)
        {
            var found = index.Record(i);
            Assert.Equal(position, found.Start);
            Assert.Equal(CsvOutcome.Record, syntax.Parse(bytes.AsSpan(position), isFinal: false, quoting: true, fields, out var count, out var recordLength));
            Assert.Equal((count, recordLength), (found.Count, found.Length));
            var record = bytes.AsSpan(position, recordLength);
            Assert.Equal(record.Count((byte)'\n') > 1, found.HasInnerLines);
            for (var column = 0; column < count; column++)
            {
                Assert.Equal(fields[column], found.Field(record, column));
            }

            position += recordLength;
        }

        var whole = Math.Min(bytes.Length, CsvIndex.MaxBytes) & -CsvBlock.Bytes;
        var outcome = syntax.Parse(bytes.AsSpan(position), isFinal: false, quoting: true, fields, out var next, out var length);
        Assert.True(outcome != CsvOutcome.Record || position + length > whole || HasQuoteInside(bytes.AsSpan(position, length), fields.AsSpan(0, next)));
    }

    /// <summary>Whether an unquoted field holds a quote.</summary>
    private static bool HasQuoteInside(ReadOnlySpan<byte> record, ReadOnlySpan<CsvField> fields)
    {
        foreach (var field in fields)
        {
            if ((field.Start == 0 || record[field.Start - 1] != '"') && record.Slice(field.Start, field.Length).Contains((byte)'"'))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Bytes(Random random, int length, bool isDense)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        for (var i = 0; i < length; i++)
        {
            bytes[i] = isDense || random.Next(8) == 0 ? (byte)Alphabet[random.Next(Alphabet.Length)] : bytes[i];
        }

        return bytes;
    }

    /// <summary>Records as programs write them, with a byte changed here and there.</summary>
    private static byte[] Table(Random random, int length)
    {
        var table = new MemoryStream();
        while (table.Length < length)
        {
            for (var left = random.Next(1, 6); left > 0; left--)
            {
                table.Write((random.Next(5) switch
                {
                    0 => "\"a \"\"b\"\"\""u8,
                    1 => "\"x,y;|\t\r\nz\""u8,
                    2 => ""u8,
                    3 => "\"\""u8,
                    _ => "some words, or more"u8[..random.Next(20)],
                }));
                table.WriteByte(left > 1 ? ",;|\t"u8[random.Next(4)] : (byte)'\n');
            }
        }

        var bytes = table.ToArray();
        for (var changes = random.Next(3); changes > 0 && bytes.Length > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] = (byte)Alphabet[random.Next(Alphabet.Length)];
        }

        return bytes;
    }
}
