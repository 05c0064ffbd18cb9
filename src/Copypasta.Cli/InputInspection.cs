using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Cli;

/// <summary>A post as inspect shows it: the text raw, cut.</summary>
internal sealed record InspectedPost(long Row, string Id, string Author, long Time, string Language, bool IsRepost, byte[] Text);

/// <summary>What inspect counts in the posts of one input. Holds 64-bit hashes of the first ids and accounts, some 30 bytes each in their hash sets and two million of each at the most: that two of so many share one has a probability of 1e-7.</summary>
internal sealed class InputInspection(TextProfile profile)
{
    /// <summary>Posts that are shown.</summary>
    public const int ShownPosts = 5;

    private const int ShownBytes = 1000;
    private const int MostIdentities = 1 << 21;
    private const int MaxLanguages = 1000;

    private readonly TextNormalizer _normalizer = new(profile);
    private readonly HashSet<ulong> _ids = [];
    private readonly HashSet<ulong> _accounts = [];
    private readonly Dictionary<string, long> _languages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<TextFlags, long> _flags = [];
    private readonly List<InspectedPost> _first = [];
    private UInt128 _firstText;

    public IReadOnlyList<InspectedPost> First => _first;

    public long Posts { get; private set; }

    /// <summary>Marked by the input or by their text.</summary>
    public long Reposts { get; private set; }

    public long WithoutId { get; private set; }

    public long WithoutAuthor { get; private set; }

    public long WithoutTime { get; private set; }

    public long WithoutLanguage { get; private set; }

    /// <summary>Posts of whose text normalisation leaves nothing.</summary>
    public long EmptyTexts { get; private set; }

    /// <summary>Posts that are an earlier one again: <see cref="PostIdentity"/>.</summary>
    public long DuplicateIds { get; private set; }

    public long Accounts => _accounts.Count;

    /// <summary>Whether there were more ids or accounts than are held, so that <see cref="DuplicateIds"/> and <see cref="Accounts"/> may be more, too.</summary>
    public bool IsAtLeast => _ids.Count == MostIdentities || _accounts.Count == MostIdentities;

    public long Earliest { get; private set; } = PostRecord.NoTime;

    public long Latest { get; private set; } = PostRecord.NoTime;

    /// <summary>Whether all posts have the same text as compared.</summary>
    public bool IsOneText { get; private set; } = true;

    /// <summary>Languages as the input names them, most posts first; beyond a thousand the rest is one, named "…".</summary>
    public IEnumerable<KeyValuePair<string, long>> Languages => _languages.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>Posts in which normalisation saw something, by what.</summary>
    public IReadOnlyDictionary<TextFlags, long> Flags => _flags;

    public void Add(PostBatch batch)
    {
        foreach (ref readonly var post in batch.Posts)
        {
            Add(batch, post);
        }
    }

    private void Add(PostBatch batch, in PostRecord post)
    {
        var text = _normalizer.Normalize(batch.Bytes(post.Text), out var flags);
        var hash = XxHash128.HashToUInt128(text);
        IsOneText &= Posts == 0 || hash == _firstText;
        _firstText = Posts == 0 ? hash : _firstText;
        flags |= (post.Flags & PostFlags.Repost) != 0 ? TextFlags.Repost : TextFlags.None;
        Posts++;
        EmptyTexts += text.IsEmpty ? 1 : 0;
        Reposts += (flags & TextFlags.Repost) != 0 ? 1 : 0;
        for (var rest = (int)flags; rest != 0; rest &= rest - 1)
        {
            Count((TextFlags)(rest & -rest));
        }

        AddIdentity(batch, post);
        if (post.Time == PostRecord.NoTime)
        {
            WithoutTime++;
        }
        else
        {
            Earliest = Math.Min(Earliest, post.Time);
            Latest = Latest == PostRecord.NoTime ? post.Time : Math.Max(Latest, post.Time);
        }

        AddLanguage(batch.Bytes(post.Language));
        if (_first.Count < ShownPosts)
        {
            var raw = batch.Bytes(post.Text);
            _first.Add(new InspectedPost(
                post.Row,
                Encoding.UTF8.GetString(batch.Bytes(post.Id)),
                Encoding.UTF8.GetString(batch.Bytes(post.Author)),
                post.Time,
                Encoding.UTF8.GetString(batch.Bytes(post.Language)),
                (flags & TextFlags.Repost) != 0,
                raw[..Math.Min(raw.Length, ShownBytes)].ToArray()));
        }
    }

    private void AddIdentity(PostBatch batch, in PostRecord post)
    {
        var author = batch.Bytes(post.Author);
        if (author.IsEmpty)
        {
            WithoutAuthor++;
        }
        else
        {
            IsNew(_accounts, XxHash3.HashToUInt64(author));
        }

        if (post.Id.Length == 0)
        {
            WithoutId++;
            return;
        }

        var hash = XxHash3.HashToUInt64(batch.Bytes(post.Id), PostIdentity.Seed(batch.Platform, author, batch.Bytes(post.Text)));
        DuplicateIds += IsNew(_ids, hash) ? 0 : 1;
    }

    private static bool IsNew(HashSet<ulong> identities, ulong hash) => identities.Count < MostIdentities ? identities.Add(hash) : !identities.Contains(hash);

    private void AddLanguage(ReadOnlySpan<byte> language)
    {
        if (language.IsEmpty)
        {
            WithoutLanguage++;
            return;
        }

        Span<char> name = stackalloc char[64];
        var length = Encoding.UTF8.GetChars(language[..Math.Min(language.Length, name.Length)], name);
        var languages = _languages.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!languages.ContainsKey(name[..length]) && _languages.Count >= MaxLanguages)
        {
            "…".CopyTo(name);
            length = 1;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(languages, name[..length], out _)++;
    }

    private void Count(TextFlags flag) => _flags[flag] = _flags.GetValueOrDefault(flag) + 1;
}
