namespace Copypasta.Hashing.Tests;

/// <summary>The files of Debian's package unicode-data; tests that need them are skipped, and reported as skipped, where it is not installed.</summary>
internal static class UnicodeFiles
{
    internal const string Folder = "/usr/share/unicode";

    internal static void SkipUnlessInstalled() =>
        Assert.SkipUnless(File.Exists(Path.Combine(Folder, "UnicodeData.txt")), "Debian's package unicode-data is not installed");

    internal static IEnumerable<string> Lines(string name)
    {
        var path = Path.Combine(Folder, name);
        if (File.Exists(path))
        {
            return File.ReadLines(path);
        }

        if (File.Exists(path + ".gz"))
        {
            return Lines(new System.IO.Compression.GZipStream(File.OpenRead(path + ".gz"), System.IO.Compression.CompressionMode.Decompress));
        }

        return Lines(new MemoryStream(Bzip2.Decompress(File.ReadAllBytes(path + ".bz2"))));
    }

    internal static int[] CodePoints(string field) =>
        [.. field.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(hex => Convert.ToInt32(hex, 16))];

    private static IEnumerable<string> Lines(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
