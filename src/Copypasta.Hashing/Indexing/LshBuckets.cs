namespace Copypasta.Hashing;

/// <summary>
/// For every band a hash table of the texts by their key, chained: a slot leads to the text that came last, a text's node to the one before it. Texts are
/// only ever added; compaction builds the tables anew from the keys in the nodes.
/// </summary>
/// <remarks>Per text and band 8 bytes of node and 2 to 4 bytes of slots.</remarks>
internal sealed class LshBuckets(int bands)
{
    private const int NodeBlockBits = 6;
    private const int Unlinked = -1;

    private readonly LshBlocks<Node> _nodes = new(bands, NodeBlockBits);
    private readonly int[][] _heads = [.. Enumerable.Range(0, bands).Select(_ => new int[16])];

    private struct Node
    {
        public uint Key;

        /// <summary>The text before it in its slot, + 1; 0 at the end, <see cref="Unlinked"/> where the text takes no part.</summary>
        public int Next;
    }

    /// <summary>Number of bands.</summary>
    public int Bands => bands;

    /// <summary>Adds the next text.</summary>
    /// <param name="text">The number of texts added before.</param>
    /// <param name="keys">A key per band, or none for a text that takes no part.</param>
    public void Add(int text, ReadOnlySpan<uint> keys)
    {
        if (text >= _heads[0].Length * 2L)
        {
            Grow(text);
        }

        var nodes = _nodes.Write(text);
        if (keys.IsEmpty)
        {
            nodes.Fill(new Node { Next = Unlinked });
            return;
        }

        for (var band = 0; band < bands; band++)
        {
            nodes[band].Key = keys[band];
            Link(text, band);
        }
    }

    /// <summary>Where a key's chain begins, for <see cref="Next"/>; other keys of the same slot are in it too.</summary>
    public int First(int band, uint key) => Head(band, key);

    /// <summary>The next text of a chain whose key is the one looked for; -1 at the end.</summary>
    /// <param name="band">The band.</param>
    /// <param name="key">The key.</param>
    /// <param name="next">Where to look on, as <see cref="First"/>, <see cref="KeyOf"/> and this method leave it.</param>
    public int Next(int band, uint key, ref int next)
    {
        while (next > 0)
        {
            var text = next - 1;
            ref readonly var node = ref _nodes.At(text, band);
            next = node.Next;
            if (node.Key == key)
            {
                return text;
            }
        }

        return -1;
    }

    /// <summary>A text's key in a band, and the chain of the texts that were added before it.</summary>
    public uint KeyOf(int text, int band, out int next)
    {
        ref readonly var node = ref _nodes.At(text, band);
        next = node.Next;
        return node.Key;
    }

    /// <summary>The same tables with only some texts, in a new order.</summary>
    public LshBuckets Compact(int[] kept, LshTexts texts)
    {
        var compact = new LshBuckets(bands);
        var keys = new uint[bands];
        for (var text = 0; text < kept.Length; text++)
        {
            for (var band = 0; band < bands; band++)
            {
                keys[band] = KeyOf(kept[text], band, out _);
            }

            compact.Add(text, texts[text].Shingles > 0 ? keys : []);
        }

        return compact;
    }

    private ref int Head(int band, uint key) => ref _heads[band][(int)key & (_heads[band].Length - 1)];

    private void Link(int text, int band)
    {
        ref var node = ref _nodes.At(text, band);
        ref var head = ref Head(band, node.Key);
        node.Next = head;
        head = text + 1;
    }

    // Band by band: no more than one band's table is held twice.
    private void Grow(int texts)
    {
        for (var band = 0; band < bands; band++)
        {
            _heads[band] = new int[_heads[band].Length * 2];
            for (var text = 0; text < texts; text++)
            {
                if (_nodes.At(text, band).Next != Unlinked)
                {
                    Link(text, band);
                }
            }
        }
    }
}
