namespace Copypasta.Archives;

/// <summary>Where a reader stands in its input, and what it has counted; the one way a record is rejected.</summary>
internal sealed class RecordCursor(int source, long offset, Action<Reject> onReject)
{
    // A reject takes some hundred bytes until it is told, and a line of two bytes can be one.
    private const int ManyRejects = 4096;

    private long _told;

    /// <summary>Number of the last record, rejected ones included.</summary>
    public long Row { get; private set; }

    /// <summary>1-based line that the next record begins on.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Byte offset that the next record begins at.</summary>
    public long Offset { get; private set; } = offset;

    public long Rejected { get; private set; }

    /// <summary>Whether so many rejects wait to be told that a reader is to return.</summary>
    public bool HasManyRejects => Rejected - _told >= ManyRejects;

    /// <summary>Whether the input ends where something was still open.</summary>
    public bool EndsEarly { get; private set; }

    public long Posts { get; private set; }

    public long Reposts { get; private set; }

    public long NotPosts { get; private set; }

    public long RoundedIds { get; private set; }

    public long RoundedAuthors { get; private set; }

    /// <summary>Gives an id the form that other archives of its platform have it in; null where it has that already.</summary>
    public IdentityForm? IdForm { get; set; }

    /// <summary>The same for accounts.</summary>
    public IdentityForm? AuthorForm { get; set; }

    /// <summary>Notes where posts stand; null where nobody asks.</summary>
    public RecordPlaces? Places { get; init; }

    /// <summary>Notes a header that begins here; the caller then moves past it with <see cref="Skip"/>.</summary>
    public void NoteHeader() => Places?.Begin(RecordPlaces.Header, Offset);

    /// <summary>Counts a post that begins here; the caller then moves past it with <see cref="Skip"/>.</summary>
    /// <returns>Its row.</returns>
    public long CountPost(PostFlags flags)
    {
        Posts++;
        if ((flags & PostFlags.Repost) != 0)
        {
            Reposts++;
        }

        Places?.Begin(Row + 1, Offset);
        return ++Row;
    }

    /// <summary>Counts and reports a record that begins here; the caller then moves past it with <see cref="Skip"/>.</summary>
    public void Reject(string reason)
    {
        Rejected++;
        EndsEarly |= reason.EndsWith(Reasons.EndOfInput, StringComparison.Ordinal) || reason == JsonReasons.Unclosed;
        onReject(new Reject(source, ++Row, Line, Offset, reason));
    }

    /// <summary>Notes that all rejects so far are told.</summary>
    public void TellRejects() => _told = Rejected;

    /// <summary>Counts a record that is well-formed and no post, such as a service message; the caller then moves past it with <see cref="Skip"/>.</summary>
    public void CountNotPost()
    {
        NotPosts++;
        Row++;
    }

    /// <summary>The id of a post as it is to be kept: empty if it was rounded.</summary>
    public FieldRange KeepId(PostBatch batch, FieldRange id)
    {
        if (!Identity.IsRounded(batch.Bytes(id)))
        {
            return IdForm is null || id.Length == 0 ? id : IdForm(batch, id);
        }

        RoundedIds++;
        return default;
    }

    /// <summary>The author of a post as it is to be kept: empty if it is a placeholder or was rounded.</summary>
    public FieldRange KeepAuthor(PostBatch batch, FieldRange author)
    {
        author = AuthorForm is null || author.Length == 0 ? author : AuthorForm(batch, author);
        var bytes = batch.Bytes(author);
        if (Identity.IsRounded(bytes))
        {
            RoundedAuthors++;
            return default;
        }

        return Identity.IsPlaceholder(bytes) ? default : author;
    }

    public void Skip(int bytes, int lines)
    {
        Places?.End(bytes);
        Offset += bytes;
        Line += lines;
    }
}
