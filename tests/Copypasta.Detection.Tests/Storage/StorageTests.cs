using System.Text;
using Copypasta.Archives;
using Copypasta.Hashing;
using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class StorageTests
{
    [Property(MaxTest = 100)]
    public void An_arena_returns_what_was_appended(byte[][] strings)
    {
        var arena = new ByteArena();
        var addresses = strings.Select(s => arena.Append(s)).ToArray();
        for (var i = 0; i < strings.Length; i++)
        {
            Assert.Equal(strings[i], arena[addresses[i]].ToArray());
        }
    }

    [Property(MaxTest = 100)]
    public void An_arena_takes_over_blocks_between_strings_of_its_own(byte[][] strings)
    {
        var arena = new ByteArena();
        var own = arena.Append("own"u8);
        var block = new byte[strings.Sum(s => ByteArena.SizeOf(s.Length))];
        var offsets = new List<int>();
        var offset = 0;
        foreach (var s in strings)
        {
            ByteArena.Write(block.AsSpan(offset), s.AsSpan(0, s.Length / 2), s.AsSpan(s.Length / 2));
            offsets.Add(offset);
            offset += ByteArena.SizeOf(s.Length);
        }

        var address = arena.Adopt(block);
        var next = arena.Append("next"u8);
        Assert.All(strings.Zip(offsets), s => Assert.Equal(s.First, arena[address + s.Second].ToArray()));
        Assert.True(arena[own].SequenceEqual("own"u8) && arena[next].SequenceEqual("next"u8));
    }

    [Fact]
    public void An_arena_takes_strings_longer_than_a_block_between_short_ones()
    {
        var arena = new ByteArena();
        var lengths = new[] { 3, (1 << 20) - 4, 1 << 20, 5, (5 << 20) + 1, 0, 1, 700_000, 700_000 };
        var addresses = lengths.Select((length, i) => arena.Append(Enumerable.Repeat((byte)(i + 1), length).ToArray())).ToArray();
        for (var i = 0; i < lengths.Length; i++)
        {
            Assert.Equal(lengths[i], arena[addresses[i]].Length);
            Assert.True(arena[addresses[i]].IndexOfAnyExcept((byte)(i + 1)) < 0);
        }
    }

    [Property(MaxTest = 100)]
    public void Equal_strings_have_one_index_whatever_their_hashes(byte[][] strings, byte hashes)
    {
        var table = new ByteStringTable();
        var expected = new List<string>();
        foreach (var bytes in strings.Concat(strings))
        {
            // Forced collisions: the full comparison must tell strings apart.
            var hash = ByteStringTable.Hash(bytes) % (hashes + 1u);
            var key = Convert.ToHexString(bytes);
            var index = expected.IndexOf(key);
            if (index < 0)
            {
                index = expected.Count;
                expected.Add(key);
            }

            Assert.Equal(index, table.Intern(bytes, hash));
            Assert.Equal(hash, table.HashOf(index));
        }

        Assert.Equal(expected.Count, table.Count);
        Assert.Equal(expected, Enumerable.Range(0, table.Count).Select(i => Convert.ToHexString(table[i])));
    }

    [Fact]
    public void A_table_grows_and_a_column_spans_blocks()
    {
        var table = new ByteStringTable();
        var column = new Column<long>();
        for (var i = 0; i < 50_000; i++)
        {
            var bytes = Encoding.ASCII.GetBytes($"text {i}");
            Assert.Equal(i, table.Intern(bytes, ByteStringTable.Hash(bytes)));
            Assert.Equal(i, column.Add(i * 3L));
        }

        Assert.Equal(50_000, column.Count);
        for (var i = 0; i < 50_000; i += 7)
        {
            Assert.Equal($"text {i}", Encoding.ASCII.GetString(table[i]));
            Assert.Equal(i * 3L, column[i]);
        }
    }

    [Fact]
    public void A_store_keeps_a_post_as_it_was_added()
    {
        var store = new PostStore();
        var text = Encoding.UTF8.GetBytes("normalised");
        var rawTexts = new byte[ByteArena.SizeOf(13) + ByteArena.SizeOf(0)];
        ByteArena.Write(rawTexts, "id-9"u8, "Raw, texT"u8);
        ByteArena.Write(rawTexts.AsSpan(ByteArena.SizeOf(13)), default, default);
        var address = store.Adopt(rawTexts);
        var post = store.Add(new StoredPost { Source = 2, Row = 7, Time = 1234, Address = address, IdLength = 4, Flags = TextFlags.ZeroWidth }, "author"u8, text, ByteStringTable.Hash(text));
        var other = store.Add(new StoredPost { Source = 2, Row = 8, Time = 1235, Address = address + ByteArena.SizeOf(13) }, default, text, ByteStringTable.Hash(text));

        Assert.Equal(2, store.Count);
        Assert.Equal("id-9", Encoding.UTF8.GetString(store.Id(post)));
        Assert.Equal("Raw, texT", Encoding.UTF8.GetString(store.RawText(post)));
        Assert.Equal("author", Encoding.UTF8.GetString(store.Author(post)));
        Assert.Equal("normalised", Encoding.UTF8.GetString(store.NormalizedText(other)));
        Assert.Equal((2, 7L, 1234L, TextFlags.ZeroWidth), (store[post].Source, store[post].Row, store[post].Time, store[post].Flags));
        Assert.Equal(-1, store[other].Author);
        Assert.True(store.Author(other).IsEmpty && store.Id(other).IsEmpty && store.RawText(other).IsEmpty);
        Assert.Equal(store[post].Text, store[other].Text);
    }

    [Fact]
    public void The_same_id_on_two_platforms_is_two_accounts()
    {
        var accounts = new AccountTable();
        var long1 = new byte[500];
        Assert.Equal([0, 1, 0, 2, 1, 3, 2], new[]
        {
            accounts.Intern(Platform.X, "42"u8), accounts.Intern(Platform.Telegram, "42"u8), accounts.Intern(Platform.X, "42"u8), accounts.Intern(Platform.X, long1),
            accounts.Intern(Platform.Telegram, "42"u8), accounts.Intern(Platform.Unknown, "42"u8), accounts.Intern(Platform.X, long1),
        });
        Assert.True(accounts[1].SequenceEqual("42"u8) && accounts[2].SequenceEqual(long1));
        Assert.Equal(Platform.Telegram, accounts.PlatformOf(1));
        Assert.True(accounts.Compare(0, 1) < 0 && accounts.Compare(2, 0) < 0 && accounts.Compare(3, 3) == 0);
    }
}
