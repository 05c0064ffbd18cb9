using System.Globalization;
using Copypasta.Archives;

namespace Copypasta.Fuzz;

/// <summary>A way to read bytes, and what must hold of it whatever the bytes are.</summary>
/// <param name="Name">As the command line takes it: a format's name, or "auto".</param>
internal sealed record FuzzTarget(string Name)
{
    /// <summary>Small, so that limits are met by small inputs.</summary>
    private const long MaxRecordBytes = 4096;

    /// <summary>Inputs are looked at as a whole.</summary>
    private const int LargeSample = 256 * 1024;

    /// <summary>An input of some kilobytes must not compute longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IEnumerable<string> Names => ArchiveFormats.Names.Prepend(ArchiveFormats.Auto);

    public static FuzzTarget? Find(string name) => Names.Contains(name) ? new FuzzTarget(name) : null;

    /// <summary>Reads the bytes; returns what broke, or null.</summary>
    public string? Run(byte[] input)
    {
        try
        {
            if (input.Length == 0)
            {
                return Read(input, pieces: int.MaxValue, LargeSample).Fault;
            }

            // What comes out must not depend on where reads of the stream end: neither of the file's, nor, with a sample shorter than the input, of the text's.
            var piece = 1 + (input[^1] % 61);
            return Compare(input, piece, LargeSample) ?? Compare(input, piece, 1 + (input.Length / (2 + (input[^1] & 7))));
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private string? Compare(byte[] input, int piece, int sample)
    {
        var whole = Read(input, pieces: int.MaxValue, sample);
        if (whole.Fault is not null)
        {
            return whole.Fault;
        }

        var pieces = Read(input, piece, sample);
        return pieces.Fault ?? (pieces.Outcome == whole.Outcome ? null : $"looked at {sample} bytes, in one piece: {whole.Outcome}; in pieces of {piece}: {pieces.Outcome}");
    }

    private (string? Fault, string Outcome) Read(byte[] input, int pieces, int sample)
    {
        var (rejects, places) = (0L, 0L);
        var posts = 0L;
        var content = new HashCode();
        var options = new ReaderOptions
        {
            Format = Name,
            MaxRecordBytes = MaxRecordBytes,
            SampleBytes = sample,
            MaxDecompressedBytes = 8 << 20,
            DateOrder = DateOrder.Mdy,
            Fields = [PostField.Handle, PostField.Client, PostField.Hashtags, PostField.Urls, PostField.Mentions, PostField.ReplyTo, PostField.QuoteOf, PostField.RepostOf, PostField.LinkTitle],
            Columns = ["kept"],
        };
        var reader = new PostReader([new InputFile("input")], options, Reject, open: _ => new PieceStream(input, pieces));
        string? refusal = null;
        using var patience = new CancellationTokenSource();
        using var watch = new CpuWatch(Patience, patience.Cancel);
        try
        {
            ReadAll().GetAwaiter().GetResult();
        }
        catch (ArchiveException e)
        {
            refusal = e.Message;
            if (refusal.Contains('\n', StringComparison.Ordinal) || refusal.Length > 20_000)
            {
                return ($"an error of {refusal.Length} characters or several lines: {refusal}", "");
            }
        }
        catch (OperationCanceledException)
        {
            return ($"took longer than {Patience.TotalSeconds} s", "");
        }

        if (refusal is null)
        {
            var records = reader.Summaries.Sum(summary => summary.Records);
            var accounted = reader.Summaries.Sum(summary => summary.Posts + summary.Rejected + summary.NotPosts);
            if (records != accounted || posts != reader.Summaries.Sum(summary => summary.Posts) || rejects != reader.Summaries.Sum(summary => summary.Rejected))
            {
                return (string.Create(CultureInfo.InvariantCulture, $"counts do not add up: {records} records, {accounted} accounted for, {posts} posts and {rejects} rejects seen"), "");
            }
        }

        return (null, string.Create(CultureInfo.InvariantCulture, $"{posts} posts, {rejects} rejects, their places {places:x}, content {content.ToHashCode():x8}, {(refusal is null ? "read" : "refused")}"));

        void Reject(Reject reject)
        {
            Interlocked.Increment(ref rejects);
            // A sum, as they may come in any order.
            Interlocked.Add(ref places, reject.GetHashCode());
        }

        async Task ReadAll()
        {
            await foreach (var batch in reader.ReadAsync(patience.Token).ConfigureAwait(false))
            {
                for (var i = 0; i < batch.Posts.Length; i++)
                {
                    var post = batch.Posts[i];
                    posts++;
                    content.Add(post.Row);
                    content.Add(post.Time);
                    content.AddBytes(batch.Bytes(post.Id));
                    content.AddBytes(batch.Bytes(post.Author));
                    content.AddBytes(batch.Bytes(post.Language));
                    content.AddBytes(batch.Bytes(post.Text));
                    foreach (var carried in batch.Carried(i))
                    {
                        content.AddBytes(batch.Bytes(carried));
                    }
                }

                batch.Return();
            }
        }
    }
}
