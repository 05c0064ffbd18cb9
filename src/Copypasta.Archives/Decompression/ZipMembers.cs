using System.IO.Compression;

namespace Copypasta.Archives;

/// <summary>
/// The members of a zip archive, by its table of contents, in ordinal order of their names; stored or deflated. Nothing is written anywhere. Lengths and
/// checksums are verified.
/// </summary>
internal static class ZipMembers
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;

    /// <param name="path">The archive, for messages.</param>
    /// <param name="file">Its bytes; seekable.</param>
    /// <param name="choice">Which members are read.</param>
    /// <param name="options">The limits.</param>
    /// <param name="onStored">Told of stored bytes read.</param>
    /// <exception cref="ArchiveException">The archive is something else, encrypted, or larger inside than allowed.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged or cut off.</exception>
    public static IEnumerable<Member> Read(string path, Stream file, MemberChoice choice, ReaderOptions options, Action<long>? onStored)
    {
        using var zip = Guarded(() => new ZipArchive(new FilledReads(file), ZipArchiveMode.Read, leaveOpen: true));
        var entries = Guarded(() => zip.Entries);
        ThrowIfDocument(path, entries);
        ThrowIfBomb(path, file.Length, entries, options);
        foreach (var entry in Choose(entries, choice))
        {
            var name = choice.Choose(entry.FullName);
            if (entry.IsEncrypted)
            {
                throw new ArchiveException($"{path}/{name}: encrypted; unpack the archive with its password first");
            }

            yield return new Member(name, new MemberStream(Open(path, name, entry), entry.Length, entry.Crc32, onStored, entry.CompressedLength));
        }
    }

    private static List<ZipArchiveEntry> Choose(IReadOnlyCollection<ZipArchiveEntry> entries, MemberChoice choice)
    {
        var named = new List<ZipArchiveEntry>();
        var others = new List<ZipArchiveEntry>();
        foreach (var entry in entries)
        {
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
            {
                choice.LeaveOut("folders");
            }
            else if (((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink)
            {
                choice.LeaveOut("links and devices");
            }
            else if (choice.IsContent(entry.FullName, entry.Length))
            {
                (FileNames.LookLikeArchive(entry.FullName) ? named : others).Add(entry);
            }
        }

        // A single file needs no telling name.
        if (named.Count == 0 && others.Count == 1)
        {
            return others;
        }

        others.ForEach(entry => choice.LeaveOutForName(entry.FullName));
        return [.. named.OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
    }

    private static void ThrowIfDocument(string path, IReadOnlyCollection<ZipArchiveEntry> entries)
    {
        var isOffice = entries.Any(entry => entry.FullName == "[Content_Types].xml");
        if (isOffice || entries.FirstOrDefault()?.FullName == "mimetype")
        {
            var name = !isOffice ? "an OpenDocument or EPUB file (such as .ods)"
                : entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.Ordinal)) ? "an Excel workbook (.xlsx)"
                : "a Microsoft Office document (such as .docx)";
            throw new ArchiveException($"{path}: looks like {name}; save it as CSV, which may round long numbers: format id columns as text first") { IsForeign = true };
        }
    }

    /// <summary>What the table of contents says is enough to see through members that lie over one another, or a declared size out of all proportion.</summary>
    private static void ThrowIfBomb(string path, long length, IReadOnlyCollection<ZipArchiveEntry> entries, ReaderOptions options)
    {
        Int128 stored = 0, unpacked = 0;
        foreach (var entry in entries)
        {
            stored += entry.CompressedLength;
            unpacked += entry.Length;
        }

        if (stored > length)
        {
            throw new ArchiveException($"{path}: its members claim {stored} stored bytes, but it has {length}: they overlap or the archive is damaged");
        }

        if (unpacked > 16 << 20 && options.MaxRatio is { } ratio && unpacked / Math.Max(1, length) >= ratio)
        {
            throw new ArchiveException($"{path}: decompresses to more than {ratio} times its size (--max-ratio); raise the limit if that is right");
        }
    }

    private static Stream Open(string path, string name, ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new ArchiveException($"{path}/{name}: cannot be unpacked: {e.Message.ReplaceLineEndings(" ")} Members that are stored or deflated are read; pack it again with either, or unpack it", e);
        }
    }

    private static T Guarded<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is EndOfStreamException or not (IOException or InvalidDataException or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new InvalidDataException("the zip archive is damaged", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("the zip archive is cut off or damaged: its table of contents cannot be read", e);
        }
    }
}
