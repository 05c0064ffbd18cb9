using System.Text;
using Copypasta.Archives;
using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class SpilledTextsTests
{
    [Property(MaxTest = 40)]
    public void Texts_are_those_of_their_first_posts_whatever_a_reader_keeps(string?[] words, byte cached, ushort distinct)
    {
        using var folder = new TemporaryFolder(BlockFileTests.NewPath());
        var options = new DetectionOptions { Threads = 1 + (cached % 3), Profile = Hashing.TextProfile.Exact };
        var random = new Random(cached);
        var budget = new MemoryBudget(1 << 18, 2);
        using var posts = new SpilledPosts(options, budget, folder, null);
        var counts = new IntakeCounts();
        var expected = new ByteStringTable();
        var ids = new HashSet<int>();
        for (var i = 0; i < 900; i++)
        {
            var word = words.ElementAtOrDefault(random.Next(Math.Max(1, words.Length)));
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{word}{random.Next(1 + (distinct % 2000))} ", random.Next(100) == 0 ? 9_000 : random.Next(1, 40))));
            var id = random.Next(3000);
            posts.Add(Post($"{id}", text, i), counts);
            if (ids.Add(id))
            {
                expected.Intern(text, ByteStringTable.Hash(text));
            }
        }

        posts.Seal(counts, CancellationToken.None);
        using var texts = SpilledTexts.Collapse(posts, counts, budget, folder, null, options, CancellationToken.None);
        texts.CachedBlocks = 1 + (cached % 4);
        Assert.Equal(expected.Count, texts.Count);
        Assert.Equal(
            Enumerable.Range(0, expected.Count).OrderBy(expected.HashOf).Take(texts.Count / 2).Order(),
            ((ITextSource)expected).SmallestHashes(texts.Count / 2).Order());
        Assert.Equal(((ITextSource)expected).SmallestHashes(texts.Count / 2).Order(), texts.SmallestHashes(texts.Count / 2).Order());
        var ascending = texts.NewReader(ascending: true);
        for (var i = 0; i < texts.Count; i++)
        {
            Assert.Equal(expected[i], ascending[i]);
        }

        var anywhere = texts.NewReader();
        for (var i = 0; i < 2_000; i++)
        {
            var text = random.Next(texts.Count);
            Assert.Equal(expected[text], anywhere[text]);
            Assert.Equal(expected.HashOf(text), anywhere.HashOf(text));
        }
    }

    private static CandidatePost Post(string id, byte[] text, int row)
    {
        var idBytes = Encoding.ASCII.GetBytes(id);
        byte[] stored = [.. idBytes, .. text];
        return new CandidatePost
        {
            Post = new StoredPost { Row = row, Time = row, IdLength = idBytes.Length, Platform = Platform.X },
            Author = idBytes,
            Id = idBytes,
            RawText = text,
            Text = text,
            Stored = stored,
            TextHash = ByteStringTable.Hash(text),
            IdHash = PostIdTable.Hash(Platform.X, idBytes, idBytes, text),
        };
    }
}
