using System.Text;
using System.Text.Unicode;

namespace Copypasta.Hashing;

/// <summary>What one call on an index works with: everything between a raw text and its verified matches. Used by one call at a time.</summary>
internal sealed class LshScratch
{
    // What has grown beyond this many bytes of text is not kept for the next call.
    private const int LargeText = 1 << 18;
    private const int FewestSlots = 256;

    private readonly LshIndexOptions _options;
    private readonly BandSigner _signer;
    private readonly TextNormalizer _normalizer;
    private readonly ShingleSequence _other;
    private readonly uint[] _minima;
    private readonly uint[] _keys;
    private byte[] _utf8 = [];
    private LshBitmap _bitmap;

    // The entries seen, in order, and a table of them: open addressing, at most half full, an entry + 1 or 0.
    private int[] _seen = new int[FewestSlots / 2];
    private int[] _slots = new int[FewestSlots];
    private int _seenCount;
    private int _mask = FewestSlots - 1;

    public LshScratch(LshIndexOptions options, BandSigner signer)
    {
        (_options, _signer) = (options, signer);
        _normalizer = new TextNormalizer(options.Profile);
        _other = new ShingleSequence(options.Shingle);
        Set = new ShingleSet(options.Shingle);
        (_minima, _keys) = (new uint[signer.Lanes], new uint[signer.Bands]);
    }

    /// <summary>The shingles of the text that was loaded.</summary>
    public ShingleSet Set { get; }

    /// <summary>The entries seen, in the order of their first appearance.</summary>
    public ReadOnlySpan<int> Seen => _seen.AsSpan(0, _seenCount);

    /// <summary>Whether a text was so large that the buffers are better given back.</summary>
    public bool IsLarge { get; private set; }

    /// <summary>Raw UTF-16 to comparable text, valid until the next call.</summary>
    public ReadOnlySpan<byte> Normalize(ReadOnlySpan<char> text)
    {
        CheckLength(text.Length);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[Math.Max(most, 1024)];
        }

        Utf8.FromUtf16(text, _utf8, out _, out var written);
        return Normalize(_utf8.AsSpan(0, written));
    }

    /// <summary>Raw UTF-8 to comparable text, valid until the next call.</summary>
    public ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> utf8)
    {
        CheckLength(utf8.Length);
        var text = _normalizer.Normalize(utf8, out _);
        CheckLength(text.Length);
        IsLarge |= Math.Max(utf8.Length, text.Length) > LargeText;
        return text;
    }

    /// <summary>Parity of the shingles of the text that was loaded and signed.</summary>
    public ref readonly LshBitmap Bitmap => ref _bitmap;

    /// <summary>Loads a comparable text's shingles.</summary>
    public void Load(ReadOnlySpan<byte> comparable)
    {
        Set.Load(comparable);
        IsLarge |= comparable.Length > LargeText;
    }

    /// <summary>Loads a comparable text and makes its keys and bitmap.</summary>
    /// <returns>A key per band; none where the text is too short for near matching.</returns>
    public ReadOnlySpan<uint> Sign(ReadOnlySpan<byte> comparable)
    {
        Load(comparable);
        if (!Set.IsLongEnough(_options.MinShingles))
        {
            return default;
        }

        _bitmap = LshBitmap.Of(Set.Hashes);
        _signer.Sign(Set.Hashes, _minima, _keys);
        return _keys;
    }

    /// <summary>How many shingles a comparable text shares with the one that was loaded; fewer than <paramref name="fewest"/>, or -1, where it is not so many.</summary>
    public int Shared(ReadOnlySpan<byte> comparable, int fewest)
    {
        _other.Load(comparable);
        IsLarge |= comparable.Length > LargeText;
        return Set.Shared(_other, fewest);
    }

    /// <summary>Forgets which entries were seen.</summary>
    public void ForgetSeen()
    {
        // Small again, so that a table that one query has grown is not swept by all that follow.
        _seenCount = 0;
        _mask = FewestSlots - 1;
        _slots.AsSpan(0, FewestSlots).Clear();
    }

    /// <summary>Whether an entry is seen for the first time.</summary>
    public bool See(int entry)
    {
        if (!TryPlace(entry))
        {
            return false;
        }

        _seen[_seenCount++] = entry;
        if (_seenCount == _seen.Length)
        {
            Array.Resize(ref _seen, _seen.Length * 2);
        }

        if (_seenCount * 2L > _mask)
        {
            GrowSlots();
        }

        return true;
    }

    private bool TryPlace(int entry)
    {
        for (var slot = (int)Mix.Finalize32((uint)entry) & _mask; ; slot = (slot + 1) & _mask)
        {
            if (_slots[slot] == 0)
            {
                _slots[slot] = entry + 1;
                return true;
            }

            if (_slots[slot] == entry + 1)
            {
                return false;
            }
        }
    }

    private void GrowSlots()
    {
        _mask = (_mask * 2) + 1;
        if (_slots.Length <= _mask)
        {
            _slots = new int[_mask + 1];
        }
        else
        {
            _slots.AsSpan(0, _mask + 1).Clear();
        }

        foreach (var entry in _seen.AsSpan(0, _seenCount))
        {
            TryPlace(entry);
        }
    }

    private static void CheckLength(int length)
    {
        if (length > LshIndex.MaxTextBytes)
        {
            throw new ArgumentException($"A text of an index has at most {LshIndex.MaxTextBytes} bytes of UTF-8; this one has {length} or more.");
        }
    }
}
