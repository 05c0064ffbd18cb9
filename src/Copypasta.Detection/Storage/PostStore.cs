using System.Buffers.Binary;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>One kept post: where it stands in the input, when, by whom, and which normalised text it carries.</summary>
public readonly struct StoredPost
{
    /// <summary>Unix milliseconds UTC, or <see cref="Archives.PostRecord.NoTime"/>.</summary>
    public long Time { get; init; }

    /// <summary>1-based record number in the source.</summary>
    public long Row { get; init; }

    /// <summary>Address of the id and the raw text in the store's arena.</summary>
    internal long Address { get; init; }

    /// <summary>Index into the run's sources.</summary>
    public int Source { get; init; }

    /// <summary>Index into <see cref="PostStore.Authors"/>, or -1 where the author is missing.</summary>
    public int Author { get; init; }

    /// <summary>Index into <see cref="PostStore.Texts"/>.</summary>
    public int Text { get; init; }

    /// <summary>Bytes of the id, which stands before the raw text.</summary>
    internal int IdLength { get; init; }

    /// <summary>What normalisation saw in the raw text.</summary>
    public TextFlags Flags { get; init; }

    /// <summary>Where the post was posted.</summary>
    public Platform Platform { get; init; }

    /// <summary>The main script of the raw text; an index does not keep it.</summary>
    public TextScript Script { get; init; }
}

/// <summary>
/// The posts that a run keeps, in input order, with their raw texts, the distinct authors and the distinct normalised texts.
/// </summary>
/// <remarks>
/// Costs 52 bytes a post, its id and raw text, and per distinct author and distinct text what <see cref="AccountTable"/> and <see cref="ByteStringTable"/> state. A value kept
/// along with a post, of a column or a field, costs its bytes and 4 more; of fields, empty ones behind the last that is not cost nothing.
/// </remarks>
/// <param name="keptColumns">Columns whose values are kept along with each post, 0 to <see cref="MaxKeptColumns"/>.</param>
/// <param name="fields">Fields whose values are kept along with each post, behind those of columns; none twice. Null for none.</param>
/// <param name="presence">Which inputs have which fields; null where that is not known.</param>
public sealed class PostStore(int keptColumns = 0, IReadOnlyList<PostField>? fields = null, FieldPresence? presence = null)
{
    /// <summary>Most columns that can be kept along with a post: all values of a batch and its texts lie in one block of the arena.</summary>
    public const int MaxKeptColumns = 32;

    // The word of a value has its length in the low bits; the last one of all, where there are fields, in the bits above how many values are stored.
    private const int LengthBits = 26;
    private const int LengthMask = (1 << LengthBits) - 1;

    private readonly bool _hasFields = fields is { Count: > 0 };

    // By field, its place among the values; -1 where it is not kept.
    private readonly int[] _places = [.. Enum.GetValues<PostField>().Select(field => fields?.ToList().IndexOf(field) is >= 0 and var place ? keptColumns + place : -1)];

    private readonly ByteArena _arena = new();
    private readonly Column<StoredPost> _posts = new();

    /// <summary>Number of kept posts.</summary>
    public int Count => _posts.Count;

    /// <summary>Bytes of memory that the store takes.</summary>
    internal long Bytes => _arena.Bytes + _posts.Bytes + Authors.Bytes + Texts.Bytes;

    /// <summary>The distinct accounts; posts without an author count for none.</summary>
    public AccountTable Authors { get; } = new();

    /// <summary>The distinct normalised texts, UTF-8.</summary>
    public ByteStringTable Texts { get; } = new();

    /// <summary>The post at an index, 0-based, in input order.</summary>
    public ref readonly StoredPost this[int index] => ref _posts[index];

    /// <summary>The id as given by the input, possibly empty.</summary>
    public ReadOnlySpan<byte> Id(int post) => _arena[_posts[post].Address][.._posts[post].IdLength];

    /// <summary>The raw text as given by the input.</summary>
    public ReadOnlySpan<byte> RawText(int post) => RawTextOf(_arena[_posts[post].Address][_posts[post].IdLength..]);

    /// <summary>A value kept along with a post, as given by the input; empty where it has none.</summary>
    /// <param name="post">The post.</param>
    /// <param name="column">0-based, in the order of <see cref="DetectionOptions.Keep"/>.</param>
    public ReadOnlySpan<byte> Kept(int post, int column) => KeptOf(_arena[_posts[post].Address], column);

    /// <summary>The value of a field of a post, as read. Empty where it has none: that says "no" where <see cref="HasField(int, PostField)"/>, else nothing.</summary>
    /// <param name="post">The post.</param>
    /// <param name="field">One of <see cref="DetectionOptions.Fields"/>; of any other the value is empty.</param>
    public ReadOnlySpan<byte> Field(int post, PostField field) => FieldOf(_arena[_posts[post].Address], field);

    /// <summary>Whether any post that was read has a value in a field, posts set aside included: where not, nobody can tell.</summary>
    /// <param name="field">One of <see cref="DetectionOptions.Fields"/>; of any other it is false.</param>
    public bool HasField(PostField field) => presence?.Has(field) == true;

