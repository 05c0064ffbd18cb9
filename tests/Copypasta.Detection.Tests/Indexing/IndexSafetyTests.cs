using System.Text;

namespace Copypasta.Detection.Tests;

/// <summary>Failing disks, ended writers, damaged files, several processes: an index is whole, or says that it is not.</summary>
public sealed class IndexSafetyTests
{
    private static readonly DetectionOptions s_options = Corpus.Exhaustive(0.6m) with { Plan = (8, 2) };

    /// <summary>A part for every batch, and hardly any mapped pages.</summary>
    private static readonly IndexBudget s_parts = new(1, 1, long.MaxValue);

    private static readonly (string Name, TestPost[] Posts)[] s_days =
        [.. Enumerable.Range(0, 3).Select(day => ($"input-{day}.csv", Corpus.OfTexts(Corpus.RandomTexts(day / 2, 150))))];

    /// <param name="dies">Whether everything fails from then on, as if the process had been ended, or only the one change.</param>
    /// <param name="fault">What the disk says.</param>
    [Theory]
    [InlineData(true, "No space left on device")]
    [InlineData(false, "No space left on device")]
    [InlineData(true, "Input/output error")]
    [InlineData(false, "Input/output error")]
    [InlineData(true, "too large for the file system")]
    [InlineData(false, "too large for the file system")]
    public async Task An_addition_that_fails_at_any_change_of_the_disk_changes_nothing(bool dies, string fault)
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        var before = index.Families();
        var files = index.Files();
        var expected = await AfterAsync(2);

        // Parts make several segments, so that there is much that can fail.
        var failed = 0;
        for (var failAt = 1; ; failAt++)
        {
            var changes = 0;
            var folder = new IndexFolder(index.Path)
            {
                BeforeChange = name =>
                {
                    changes++;
                    if (changes == failAt || (dies && changes > failAt))
                    {
                        // That a file grows too large the system says in a way of its own.
                        throw fault.StartsWith("too large", StringComparison.Ordinal) ? new ArgumentOutOfRangeException(name) : new IOException($"{fault} : '{name}'");
                    }
                },
            };
            try
            {
                await TestIndex.AddAsync(folder, s_parts, 2, s_days[1], s_days[2]);
                Assert.True(failed >= 8, $"only {failed} changes of the disk were put to the test");
                break;
            }
            catch (IndexException e)
            {
                failed++;
                Assert.Contains(fault, e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
                Assert.Equal(before, index.Families());
                if (!dies)
                {
                    Assert.Equal(files, index.Files());
                }
            }
        }

        Assert.Equal(expected, index.Families());
    }

    /// <param name="dies">Whether all reading fails from then on, or only the once.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_addition_that_cannot_read_the_index_changes_nothing(bool dies)
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        var before = index.Families();
        var files = index.Files();
        var reads = await AddAsync(int.MaxValue);
        Assert.True(reads > 100, $"the addition reads {reads} times");
        var expected = index.Families();
        Assert.NotEqual(before, expected);

        // All places where it begins, and some of the rest.
        var random = new Random(3);
        foreach (var failAt in Enumerable.Range(1, 30).Concat(Enumerable.Range(0, 60).Select(_ => random.Next(31, reads * 9 / 10))))
        {
            using var other = new TestIndex().Create(s_options);
            await other.AddAsync(s_days[0]);
            Assert.Equal(before, other.Families());
            var e = await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(failAt, other));
            var fault = Assert.IsType<IndexException>(e is AggregateException several ? several.Flatten().InnerExceptions[0] : e);
            Assert.Contains("cannot read", fault.Message, StringComparison.Ordinal);
            Assert.Contains("Input/output error", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
            Assert.Equal(before, other.Families());

            // Where what counts cannot be read any more, nothing is known to be a stray.
            if (!dies)
            {
                Assert.Equal(files, other.Files());
            }
        }

