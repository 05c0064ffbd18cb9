using System.Buffers;
using System.Globalization;
using System.Text;

namespace Copypasta.Archives;

/// <summary>
/// Reads a filter by recursive descent:
/// <code>
/// any        = all { "or" all }
/// all        = negation { "and" negation }
/// negation   = "not" negation | "(" any ")" | name comparison literal
/// </code>
/// </summary>
internal sealed class FilterParser(string text, List<string> columns)
{
    private const string Example = "as in --where \"lang = en and (followers >= 100 or text ~ 'petition')\"";

    private static readonly (string Sign, Comparison Comparison)[] s_signs =
    [
        ("!=", Comparison.NotEqual), ("<=", Comparison.LessOrEqual), (">=", Comparison.GreaterOrEqual),
        ("=", Comparison.Equal), ("<", Comparison.Less), (">", Comparison.Greater), ("~", Comparison.Contains),
    ];

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.,_'’");
    private static readonly SearchValues<char> s_separators = SearchValues.Create(",_'’");

    private int _position;
    private int _depth;

    /// <exception cref="ArchiveException">The text is no filter.</exception>
    public Condition Parse()
    {
        if (text.Length > PostFilter.MaxLength)
        {
            throw new ArchiveException($"--where: an expression of {text.Length} characters; allowed are {PostFilter.MaxLength}");
        }

        var condition = ParseAny();
        SkipSpace();
        return _position == text.Length
            ? condition
            : throw Error(_position, text[_position] == ')' ? "')' without '('" : $"'{WordAt(_position)}' where 'and', 'or' or the end must stand");
    }

    private Condition ParseAny()
    {
        var condition = ParseAll();
        while (TakeWord("or"))
        {
            condition = new AnyOf(condition, ParseAll());
        }

        return condition;
    }

    private Condition ParseAll()
    {
        var condition = ParseNegation();
        while (TakeWord("and"))
        {
            condition = new AllOf(condition, ParseNegation());
        }

        return condition;
    }

    private Condition ParseNegation()
    {
        SkipSpace();
        var start = _position;
        if (++_depth > PostFilter.MaxDepth)
        {
            throw Error(start, $"nested deeper than {PostFilter.MaxDepth}");
        }

        Condition condition;
        if (TakeWord("not"))
        {
            condition = new Negation(ParseNegation());
        }
        else if (_position < text.Length && text[_position] == '(')
        {
            _position++;
            condition = ParseAny();
            SkipSpace();
            if (_position == text.Length || text[_position] != ')')
            {
                throw Error(_position, $"the '(' at character {start + 1} is not closed here");
            }

            _position++;
        }
        else
        {
            condition = ParseComparison();
        }

        _depth--;
        return condition;
    }

    private Condition ParseComparison()
    {
        var name = Operand("a column's name", out _);
        var column = columns.IndexOf(name);
        if (column < 0)
        {
            column = columns.Count;
            columns.Add(name);
        }

        SkipSpace();
        var comparison = Sign(name);
        SkipSpace();
        var start = _position;
        var literal = Operand("a number or text to compare with", out var isQuoted);
        if (!isQuoted && comparison != Comparison.Contains && IsBrokenNumber(literal))
        {
            throw Error(start, $"'{literal}' is no number: write 1000 or 0.5, without separators; to compare as text, quote it");
        }

        return !isQuoted && comparison != Comparison.Contains && decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new NumberCondition(column, comparison, number)
            : new TextCondition(column, comparison, Encoding.UTF8.GetBytes(literal));
    }

    /// <summary>Whether a word is digits with what people put between groups of them, and no number of this program's: "1,000", "1.000.000", "10_000", "0,5".</summary>
    private static bool IsBrokenNumber(string word)
    {
        var digits = word.AsSpan().TrimStart("+-");
        if (digits is not [>= '0' and <= '9', ..] || digits.IndexOfAnyExcept(s_digits) >= 0)
        {
            return false;
        }

        // Of dots alone there are also versions and addresses.
        var groups = digits.ToString().Split('.');
        return digits.IndexOfAny(s_separators) >= 0 || (groups.Length > 2 && groups.Skip(1).All(group => group.Length == 3));
    }

    private Comparison Sign(string name)
    {
        foreach (var (sign, comparison) in s_signs)
        {
            if (string.CompareOrdinal(text, _position, sign, 0, sign.Length) == 0)
            {
                _position += sign.Length;
                return comparison;
            }
        }

        throw Error(_position, $"no comparison after '{name}'; allowed are = != < <= > >= and ~ (contains)");
    }

    /// <summary>A quoted text or a bare word.</summary>
    private string Operand(string what, out bool isQuoted)
    {
        SkipSpace();
        var start = _position;
        isQuoted = start < text.Length && text[start] is '"' or '\'';
        if (isQuoted)
        {
            return Quoted(text[start]);
        }

        while (_position < text.Length && IsBare(text[_position]))
        {
            _position++;
        }

        var word = text[start.._position];
        if (word.Length == 0 || IsWord(word, "and") || IsWord(word, "or") || IsWord(word, "not"))
        {
            throw Error(start, $"{(start == text.Length ? "the end" : $"'{WordAt(start)}'")} where {what} must stand; quote what is not a plain word");
        }

        return word;
    }

    private string Quoted(char quote)
    {
        var start = _position++;
        var content = new StringBuilder();
        while (_position < text.Length)
        {
            var c = text[_position++];
            if (c == quote)
            {
                if (_position == text.Length || text[_position] != quote)
                {
                    return content.ToString();
                }

                _position++;
            }

            content.Append(c);
        }

        throw Error(start, "a quote that is not closed");
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        var end = _position + word.Length;
        if (end > text.Length || !IsWord(text[_position..end], word) || (end < text.Length && IsBare(text[end])))
        {
            return false;
        }

        _position = end;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }

    private string WordAt(int start)
    {
        var end = start;
        while (end < text.Length && IsBare(text[end]))
        {
            end++;
        }

        return text[start..Math.Max(end, start + 1)];
    }

    private static bool IsWord(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsBare(char c) => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '=' or '!' or '<' or '>' or '~' or '"' or '\'');

    private static ArchiveException Error(int position, string problem)
        => new(string.Create(CultureInfo.InvariantCulture, $"--where: character {position + 1}: {problem.ReplaceLineEndings(" ")}; {Example}"));
}
