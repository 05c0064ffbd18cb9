using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// What may be passed on of a run. Pseudonyms are HMAC-SHA-256 (RFC 2104) of a kind and a value, of which 128 bits are kept: the same key gives the same pseudonym, without it none can be checked against a guess. What is
/// left remains personal data: who has the posts finds them again by their times and numbers.
/// </summary>
public sealed class Sharing
{
    /// <summary>Accounts that a cluster, a hashtag or a link must have for its accounts, or itself, to be told.</summary>
    public const int FewestAccounts = 5;

    /// <summary>Bytes that a key has at least.</summary>
    public const int FewestKeyBytes = 32;

    private readonly byte[] _key;
    private readonly HashSet<UInt128> _told = [];
    private readonly HashSet<UInt128> _toldClusters = [];
    private readonly HashSet<string> _hashtags;

    /// <param name="isOfIds">Whether ids of posts are passed on and nothing else of them; else pseudonyms are, and what is counted of them.</param>
    /// <param name="key">The key of the pseudonyms, <see cref="FewestKeyBytes"/> or more.</param>
    /// <param name="result">The clusters.</param>
    /// <param name="evidence">The accounts and their pairs.</param>
    /// <exception cref="ArgumentException">The key is short.</exception>
    public Sharing(bool isOfIds, byte[] key, DetectionResult result, Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(evidence);
        if (key.Length < FewestKeyBytes)
        {
            throw new ArgumentException($"a key of {key.Length} bytes; it takes {FewestKeyBytes}", nameof(key));
        }

        (IsOfIds, _key) = (isOfIds, key);
        var authors = result.Posts.Authors;
        var told = new BitArray(authors.Count);
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            if (result.Posts[member.Post].Author is >= 0 and var author && result.Clusters[member.Cluster].Accounts >= FewestAccounts)
            {
                told[author] = true;
            }
        }

        foreach (var cluster in result.Clusters.Where(cluster => cluster.Accounts >= FewestAccounts))
        {
            _toldClusters.Add(Pseudonym(SharedAs.Cluster, Encoding.ASCII.GetBytes(cluster.Id)));
        }

        foreach (var account in evidence.Census.Accounts)
        {
            if (told[account.Account])
            {
                _told.Add(Pseudonym(SharedAs.Account, authors[account.Account]));
            }
        }

        // A name on two platforms has one pseudonym, so that all accounts of the name may be told or none.
        foreach (var account in evidence.Census.Accounts)
        {
            if (!told[account.Account])
            {
                _told.Remove(Pseudonym(SharedAs.Account, authors[account.Account]));
            }
        }

        bool MayTellAuthor(int author) => MayTell(Pseudonym(SharedAs.Account, authors[author]));
        AccountsTold = evidence.Census.Accounts.Count(account => MayTellAuthor(account.Account));
        AccountsNotTold = evidence.Census.Accounts.Length - AccountsTold;
        PairsNotTold = evidence.Pairs?.Pairs.Count(pair => !MayTellAuthor(pair.A) || !MayTellAuthor(pair.B)) ?? 0;
        _hashtags = SharedHashtags.Of(result, evidence.Census);
    }

    /// <summary>Whether ids of posts are passed on and nothing else of them.</summary>
    public bool IsOfIds { get; }

    /// <summary>Accounts that have a pseudonym.</summary>
    public int AccountsTold { get; }

    /// <summary>Accounts of clusters of few accounts only: they are counted with others and told nowhere.</summary>
    public int AccountsNotTold { get; }

    /// <summary>Pairs in a tier with such an account.</summary>
    public int PairsNotTold { get; }

    /// <summary>By it a key is known again, and nothing else of it.</summary>
    public string KeyCheck => string.Create(CultureInfo.InvariantCulture, $"{Pseudonym(SharedAs.Nothing, []):x32}");

    /// <summary>The pseudonym of a value: of the letter of its kind and the value. What is passed on with ids has others for clusters: laid beside the rest of the run, ids would tell whose its posts are.</summary>
    /// <param name="kind">One that has pseudonyms.</param>
    /// <param name="value">The value, not empty.</param>
    internal UInt128 Pseudonym(SharedAs kind, ReadOnlySpan<byte> value)
    {
        var message = value.Length < 256 ? stackalloc byte[value.Length + 1] : new byte[value.Length + 1];
        message[0] = (byte)(IsOfIds ? char.ToUpperInvariant(Letter(kind)) : Letter(kind));
        value.CopyTo(message[1..]);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>The same as tables have it.</summary>
    internal string PseudonymText(SharedAs kind, string value) => $"{Letter(kind)}{Pseudonym(kind, Encoding.UTF8.GetBytes(value)):x32}";

    /// <summary>Whether an account may be told, by its pseudonym.</summary>
    internal bool MayTell(UInt128 account) => _told.Contains(account);

    /// <summary>Whether posts of a cluster may be told, by its pseudonym.</summary>
    internal bool MayTellPostsOf(UInt128 cluster) => _toldClusters.Contains(cluster);

    /// <summary>Whether a hashtag may be told.</summary>
    internal bool MayTellHashtag(ReadOnlySpan<byte> hashtag) => _hashtags.Contains(Encoding.UTF8.GetString(hashtag));

    /// <summary>The letter that a kind's pseudonyms begin with; it keeps equal values of two kinds apart.</summary>
    internal static char Letter(SharedAs kind) => kind switch
    {
        SharedAs.Nothing => 'k',
        SharedAs.Account => 'a',
        SharedAs.Post => 'p',
        SharedAs.Source => 's',
        SharedAs.Cluster or SharedAs.ClusterOfPost => 'c',
        SharedAs.Family => 'f',
        SharedAs.Community => 'm',
        SharedAs.Link => 'l',
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no pseudonyms"),
    };
}
