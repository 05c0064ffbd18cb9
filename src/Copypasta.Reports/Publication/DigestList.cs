using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Copypasta.Reports;

/// <summary>What is not as a list of digests has it.</summary>
/// <param name="Path">The file, as the list names it or as it stands in the folder.</param>
/// <param name="What">What differs, in words; starts in lower case.</param>
/// <param name="IsChanged">Whether the file is there and listed, with other bytes.</param>
public sealed record DigestDifference(string Path, string What, bool IsChanged = false);

/// <summary>
/// The list of the SHA-256 digests of all files of a folder, in the form of <c>sha256sum</c>, which checks it, too: a line of 64 lower-case hexadecimal digits, two spaces and the path for
/// each, in ordinal order, and at the end a line that begins with # and has the digest of the lines above it, so that damage to the list is told from damage to a file. Whoever changes files
/// on purpose can write another list: only its own digest, kept or published elsewhere, shows that.
/// </summary>
public static partial class DigestList
{
    /// <summary>The list's name.</summary>
    public const string FileName = "SHA256SUMS";

    private const string LastLine = "# SHA-256 of the lines above: ";

    /// <summary>The text of a list.</summary>
    /// <param name="digests">By path, with / between its parts.</param>
    public static string Text(IEnumerable<KeyValuePair<string, string>> digests)
    {
        var lines = string.Concat(digests.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Value}  {file.Key}\n"));
        return $"{lines}{LastLine}{Digest(Encoding.ASCII.GetBytes(lines))}\n";
    }

    /// <summary>Compares a folder with its list.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="listed">Files that the list has.</param>
    /// <param name="digest">The list's own digest.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What differs; none where all is as the list has it.</returns>
    /// <exception cref="RunFolderException">There is no list, or something cannot be read.</exception>
    public static IReadOnlyList<DigestDifference> Check(string folder, out int listed, out string digest, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new RunFolderException($"{folder}: no such folder");
        }

        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new RunFolderException($"{folder}: no {FileName} in it, and so nothing to check it by; name a folder that copypasta export has written");
        }

        try
        {
            var list = new FileInfo(path).Length == 0 ? [] : File.ReadAllBytes(path);
            digest = Digest(list);
            var differences = new List<DigestDifference>();
            var expected = Parse(list, differences);
            listed = expected.Count;
            Compare(folder, expected, differences, cancellation);
            return differences;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{folder}: cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>The SHA-256 of some bytes, as all outputs print it.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The SHA-256 of a file. What has no bytes by its length, as a pipe, is not opened: it would be waited for.</summary>
    public static string DigestOf(string path, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length == 0)
        {
            return Digest([]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        var buffer = new byte[1 << 17];
        while (file.Read(buffer) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Dictionary<string, string> Parse(byte[] list, List<DigestDifference> differences)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = 0;
        for (int start = 0, line = 1, length; start < list.Length; start += length, line++)
        {
            length = list.AsSpan(start).IndexOf((byte)'\n') + 1;
            length = length == 0 ? list.Length - start : length;

            // Bytes that are no ASCII become question marks, which no line may have.
            var text = Encoding.ASCII.GetString(list, start, length);
            var last = start + length == list.Length;
            if (Line().Match(text) is { Success: true } found)
            {
                if (!expected.TryAdd(found.Groups[2].Value, found.Groups[1].Value))
                {
                    differences.Add(new DigestDifference(FileName, $"line {line} names a file that a line above it names"));
                }
            }
            else if (!(last && text == $"{LastLine}{Digest(list.AsSpan(0, start))}\n"))
            {
                differences.Add(new DigestDifference(FileName, last && text.StartsWith('#') ? $"its last line is not the digest of the lines above: the list itself was changed" : $"line {line} is not as the list was written: the list itself was changed"));
            }

            before = start;
        }

        if (list.Length == 0 || list[before] != (byte)'#')
        {
            differences.Add(new DigestDifference(FileName, "its last line, the digest of the lines above, is missing: the list itself was changed or cut off"));
        }

        return expected;
    }

    private static void Compare(string folder, Dictionary<string, string> expected, List<DigestDifference> differences, CancellationToken cancellation)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, what) in Entries(folder).OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            found.Add(path);
            if (!expected.TryGetValue(path, out var digest))
            {
                differences.Add(new DigestDifference(path, $"{what ?? "a file"} that is not in {FileName}"));
            }
            else if (what is not null)
            {
                differences.Add(new DigestDifference(path, $"{what}, where {FileName} has a file"));
            }
            else if (DigestOf(Path.Combine(folder, path), cancellation) is var actual && actual != digest)
            {
                differences.Add(new DigestDifference(path, $"changed: its SHA-256 is {actual}, in {FileName} it is {digest}", IsChanged: true));
            }
        }

        differences.AddRange(expected.Keys.Where(path => !found.Contains(path)).Order(StringComparer.Ordinal).Select(path => new DigestDifference(path, $"missing; {FileName} has it")));
    }

    /// <summary>What is in a folder but the list, by path from there, and what it is where it is no file. Links are not followed: what they lead to may change unseen.</summary>
    private static IEnumerable<(string Path, string? What)> Entries(string folder)
    {
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out var below))
        {
            var isEmpty = true;
            foreach (var entry in new DirectoryInfo(Path.Combine(folder, below)).EnumerateFileSystemInfos())
            {
                isEmpty = false;
                var path = below + entry.Name;
                if (entry.LinkTarget is not null)
                {
                    yield return (path, "a link");
                }
                else if (entry is DirectoryInfo)
                {
                    folders.Push(path + "/");
                }
                else if (path != FileName)
                {
                    yield return (path, null);
                }
            }

            if (isEmpty && below.Length > 0)
            {
                yield return (below, "an empty folder");
            }
        }
    }

    // Paths that an export has: no other may lead out of the folder.
    [GeneratedRegex(@"\A([0-9a-f]{64})  ((?:[a-z0-9-]+/)?[a-z0-9-]+(?:\.[a-z0-9]+)?)\n\z")]
    private static partial Regex Line();
}
