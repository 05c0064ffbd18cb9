using System.Text;

namespace Copypasta.Reports.Tests;

public sealed class DigestListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

    [Fact]
    public void AFolderThatWasPublishedIsAsItsListHasIt()
    {
        var (path, digest) = Publish();
        Assert.Empty(DigestList.Check(path, out var listed, out var actual, TestContext.Current.CancellationToken));
        Assert.Equal((2, digest), (listed, actual));
        Assert.Equal(digest, DigestList.DigestOf(Path.Combine(path, DigestList.FileName), TestContext.Current.CancellationToken));
        Assert.Equal(["export"], _folder.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    /// <summary>Each byte of the list, by each bit: none may pass.</summary>
    [Fact]
    public void NoFlippedBitOfTheListPasses()
    {
        var (path, _) = Publish();
        var list = Path.Combine(path, DigestList.FileName);
        var bytes = File.ReadAllBytes(list);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(list, bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Contains(DigestList.Check(path, out _, out _, TestContext.Current.CancellationToken), difference => difference.Path == DigestList.FileName);
        }
    }

    /// <summary>Nor does a list that was cut off anywhere.</summary>
    [Fact]
    public void NoListThatWasCutOffPasses()
    {
        var (path, _) = Publish();
        var list = Path.Combine(path, DigestList.FileName);
        var bytes = File.ReadAllBytes(list);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(list, bytes[..length]);
            Assert.NotEmpty(DigestList.Check(path, out _, out _, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void WhatIsThereIsNeverReplaced()
    {
        var (path, _) = Publish();
        Assert.Contains("there is something already", Assert.Throws<RunFolderException>(() => PublicationFolder.Create(path)).Message, StringComparison.Ordinal);
        using (var late = PublicationFolder.Create(Path.Combine(_folder.FullName, "late")))
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "late"), "");
            Assert.Throws<RunFolderException>(late.Publish);
        }

        Assert.Equal(["export", "late"], _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (string Path, string Digest) Publish()
    {
        var path = Path.Combine(_folder.FullName, "export");
        using var folder = PublicationFolder.Create(path);
        Write("a.txt", "a");
        Write("records/b.txt", "b");
        return (path, folder.Publish());

        void Write(string name, string text)
        {
            using var file = folder.OpenFile(name);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
