namespace Copypasta.Hashing.Tests;

/// <summary>Decompresses bzip2, in which Debian keeps NormalizationTest.txt and for which .NET has no stream. Checksums are not verified.</summary>
internal static class Bzip2
{
    internal static byte[] Decompress(byte[] data)
    {
        var bits = new BitReader(data);
        var output = new MemoryStream();
        if (bits.Read(24) != 0x425A68)
        {
            throw new InvalidDataException("no bzip2 header");
        }

        var blockSize = (bits.Read(8) - '0') * 100_000;
        while (true)
        {
            var magic = ((long)bits.Read(24) << 24) | (uint)bits.Read(24);
            bits.Read(16);
            bits.Read(16);
            if (magic == 0x177245385090)
            {
                return output.ToArray();
            }

            if (magic != 0x314159265359)
            {
                throw new InvalidDataException("no bzip2 block");
            }

            ReadBlock(bits, blockSize, output);
        }
    }

    private static void ReadBlock(BitReader bits, int blockSize, MemoryStream output)
    {
        if (bits.Read(1) != 0)
        {
            throw new InvalidDataException("a randomised bzip2 block");
        }

        var origin = bits.Read(24);
        var symbols = ReadUsedSymbols(bits);
        var tables = bits.Read(3);
        var selectors = ReadSelectors(bits, tables);
        var codes = new Huffman[tables];
        for (var i = 0; i < tables; i++)
        {
            codes[i] = Huffman.Read(bits, symbols.Length + 2);
        }

        var block = new byte[blockSize];
        int length = 0, run = 0, runBit = 1;
        for (var read = 0; ; read++)
        {
            var symbol = codes[selectors[read / 50]].Decode(bits);
            if (symbol <= 1)
            {
                run += runBit << symbol;
                runBit <<= 1;
                continue;
            }

            block.AsSpan(length, run).Fill(symbols[0]);
            length += run;
            (run, runBit) = (0, 1);
            if (symbol == symbols.Length + 1)
            {
                break;
            }

            var value = symbols[symbol - 1];
            symbols.AsSpan(0, symbol - 1).CopyTo(symbols.AsSpan(1));
            symbols[0] = value;
            block[length++] = value;
        }

        WriteInverse(block.AsSpan(0, length), origin, output);
    }

    // The inverse Burrows-Wheeler transform, and the run lengths of the outermost layer: four equal bytes are followed by a count.
    private static void WriteInverse(Span<byte> block, int origin, MemoryStream output)
    {
        var starts = new int[257];
        foreach (var value in block)
        {
            starts[value + 1]++;
        }

        for (var i = 1; i < 257; i++)
        {
            starts[i] += starts[i - 1];
        }

        var next = new int[block.Length];
        for (var i = 0; i < block.Length; i++)
        {
            next[starts[block[i]]++] = i;
        }

        int position = next[origin], equal = 0, last = -1;
        for (var i = 0; i < block.Length; i++, position = next[position])
        {
            var value = block[position];
            if (equal == 4)
            {
                for (var copies = 0; copies < value; copies++)
                {
                    output.WriteByte((byte)last);
                }

                (equal, last) = (0, -1);
                continue;
            }

            equal = value == last ? equal + 1 : 1;
            last = value;
            output.WriteByte(value);
        }
    }

    private static byte[] ReadUsedSymbols(BitReader bits)
    {
        var groups = bits.Read(16);
        var symbols = new List<byte>();
        for (var group = 0; group < 16; group++)
        {
            var used = (groups & (0x8000 >> group)) != 0 ? bits.Read(16) : 0;
            for (var i = 0; i < 16; i++)
            {
                if ((used & (0x8000 >> i)) != 0)
                {
                    symbols.Add((byte)((group * 16) + i));
                }
            }
        }

        return [.. symbols];
    }

    private static byte[] ReadSelectors(BitReader bits, int tables)
    {
        var selectors = new byte[bits.Read(15)];
        var order = Enumerable.Range(0, tables).Select(i => (byte)i).ToList();
        for (var i = 0; i < selectors.Length; i++)
        {
            var rank = 0;
            while (bits.Read(1) != 0)
            {
                rank++;
            }

            var table = order[rank];
            order.RemoveAt(rank);
            order.Insert(0, table);
            selectors[i] = table;
        }

        return selectors;
    }

    private sealed class BitReader(byte[] data)
    {
        private long _position;

        internal int Read(int count)
        {
            var value = 0;
            for (; count > 0; count--, _position++)
            {
                value = (value << 1) | ((data[_position >> 3] >> (7 - (int)(_position & 7))) & 1);
            }

            return value;
        }
    }

    private sealed class Huffman
    {
        private readonly int[] _limit = new int[21];
        private readonly int[] _first = new int[21];
        private readonly List<int> _symbols = [];

        internal static Huffman Read(BitReader bits, int symbols)
        {
            var lengths = new int[symbols];
            var length = bits.Read(5);
            for (var i = 0; i < symbols; i++)
            {
                while (bits.Read(1) != 0)
                {
                    length += bits.Read(1) == 0 ? 1 : -1;
                }

                lengths[i] = length;
            }

            var huffman = new Huffman();
            var code = 0;
            for (var bitCount = 1; bitCount <= 20; bitCount++)
            {
                huffman._first[bitCount] = huffman._symbols.Count - code;
                for (var i = 0; i < symbols; i++)
                {
                    if (lengths[i] == bitCount)
                    {
                        huffman._symbols.Add(i);
                        code++;
                    }
                }

                huffman._limit[bitCount] = code;
                code <<= 1;
            }

            return huffman;
        }

        internal int Decode(BitReader bits)
        {
            var code = 0;
            for (var bitCount = 1; bitCount <= 20; bitCount++)
            {
                code = (code << 1) | bits.Read(1);
                if (code < _limit[bitCount])
                {
                    return _symbols[_first[bitCount] + code];
                }
            }

            throw new InvalidDataException("no bzip2 code");
        }
    }
}
