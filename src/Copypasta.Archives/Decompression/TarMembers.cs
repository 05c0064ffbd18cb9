using System.Formats.Tar;
using System.Globalization;

namespace Copypasta.Archives;

/// <summary>
/// The members of a tar archive (ustar, pax, GNU, V7), in the order of the stream. Nothing is written anywhere. A tar has no checksum of its members' content:
/// damage there shows only through the compression around it or the records in it.
/// </summary>
internal static class TarMembers
{
    private const int BlockBytes = 512;

    /// <summary>Whether data begins with a tar header, by its checksum: old archives have no magic.</summary>
    public static bool IsTar(ReadOnlySpan<byte> head)
    {
        if (head.Length < BlockBytes || head[0] == 0)
        {
            return false;
        }

        var field = head.Slice(148, 8).Trim(" \0"u8);
        var declared = 0L;
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            declared = (declared * 8) + digit - '0';
        }

        var sum = 8L * ' ';
        for (var i = 0; i < BlockBytes; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : head[i];
        }

        return field.Length > 0 && declared == sum;
    }

    /// <exception cref="InvalidDataException">The archive is damaged or cut off.</exception>
    public static IEnumerable<Member> Read(Stream stream, MemberChoice choice)
    {
        using var guarded = new HeaderGuard(stream);
        using var reader = new TarReader(guarded, leaveOpen: true);
        while (Next(reader, guarded) is { } entry)
        {
            if (entry.EntryType == TarEntryType.Directory)
            {
                choice.LeaveOut("folders");
            }
            else if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
            {
                choice.LeaveOut("links and devices");
            }
            else if (choice.IsContent(entry.Name, entry.Length))
            {
                if (FileNames.LookLikeArchive(entry.Name))
                {
                    yield return new Member(choice.Choose(entry.Name), new MemberStream(entry.DataStream!, entry.Length));
                }
                else
                {
                    choice.LeaveOutForName(entry.Name);
                }
            }
        }

        // Beyond the end mark, which the library has seen, only padding may stand.
        var rest = new byte[64 * 1024];
        for (var read = stream.Read(rest); read > 0; read = stream.Read(rest))
        {
            if (rest.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                throw new InvalidDataException("the tar archive is followed by bytes that are not its own");
            }
        }
    }

    private static TarEntry? Next(TarReader reader, HeaderGuard guarded)
    {
        guarded.InHeader = true;
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            throw new InvalidDataException("the tar archive is cut off or damaged", e);
        }
        finally
        {
            guarded.InHeader = false;
        }
    }

    /// <summary>Bounds what a header makes the library allocate and read at once.</summary>
    private sealed class HeaderGuard(Stream inner) : ReadOnlyStream
    {
        private const int MaxHeaderBytes = 1 << 20;

        public bool InHeader { get; set; }

        public override int Read(Span<byte> buffer)
            => InHeader && buffer.Length > MaxHeaderBytes
                ? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the tar archive has a header of {buffer.Length} bytes; at most {MaxHeaderBytes} are read"))
                : inner.Read(buffer);
    }
}
