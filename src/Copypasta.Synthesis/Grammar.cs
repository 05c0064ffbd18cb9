using System.Globalization;
using System.Text;

namespace Copypasta.Synthesis;

/// <summary>
/// A context-free grammar of one language's phrases. File format: <c>symbol = alternative | alternative …</c>, continued on indented lines; <c>#</c> at
/// the beginning of a line is a comment. In an alternative <c>{symbol}</c> is replaced by one of that symbol's alternatives (all equally likely), <c>{5-90}</c> by a
/// number of that range (a leading zero gives the width), <c>{^symbol}</c> gets a capital, and <c>{~symbol}</c> is left in the text as <c>{symbol}</c>,
/// to be filled in anew for every copy: the slot of a form letter.
/// </summary>
internal sealed class Grammar
{
    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
    private readonly List<Part[][]> _alternatives = [];
    private readonly char _zero;
    private readonly bool _turkic;

    /// <param name="source">The grammar's text.</param>
    /// <param name="zero">The digit zero of the language's numerals.</param>
    /// <param name="turkic">Whether i and ı have their own capitals.</param>
    public Grammar(string source, char zero = '0', bool turkic = false)
    {
        _zero = zero;
        _turkic = turkic;
        var rules = new List<(string Symbol, string Body)>();
        foreach (var raw in source.Split('\n'))
        {
            var line = raw.TrimEnd();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == ' ')
            {
                rules[^1] = (rules[^1].Symbol, rules[^1].Body + line);
                continue;
            }
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            rules.Add((line[..equals].Trim(), line[(equals + 1)..]));
        }
        foreach ((var symbol, _) in rules)
        {
            _symbols.Add(symbol, _symbols.Count);
        }

        foreach ((_, var body) in rules)
        {
            _alternatives.Add([.. body.Split('|').Select(a => Parse(a.Trim()))]);
        }
    }

    public int CountOf(string symbol) => _alternatives[_symbols[symbol]].Length;

    /// <summary>Appends one expansion of the symbol.</summary>
    public void Expand(string symbol, Xoshiro256 random, StringBuilder output) => Expand(_symbols[symbol], random, output);

    public string Expand(string symbol, Xoshiro256 random)
    {
        var output = new StringBuilder();
        Expand(symbol, random, output);
        return output.ToString();
    }

    /// <summary>The given alternative of a symbol: for the few texts that everybody knows.</summary>
    public string Expand(string symbol, int alternative, Xoshiro256 random)
    {
        var output = new StringBuilder();
        Expand(_alternatives[_symbols[symbol]][alternative], random, output);
        return output.ToString();
    }

    /// <summary>Fills in the slots left in a text.</summary>
    public string Fill(string text, Xoshiro256 random)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var output = new StringBuilder();
        Expand(Parse(text), random, output);
        return output.ToString();
    }

    private void Expand(int symbol, Xoshiro256 random, StringBuilder output) => Expand(random.Pick<Part[]>(_alternatives[symbol]), random, output);

    private void Expand(Part[] parts, Xoshiro256 random, StringBuilder output)
    {
        foreach (var part in parts)
        {
            var start = output.Length;
            if (part.Literal is not null)
            {
                output.Append(part.Literal);
            }
            else if (part.Symbol >= 0)
            {
                Expand(part.Symbol, random, output);
            }
            else
            {
                AppendNumber(part.Low + random.Next(part.High - part.Low + 1), part.Width, output);
            }

            if (part.Capital && output.Length > start)
            {
                output[start] = Letters.ToUpper(output[start], _turkic);
            }
        }
    }

    private void AppendNumber(int value, int width, StringBuilder output)
    {
        Span<char> digits = stackalloc char[10];
        var count = 0;
        for (; value > 0 || count < width; value /= 10)
        {
            digits[count++] = (char)(_zero + value % 10);
        }

        while (count > 0)
        {
            output.Append(digits[--count]);
        }
    }

    private Part[] Parse(string text)
    {
        var parts = new List<Part>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open != at)
            {
                parts.Add(new Part { Literal = text[at..(open < 0 ? text.Length : open)] });
                if (open < 0)
                {
                    break;
                }
            }
            var close = text.IndexOf('}', open);
            parts.Add(ParseSlot(text[(open + 1)..close]));
            at = close + 1;
        }
        return [.. parts];
    }

    private Part ParseSlot(string slot)
    {
        if (slot[0] == '~')
        {
            return new Part { Literal = "{" + slot[1..] + "}" };
        }

        if (char.IsAsciiDigit(slot[0]))
        {
            var dash = slot.IndexOf('-', StringComparison.Ordinal);
            return new Part
            {
                Symbol = -1,
                Low = int.Parse(slot[..dash], CultureInfo.InvariantCulture),
                High = int.Parse(slot[(dash + 1)..], CultureInfo.InvariantCulture),
                Width = slot[0] == '0' ? dash : 1,
            };
        }
        var capital = slot[0] == '^';
        var symbol = capital ? slot[1..] : slot;
        if (!_symbols.TryGetValue(symbol, out var index))
        {
            throw new FormatException($"The grammar uses '{symbol}' and does not define it.");
        }

        return new Part { Symbol = index, Capital = capital };
    }

    private readonly struct Part
    {
        public string? Literal { get; init; }
        public int Symbol { get; init; }
        public bool Capital { get; init; }
        public int Low { get; init; }
        public int High { get; init; }
        public int Width { get; init; }
    }
}
