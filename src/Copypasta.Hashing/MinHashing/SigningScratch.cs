using System.Text.Unicode;

namespace Copypasta.Hashing;

/// <summary>
/// What signing a text takes besides a hasher: buffers, one set per thread, so that a hasher is immutable and shared and signing allocates nothing once they have
/// grown. Bounded: a text beyond <see cref="LargestKept"/> bytes gets a set of its own, and at most <see cref="MostKept"/> profiles and shingles are kept.
/// </summary>
internal sealed class SigningScratch
{
    public const int LargestKept = 1 << 16;
    public const int MostKept = 8;

    [ThreadStatic]
    private static SigningScratch? s_current;

    private readonly Recent<TextProfile, TextNormalizer> _normalizers = new((a, b) => ReferenceEquals(a, b) || a.Id == b.Id, profile => new TextNormalizer(profile));
    private readonly Recent<Shingle, ShingleSequence> _sequences = new((a, b) => a == b, shingle => new ShingleSequence(shingle));
    private byte[] _utf8 = new byte[1024];

    /// <summary>The scratch for a text of so many bytes (or of characters that take so many at most).</summary>
    public static SigningScratch For(long bytes) => bytes > LargestKept ? new SigningScratch() : s_current ??= new SigningScratch();

    /// <summary>The shingle hashes of a text; valid until the next call.</summary>
    public ReadOnlySpan<uint> Shingles(ReadOnlySpan<byte> utf8, TextProfile profile, Shingle shingle)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var sequence = SequenceFor(shingle);
        sequence.LoadWellFormed(_normalizers.Get(profile).Normalize(utf8, out _));
        return sequence.Hashes;
    }

    public ShingleSequence SequenceFor(Shingle shingle) => _sequences.Get(shingle);

    /// <summary>UTF-16 as UTF-8, lone surrogates as U+FFFD; valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<char> text)
    {
        // Three bytes are the most that a UTF-16 unit takes; a giant text is counted instead.
        var most = text.Length <= LargestKept ? text.Length * 3 : TextNormalizer.LengthInUtf8(text);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[Math.Max(most, _utf8.Length * 2)];
        }

        // An encoder's fallback would allocate for each lone surrogate; this replaces them in place.
        Utf8.FromUtf16(text, _utf8, out _, out var written);
        return _utf8.AsSpan(0, written);
    }

    /// <summary>The last few values made, so that texts of different profiles in turn find theirs again.</summary>
    private sealed class Recent<TKey, TValue>(Func<TKey, TKey, bool> same, Func<TKey, TValue> make)
    {
        private readonly (TKey Key, TValue Value)[] _kept = new (TKey, TValue)[MostKept];
        private int _count;
        private int _next;

        public TValue Get(TKey key)
        {
            foreach (var (kept, value) in _kept.AsSpan(0, _count))
            {
                if (same(kept, key))
                {
                    return value;
                }
            }

            var made = make(key);
            _kept[_next] = (key, made);
            _next = (_next + 1) % MostKept;
            _count = Math.Min(_count + 1, MostKept);
            return made;
        }
    }
}