        async Task<int> AddAsync(int failAt, TestIndex? other = null)
        {
            var count = 0;
            var folder = new IndexFolder((other ?? index).Path)
            {
                BeforeRead = name =>
                {
                    var read = Interlocked.Increment(ref count);
                    if (read == failAt || (dies && read > failAt))
                    {
                        throw new IOException($"Input/output error : '{name}'");
                    }
                },
            };
            await TestIndex.AddAsync(folder, s_parts, 2, s_days[1], s_days[2]);
            return count;
        }
    }

    [Fact]
    public async Task A_query_on_a_failing_disk_says_so()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        var folder = new IndexFolder(index.Path);
        using var reader = IndexReader.Open(folder, IndexBudget.Unlimited);
        var query = reader.NewQuery();
        var text = Encoding.UTF8.GetBytes(s_days[0].Posts[3].Text);
        folder.BeforeRead = name => throw new IOException($"Input/output error : '{name}'");
        Assert.Contains("00000001.segment': Input/output error", Assert.Throws<IndexException>(() => query.Find(text, 5)).Message, StringComparison.Ordinal);
        folder.BeforeRead = null;
        Assert.NotEmpty(query.Find(text, 5));
        Assert.NotEmpty(reader.NewQuery().Find(text, 5));
    }

    [Fact]
    public async Task A_missing_segment_is_named()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        File.Delete(Path.Combine(index.Path, "00000001.segment"));
        Assert.Contains("00000001.segment' is missing", Assert.Throws<IndexException>(() => IndexReader.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        Assert.Contains("00000001.segment' is missing", Assert.Throws<IndexException>(() => IndexWriter.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_manifest_is_said_and_no_segment_is_removed()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        await File.WriteAllTextAsync(Path.Combine(index.Path, "notes.segment"), "not ours", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(index.Path, "chapter1.segment"), "not ours either, though as long", TestContext.Current.CancellationToken);
        await index.AddAsync(s_days[1]);
        var files = index.Files().Except(["index.json"]).ToArray();
        Assert.Equal(["00000001.segment", "00000002.segment", "chapter1.segment", "lock", "notes.segment"], files);
        File.Delete(Path.Combine(index.Path, "notes.segment"));
        File.Delete(Path.Combine(index.Path, "chapter1.segment"));
        File.Move(Path.Combine(index.Path, "index.json"), index.Path + ".copy");
        Assert.Contains("index.json' is missing", Assert.Throws<IndexException>(() => IndexReader.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        Assert.Contains("restore it from a copy", Assert.Throws<IndexException>(() => IndexWriter.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        Assert.Contains("restore it from a copy", Assert.Throws<IndexException>(() => IndexWriter.Create(index.Path, TestIndex.Settings(s_options), IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        File.Move(index.Path + ".copy", Path.Combine(index.Path, "index.json"));
        Assert.Equal(await AfterAsync(1), index.Families());
    }

    [Fact]
    public async Task What_a_create_left_that_was_ended_is_no_lost_index()
    {
        using var index = new TestIndex();
        var dead = false;
        var folder = new IndexFolder(index.Path)
        {
            BeforeChange = name =>
            {
                dead |= name == ".index.json.tmp";
                if (dead)
                {
                    throw new IOException("ended");
                }
            },
        };
        using (var writer = IndexWriter.Create(folder, TestIndex.Settings(s_options), IndexBudget.Unlimited))
        {
            await TestIndex.AddAsync(writer, s_days[0]);
            Assert.Throws<IndexException>(() => writer.Publish([]));
        }

        Assert.Equal(["00000001.segment", "lock"], index.Files());
        Assert.Contains("is not an index", Assert.Throws<IndexException>(() => IndexReader.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        index.Create(s_options);
        Assert.Equal(["index.json", "lock"], index.Files());
    }

    [Fact]
    public async Task A_writer_removes_nothing_that_the_manifest_on_disk_lists()
    {
        // Where locks are not kept, another may have published meanwhile.
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        using var other = new TestIndex().Create(s_options);
        await other.AddAsync(s_days[0]);
        await other.AddAsync(s_days[1]);
        string[] files;
        using (IndexWriter.Open(index.Path, IndexBudget.Unlimited))
        {
            foreach (var name in new[] { "00000002.segment", "index.json" })
            {
                File.Copy(Path.Combine(other.Path, name), Path.Combine(index.Path, name), overwrite: true);
            }

            files = index.Files();
        }

        Assert.Equal(files, index.Files());
        using (IndexWriter.Open(index.Path, IndexBudget.Unlimited))
        {
            File.WriteAllText(Path.Combine(index.Path, "index.json"), "damaged");
        }

        Assert.Equal(files, index.Files());
    }

    [Fact]
    public async Task Pages_are_handed_back_beyond_what_may_be_mapped()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        var expected = Everything(index);
        using var reader = IndexReader.Open(index.Path, s_parts);
        Assert.Equal(expected, Everything(reader));
        Assert.InRange(reader.MappedBytes, 0, 1 << 16);
        using var unlimited = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        Everything(unlimited);
        Assert.InRange(unlimited.MappedBytes, 1 << 16, new FileInfo(Path.Combine(index.Path, "00000001.segment")).Length + (1 << 16));
    }

    [Fact]
    public async Task What_an_ended_writer_left_is_removed_by_the_next()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        await File.WriteAllTextAsync(Path.Combine(index.Path, "00000002.segment"), "half a segment", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(index.Path, "00000077.segment"), "half a segment", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(index.Path, ".index.json.tmp"), "half a manifest", TestContext.Current.CancellationToken);
        await index.AddAsync(s_days[1], s_days[2]);
        Assert.Equal(await AfterAsync(2), index.Families());
        Assert.Equal(["00000001.segment", "00000002.segment", "index.json", "lock"], index.Files());
    }

    [Fact]
    public async Task A_second_writer_is_refused_and_readers_are_not()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        var before = index.Families();
        using (IndexWriter.Open(index.Path, IndexBudget.Unlimited))
        {
            var e = Assert.Throws<IndexException>(() => IndexWriter.Open(index.Path, IndexBudget.Unlimited));
            Assert.Contains("is being written by another process", e.Message, StringComparison.Ordinal);
            Assert.Equal(before, index.Families());
        }

        await index.AddAsync(s_days[1]);
        Assert.Equal(before, TestIndex.Text(reader.ReadFamilies(1, CancellationToken.None)));
        Assert.NotEqual(before, index.Families());
    }

    [Fact]
    public async Task Segments_of_a_size_are_merged_under_open_readers()
    {
        using var index = new TestIndex().Create(s_options);
        var posts = Corpus.OfTexts(Corpus.RandomTexts(7, 160));
        var readers = new List<(IndexReader Reader, string Families)>();
        for (var day = 0; day < 16; day++)
        {
            await TestIndex.AddAsync(new IndexFolder(index.Path), IndexBudget.Unlimited, 4, ($"day-{day}.csv", posts[(day * 10)..((day + 1) * 10)]));
            readers.Add((IndexReader.Open(index.Path, IndexBudget.Unlimited), index.Families()));
            Assert.InRange(readers[^1].Reader.SegmentCount, 1, 7);
            Assert.Equal(readers[^1].Reader.SegmentCount, Directory.GetFiles(index.Path, "*.segment").Length);
        }

        foreach (var (reader, families) in readers)
        {
            Assert.Equal(families, TestIndex.Text(reader.ReadFamilies(1, CancellationToken.None)));
            reader.Dispose();
        }
    }

    [Fact]
    public async Task Any_damage_is_found_by_whoever_reads_it()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        await index.AddAsync(s_days[1]);
        var expected = Everything(index);
        var random = new Random(1);
        var found = 0;
        foreach (var name in new[] { "00000001.segment", "00000002.segment", "index.json" })
        {
            var path = Path.Combine(index.Path, name);
            var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            for (var i = 0; i < 60; i++)
            {
                var bytes = whole.ToArray();
                var place = i == 0 ? bytes.Length - 1 : random.Next(bytes.Length);
                bytes[place] ^= (byte)(1 << random.Next(8));
                await File.WriteAllBytesAsync(path, i == 1 ? whole[..^1] : bytes, TestContext.Current.CancellationToken);
                try
                {
                    // What is not read cannot be missed, and padding means nothing: then everything is as it was.
                    Assert.Equal(expected, Everything(index));
                }
                catch (IndexException e)
                {
                    found++;
                    Assert.Contains(name, e.Message, StringComparison.Ordinal);
                    Assert.DoesNotContain('\n', e.Message);
                }

                if (name != "index.json")
                {
                    Assert.Throws<IndexException>(() =>
                    {
                        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
                        reader.Verify();
                    });
                }
            }

            await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        }

        Assert.InRange(found, 120, 180);
        Assert.Equal(expected, Everything(index));
    }

    [Fact]
    public void An_index_is_made_where_there_is_none_and_only_there()
    {
        using var index = new TestIndex();
        Assert.Contains("is not an index", Assert.Throws<IndexException>(() => IndexReader.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        using (IndexWriter.Create(index.Path, TestIndex.Settings(s_options), IndexBudget.Unlimited))
        {
        }

        Assert.False(Directory.Exists(index.Path));
        index.Create(s_options);
        Assert.Contains("is an index already", Assert.Throws<IndexException>(() => IndexWriter.Create(index.Path, TestIndex.Settings(s_options), IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
        var foreign = Directory.CreateDirectory(index.Path + "-2").FullName;
        File.WriteAllText(Path.Combine(foreign, "thesis.txt"), "text");
        Assert.Contains("not empty", Assert.Throws<IndexException>(() => IndexWriter.Create(foreign, TestIndex.Settings(s_options), IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
    }

    private static async Task<string> AfterAsync(int lastDay)
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(s_days[0]);
        await index.AddAsync(s_days[1..(lastDay + 1)]);
        return index.Families();
    }

    /// <summary>All families, and what queries find: nearly every byte of the index is read.</summary>
    private static string Everything(TestIndex index)
    {
        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        return Everything(reader);
    }

    private static string Everything(IndexReader reader)
    {
        var text = new StringBuilder(TestIndex.Text(reader.ReadFamilies(1, CancellationToken.None)));
        var query = reader.NewQuery();
        foreach (var sought in s_days.SelectMany(day => day.Posts))
        {
            text.AppendJoin(' ', query.Find(Encoding.UTF8.GetBytes(sought.Text), 5).Select(match => $"{match.Similarity} {match.Cluster} {match.Posts}")).AppendLine();
        }

        return text.ToString();
    }
}