    /// <summary>Whether any post that was read from one source has a value in a field, posts set aside included.</summary>
    /// <param name="source">Index into the run's sources: <see cref="StoredPost.Source"/>.</param>
    /// <param name="field">One of <see cref="DetectionOptions.Fields"/>; of any other it is false.</param>
    public bool HasField(int source, PostField field) => presence?.Has(source, field) == true;

    /// <summary>A value kept along, in what is stored of a post.</summary>
    internal ReadOnlySpan<byte> KeptOf(ReadOnlySpan<byte> stored, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, keptColumns);
        return Value(stored, column);
    }

    /// <summary>The value of a field in what is stored of a post.</summary>
    internal ReadOnlySpan<byte> FieldOf(ReadOnlySpan<byte> stored, PostField field) => _places[(int)field] is >= 0 and var place ? Value(stored, place) : default;

    /// <summary>The raw text of what is stored behind the id of a post.</summary>
    internal ReadOnlySpan<byte> RawTextOf(ReadOnlySpan<byte> stored) => RawTextOf(stored, ValuesIn(stored));

    /// <summary>The raw text of what is stored behind the id.</summary>
    internal static ReadOnlySpan<byte> RawTextOf(ReadOnlySpan<byte> stored, int values) => values == 0 ? stored : stored[..^KeptBytes(stored, 0, values)];

    /// <summary>Bytes that a post takes in the arena: id, raw text, kept values, the lengths of these; before them stands the length of all.</summary>
    internal static int StoredSize(int idAndText, int values, int bytesOfValues) => ByteArena.SizeOf(idAndText + bytesOfValues + (values * sizeof(int)));

    /// <summary>The author as given by the input, empty where missing.</summary>
    public ReadOnlySpan<byte> Author(int post) => _posts[post].Author < 0 ? default : Authors[_posts[post].Author];

    /// <summary>The normalised text that the post was compared by.</summary>
    public ReadOnlySpan<byte> NormalizedText(int post) => Texts[_posts[post].Text];

    /// <summary>Takes over a block of ids and raw texts, each written by <see cref="ByteArena.Write"/>; returns the address of the first.</summary>
    internal long Adopt(byte[] rawTexts) => _arena.Adopt(rawTexts);

    /// <summary>Appends a post; returns its index.</summary>
    /// <param name="post">All but <see cref="StoredPost.Author"/> and <see cref="StoredPost.Text"/>.</param>
    /// <param name="author">The author, empty where missing.</param>
    /// <param name="normalizedText">The text that the post is compared by.</param>
    /// <param name="textHash"><see cref="ByteStringTable.Hash"/> of it.</param>
    internal int Add(in StoredPost post, ReadOnlySpan<byte> author, ReadOnlySpan<byte> normalizedText, ulong textHash) => _posts.Add(post with
    {
        Author = author.IsEmpty ? -1 : Authors.Intern(post.Platform, author),
        Text = Texts.Intern(normalizedText, textHash),
    });

    /// <summary>Appends a post whose id, raw text and kept values are not yet in the store.</summary>
    /// <param name="post">All but <see cref="StoredPost.Author"/>, <see cref="StoredPost.Text"/> and <see cref="StoredPost.Address"/>.</param>
    /// <param name="stored">Id, raw text and kept values, as <see cref="Adopt"/> takes them.</param>
    /// <param name="author">The author, empty where missing.</param>
    /// <param name="normalizedText">The text that the post is compared by.</param>
    /// <param name="textHash"><see cref="ByteStringTable.Hash"/> of it.</param>
    internal int Add(in StoredPost post, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> author, ReadOnlySpan<byte> normalizedText, ulong textHash) =>
        Add(post with { Address = _arena.Append(stored) }, author, normalizedText, textHash);

    /// <summary>Id, raw text and kept values of a post, as they are stored.</summary>
    internal ReadOnlySpan<byte> Stored(int post) => _arena[_posts[post].Address];

    /// <summary>The word that stands last of those of a post's values.</summary>
    /// <param name="length">The last value's length, at most <see cref="PostBatch"/>'s post of 40 MiB.</param>
    /// <param name="values">How many values are stored: at least one, at most <see cref="MaxKeptColumns"/> and all fields.</param>
    internal static int LastWord(int length, int values) => length | (values << LengthBits);

    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> stored, int place)
    {
        var values = ValuesIn(stored);
        return place < values ? stored.Slice(stored.Length - KeptBytes(stored, place, values), KeptLength(stored, place, values)) : default;
    }

    private int ValuesIn(ReadOnlySpan<byte> stored) => _hasFields ? BinaryPrimitives.ReadInt32LittleEndian(stored[^sizeof(int)..]) >>> LengthBits : keptColumns;

    /// <summary>Bytes from the beginning of a kept value to the end of what is stored.</summary>
    private static int KeptBytes(ReadOnlySpan<byte> stored, int place, int values)
    {
        var bytes = values * sizeof(int);
        for (var i = place; i < values; i++)
        {
            bytes += KeptLength(stored, i, values);
        }

        return bytes;
    }

    private static int KeptLength(ReadOnlySpan<byte> stored, int place, int values) => BinaryPrimitives.ReadInt32LittleEndian(stored[^((values - place) * sizeof(int))..]) & LengthMask;
}
