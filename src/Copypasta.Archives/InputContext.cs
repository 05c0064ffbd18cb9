using System.Globalization;
using System.Text;

namespace Copypasta.Archives;

/// <summary>What the reading of every input needs to know.</summary>
/// <param name="Options">The user's wishes.</param>
/// <param name="Map">The columns the user named, by field.</param>
/// <param name="Encoding">The encoding the user named.</param>
/// <param name="OnBytes">Told of stored bytes read.</param>
/// <param name="Open">Opens an input.</param>
/// <param name="OnRecord">Told the bytes of each post.</param>
internal sealed record InputContext(
    ReaderOptions Options, IReadOnlyDictionary<PostField, string> Map, Encoding? Encoding, Action<long>? OnBytes, Func<InputFile, Stream> Open, RecordBytes? OnRecord = null)
{
    /// <summary>Whether a fault is one of the input, to be explained to the user.</summary>
    public static bool IsFault(Exception e) => e is InvalidDataException or IOException or UnauthorizedAccessException;

    /// <summary>The message for a fault of the input.</summary>
    /// <param name="path">The input.</param>
    /// <param name="e">The fault.</param>
    /// <param name="place">How far it could be read.</param>
    public static ArchiveException Explain(string path, Exception e, FormattableString place)
    {
        var what = e is InvalidDataException ? "broken" : "cannot be read any further";
        return new ArchiveException($"{path}: {what} after {place.ToString(CultureInfo.InvariantCulture)}: {e.Message.ReplaceLineEndings(" ")}; get a whole copy of it", e);
    }
}
