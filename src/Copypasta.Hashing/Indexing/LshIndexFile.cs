using System.Text.Unicode;

namespace Copypasta.Hashing;

/// <summary>
/// The file of an index, version 1, all numbers little-endian. Magic (8 bytes) and version (4), then frames (<see cref="LshFrameWriter"/>) with: algorithm id and
/// profile id (length byte, ASCII); shingle unit and size (1 byte each); fewest shingles or 0 (4); threshold in billionths, the number 0.999, expected texts (8 each); bands, rows (4 each);
/// seed (8); next id, ids, distinct texts (4 each); and for every id in ascending order its distance from the one before - 1 and either the number of its text or 0 and
/// a new text (length, UTF-8), these as base-128 numbers. Then the SHA-256 of everything before. (0.999 stands where the recall asked for once stood; it is not read: bands and rows
/// say what the index finds.)
/// </summary>
internal static class LshIndexFile
{
    public const int Version = 1;

    public static ReadOnlySpan<byte> Magic => "CPLSHIDX"u8;

    public static void Save(Stream stream, LshIndexOptions options, BandingPlan plan, LshTexts texts)
    {
        using var writer = new LshFrameWriter(stream, Magic, Version);
        writer.Name(MinHash.Algorithm);
        writer.Name(options.Profile.Id);
        writer.Byte((byte)options.Shingle.Unit);
        writer.Byte((byte)options.Shingle.Size);
        writer.Int32(options.MinShingles ?? 0);
        writer.Int64(options.Threshold.Numerator);
        writer.Int64(BitConverter.DoubleToInt64Bits(LshIndexOptions.DefaultRecall));
        writer.Int64(options.ExpectedTexts);
        writer.Int32(plan.Bands);
        writer.Int32(plan.Rows);
        writer.Int64((long)options.Seed);
        writer.Int32(texts.NextId);
        writer.Int32(texts.Ids);
        writer.Int32(texts.LiveEntries);

        var numbers = new int[texts.Entries];
        var distinct = 0;
        var last = -1;
        for (var id = texts.NextInUse(0); id >= 0; id = texts.NextInUse(id + 1))
        {
            var entry = texts.EntryOf(id);
            writer.Number(id - last - 1);
            writer.Number(numbers[entry]);
            if (numbers[entry] == 0)
            {
                numbers[entry] = ++distinct;
                writer.Number(texts[entry].Length);
                writer.Bytes(texts.Text(entry));
            }

            last = id;
        }

        writer.Finish();
    }

    public static LshIndex Load(Stream stream, TextProfile profile)
    {
        using var reader = new LshFrameReader(stream, Magic, Version);
        Require(reader.Name(), MinHash.Algorithm, "algorithm");
        Require(reader.Name(), profile.Id, "profile");
        var index = Make(reader, profile);
        var nextId = reader.Int32();
        var ids = reader.Int32();
        var distinct = reader.Int32();
        if (nextId > LshTexts.MaxIds || nextId < ids || ids < distinct || distinct < 0)
        {
            throw LshFrameReader.Damaged();
        }

        var scratch = index.Rent();
        var entries = new List<int>();
        var id = -1L;
        for (var i = 0; i < ids; i++)
        {
            id += 1L + reader.Number();
            var number = reader.Number();
            if (id >= nextId || number > entries.Count)
            {
                throw LshFrameReader.Damaged();
            }

            var entry = number == 0 ? -1 : entries[number - 1];
            var text = number == 0 ? NewText(reader, index) : default;
            index.Restore((int)id, ref entry, text, scratch);
            if (number == 0)
            {
                entries.Add(entry);
            }
        }

        if (entries.Count != distinct)
        {
            throw LshFrameReader.Damaged();
        }

        reader.Finish();
        index.Texts.SetNextId(nextId);
        index.Return(scratch);
        return index;
    }

    private static LshIndex Make(LshFrameReader reader, TextProfile profile)
    {
        var shingle = new Shingle((ShingleUnit)reader.Byte(), reader.Byte());
        var fewest = reader.Int32();
        var threshold = reader.Int64();
        _ = reader.Int64();
        var expected = reader.Int64();
        var (bands, rows) = (reader.Int32(), reader.Int32());
        var seed = (ulong)reader.Int64();
        try
        {
            var exact = new Threshold(threshold / 1_000_000_000m);
            var plan = new BandingPlan(bands, rows, exact);
            return new LshIndex(new LshIndexOptions
            {
                Threshold = exact,
                ExpectedTexts = expected,
                Plan = plan,
                Profile = profile,
                Shingle = shingle,
                MinShingles = fewest == 0 ? null : fewest,
                Seed = seed,
            });
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("The LSH index is damaged: " + exception.Message, exception);
        }
    }

    private static ReadOnlySpan<byte> NewText(LshFrameReader reader, LshIndex index)
    {
        var length = reader.Number();
        if (length > LshIndex.MaxTextBytes)
        {
            throw LshFrameReader.Damaged();
        }

        var text = reader.Bytes(length);
        return Utf8.IsValid(text) && index.Texts.Find(text, LshTexts.Hash(text)) < 0 ? text : throw LshFrameReader.Damaged();
    }

    private static void Require(string found, string wanted, string what)
    {
        if (found != wanted)
        {
            throw new InvalidDataException($"The LSH index was made with {what} {found}, not {wanted}: their texts cannot be compared.");
        }
    }
}
