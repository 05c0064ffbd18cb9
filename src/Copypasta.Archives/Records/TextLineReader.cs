using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Plain text: every line, an empty one too, is a post. Lines end with LF or CR LF.</summary>
internal sealed class TextLineReader(RecordCursor cursor, int maxRecordBytes) : IRecordReader
{
    private bool _skipping;

    public IReadOnlyDictionary<string, string> Mapping { get; } = new Dictionary<string, string> { ["text"] = "line" };

    [MethodImpl(Jit.AtOnce)]
    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        while (position < window.Length)
        {
            var rest = window[position..];
            if (_skipping)
            {
                position += SkipLine(rest);
                continue;
            }

            // One byte more than allowed is enough to see that a line is too long.
            var line = rest[..Math.Min(rest.Length, maxRecordBytes + 1)];
            var end = line.IndexOf((byte)'\n');
            var consumed = end + 1;
            if (end < 0)
            {
                if (line.Length > maxRecordBytes)
                {
                    cursor.Reject(Reasons.TooLong(maxRecordBytes));
                    _skipping = true;
                    continue;
                }

                if (!isFinal)
                {
                    break;
                }

                end = consumed = line.Length;
            }

            line = line[..end];
            if (line.EndsWith((byte)'\r'))
            {
                line = line[..^1];
            }

            if (line.Length > PostBatch.MaxPostBytes)
            {
                cursor.Reject(Reasons.PostTooLong(line.Length));
                cursor.Skip(consumed, 1);
                position += consumed;
                continue;
            }

            if (!batch.TryReserve(line.Length))
            {
                break;
            }

            batch.NextCarried.Clear();
            batch.Add(cursor.CountPost(PostFlags.None), PostRecord.NoTime, default, default, default, batch.Write(line), PostFlags.None);
            cursor.Skip(consumed, 1);
            position += consumed;
        }

        return position;
    }

    private int SkipLine(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        _skipping = end < 0;
        var consumed = end < 0 ? rest.Length : end + 1;
        cursor.Skip(consumed, end < 0 ? 0 : 1);
        return consumed;
    }
}
