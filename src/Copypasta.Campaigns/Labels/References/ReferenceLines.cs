using System.Text;
using Copypasta.Archives;

namespace Copypasta.Campaigns;

/// <summary>The lines of a reference file, checked: UTF-8, at most <see cref="MaxFileBytes"/>.</summary>
internal static class ReferenceLines
{
    public const int MaxFileBytes = 1 << 28;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads all bytes of a file that a user named.</summary>
    /// <param name="option">The option that named it, for messages.</param>
    /// <param name="path">The file.</param>
    public static byte[] ReadFile(string option, string path)
    {
        if (Directory.Exists(path))
        {
            throw new ArchiveException($"{option}: {path} is a folder; name a file");
        }

        try
        {
            var length = new FileInfo(path).Length;
            return length <= MaxFileBytes
                ? File.ReadAllBytes(path)
                : throw new ArchiveException($"{option}: {path} has {length} bytes; allowed are {MaxFileBytes}. Split or shorten it.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveException($"{option}: {path} cannot be read: there is no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{option}: {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The lines with their 1-based numbers, without line ends and a byte order mark; empty ones are left out.</summary>
    /// <exception cref="ArchiveException">A line is not UTF-8.</exception>
    public static IEnumerable<(int Number, string Text)> Of(string option, string name, ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            string text;
            try
            {
                text = s_strict.GetString(line.Span.TrimEnd((byte)'\r'));
            }
            catch (DecoderFallbackException e)
            {
                throw new ArchiveException($"{option}: {name}:{number}: not UTF-8. Save the file as UTF-8.", e);
            }

            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return (number, text);
            }
        }
    }
}
