using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Copypasta.Hashing;

namespace Copypasta.Campaigns.Tests;

/// <summary>A text of a planted cluster: where its slots are, in bytes, or that it does not follow the template.</summary>
internal sealed record PlantedText(string Text, Range[] Values, bool Follows);

/// <summary>A planted cluster. Slots that nobody could tell from its texts (fewer than three values, or one in three of four texts) are <c>null</c>.</summary>
internal sealed record PlantedCluster(string Kind, PlantedText[] Texts, string?[] Slots)
{
    public ReadOnlyMemory<byte> Exemplar => Encoding.UTF8.GetBytes(Texts[0].Text);

    public ClusterText[] ClusterTexts => [.. Texts.Select(text => new ClusterText(Encoding.UTF8.GetBytes(text.Text), 1))];
}

/// <summary>
/// Clusters with and without a template. With: 5 to 60 texts of one template with one to four slots; three in ten have an edit or two in the fixed text, some hide characters or change case, a
/// slot may be left out; up to one more in five does not follow (cut off, commented on, rewritten). Without: a text that is edited freely, gets tags appended, is cut off, or is updated like news;
/// in these every text has at least half of its shingles in common with the first, as the texts of a cluster have.
/// </summary>
internal sealed partial class TemplateCorpus(TemplateLanguage language, int half, int seed)
{
    private readonly Random _random = new(seed);
    private readonly TextNormalizer _normalizer = new(TextProfile.Social);
    private readonly ShingleSet _one = new(Shingle.Default), _other = new(Shingle.Default);

    private string[] Sentences => language.Sentences[half];

    private string[] Fillers => language.Fillers[half];

    public PlantedCluster Template()
    {
        var pieces = Pieces();
        var slots = pieces.Where(piece => piece.Slot).Select(piece => piece.Text).ToArray();
        var optional = _random.Next(100) < 15 ? _random.Next(slots.Length) : -1;
        var texts = new List<PlantedText>();
        var follow = _random.Next(5, 61);
        var others = _random.Next(0, (follow / 5) + 1);
        while (texts.Count < follow)
        {
            Add(texts, Fill(pieces, optional, edits: _random.Next(100) switch { < 70 => 0, < 92 => 1, _ => 2 }));
        }

        for (var i = 0; i < others; i++)
        {
            Add(texts, Stray(Fill(pieces, optional, 0).Text));
        }

        var told = slots.Select((slot, i) => IsTold(texts, i) ? slot : null).ToArray();
        return new PlantedCluster("template", [.. texts.Select(text => Trim(text, texts))], told);
    }

    public PlantedCluster Free()
    {
        var kind = new[] { "edited", "tagged", "cut off", "updated" }[_random.Next(4)];
        var texts = new List<PlantedText>();
        var pieces = Pieces();
        var words = Units(Fill(pieces, -1, 0).Text);
        var number = Enumerable.Range(0, words.Count).FirstOrDefault(i => char.IsDigit(words[i][0]), -1);
        var count = _random.Next(5, 61);
        for (var tries = 0; texts.Count < count && tries < 1000; tries++)
        {
            var text = kind switch
            {
                "edited" => Edited(words, _random.Next(1, 5)),
                "tagged" => string.Concat(words) + Tags(_random.Next(0, 5)),
                "cut off" => CutOff(Edited(words, _random.Next(100) < 10 ? 1 : 0)),
                _ => string.Concat(words = Updated(words, ref number)),
            };

            // A cluster has only what is similar to its exemplar.
            if (texts.Count == 0 || Similarity(texts[0].Text, text) >= 0.5)
            {
                Add(texts, new PlantedText(text, [], false));
            }
        }

        return new PlantedCluster(kind, [.. texts], []);
    }

    private double Similarity(string a, string b)
    {
        _one.Load(_normalizer.Normalize(Encoding.UTF8.GetBytes(a), out _));
        _other.Load(_normalizer.Normalize(Encoding.UTF8.GetBytes(b), out _));
        var shared = _one.Shared(_other);
        return (double)shared / (_one.Count + _other.Count - shared);
    }

    private static void Add(List<PlantedText> texts, PlantedText text)
    {
        if (!texts.Exists(known => known.Text == text.Text))
        {
            texts.Add(text);
        }
    }

    // A few sentences, one to four slots altogether.
    private List<(string Text, bool Slot)> Pieces()
    {
        while (true)
        {
            var sentences = _random.GetItems(Sentences, _random.Next(1, 4)).Distinct().Concat(_random.GetItems(Fillers, _random.Next(1, 3)).Distinct()).ToArray();
            _random.Shuffle(sentences);
            var pieces = new List<(string Text, bool Slot)>();
            var text = string.Join(language.Name == "Chinese" ? "" : " ", sentences);
            foreach (var part in Slot().Split(text))
            {
                pieces.Add((part, pieces.Count % 2 == 1));
            }

            if (pieces.Count(piece => piece.Slot) is >= 1 and <= 4)
            {
                return pieces;
            }
        }
    }

    private PlantedText Fill(List<(string Text, bool Slot)> pieces, int optional, int edits)
    {
        var parts = pieces.Select(piece => piece.Slot ? language.Value(piece.Text, _random) : piece.Text).ToArray();
        if (optional >= 0 && _random.Next(100) < 30)
        {
            var at = (2 * optional) + 1;
            parts[at] = "";
            parts[at + 1] = parts[at - 1].EndsWith(' ') ? parts[at + 1].TrimStart() : parts[at + 1];
        }

        for (; edits > 0; edits--)
        {
            // Any letter of the fixed text is as likely as any other.
            var letter = _random.Next(parts.Where((_, i) => i % 2 == 0).Sum(part => part.Length));
            var at = 0;
            for (; letter >= parts[at].Length; at += 2)
            {
                letter -= parts[at].Length;
            }

            parts[at] = Typo(parts[at]);
        }

        if (_random.Next(100) < 5)
        {
            parts[0] = parts[0].Length > 3 && language.IsSpaced ? parts[0].Insert(2, "\u200B") : parts[0].ToUpperInvariant();
        }

        var text = string.Concat(parts);
        var values = new List<Range>();
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                var first = parts[i].Length > 0 ? start : start + parts[i + 1].Length - parts[i + 1].TrimStart().Length;
                values.Add(Bytes(text, first)..Bytes(text, parts[i].Length > 0 ? start + parts[i].Length : first));
            }

            start += parts[i].Length;
        }

        return new PlantedText(text, [.. values], true);
    }

    private static int Bytes(string text, int length) => Encoding.UTF8.GetByteCount(text.AsSpan(0, length));

    // One letter twice, two letters swapped or one missing, a word doubled or left out: within the piece, not at its ends.
    private string Typo(string piece)
    {
        var words = Units(piece);
        var inner = Enumerable.Range(1, Math.Max(0, words.Count - 2)).Where(i => char.IsLetter(words[i][0])).ToArray();
        if (inner.Length == 0)
        {
            return piece;
        }

        var at = inner[_random.Next(inner.Length)];
        var word = words[at];
        var letter = _random.Next(word.Length);
        words[at] = (language.IsSpaced ? _random.Next(5) : 3 + _random.Next(2)) switch
        {
            0 => word.Insert(letter, word[letter].ToString()),
            1 when word.Length > 2 => word[1..2] + word[0] + word[2..],
            2 when word.Length > 2 => word.Remove(1, 1),
            3 => word + (language.IsSpaced ? " " : "") + word,
            _ => "",
        };
        return string.Concat(words);
    }

    private PlantedText Stray(string text)
    {
        var words = Units(text);
        switch (_random.Next(3))
        {
            case 0:
                text = string.Concat(words.Take(words.Count * _random.Next(40, 70) / 100));
                break;
            case 1:
                text = language.Fillers[1 - half][_random.Next(language.Fillers[1 - half].Length)] + " " + text;
                break;
            default:
                text = Edited(words, Math.Max(3, words.Count * _random.Next(25, 40) / 100));
                break;
        }

        return new PlantedText(text, [], false);
    }

    private string Edited(List<string> units, int edits)
    {
        var words = units.ToList();
        for (; edits > 0; edits--)
        {
            var at = _random.Next(words.Count);
            var space = language.IsSpaced && char.IsLetter(words[at][0]) ? " " : "";
            switch (_random.Next(5))
            {
                case 0:
                    words[at] = OtherWord() + space;
                    break;
                case 1:
                    words.Insert(at, OtherWord() + (language.IsSpaced ? " " : ""));
                    break;
                case 2 when words.Count > 8:
                    words.RemoveAt(at);
                    break;
                case 3 when at + 1 < words.Count:
                    (words[at], words[at + 1]) = (words[at + 1], words[at]);
                    break;
                default:
                    words[at] = words[at].Insert(0, words[at][..1]);
                    break;
            }
        }

        return string.Concat(words);
    }

    private List<string> Updated(List<string> units, ref int number)
    {
        var words = units.ToList();
        switch (_random.Next(4))
        {
            case 0 when number >= 0:
                words[number] = language.Value("number", _random) + (words[number].EndsWith(' ') ? " " : "");
                break;
            case 1 when words.Count < 90:
                var filler = language.Fillers[_random.Next(2)];
                words.AddRange(Units(" " + filler[_random.Next(filler.Length)]));
                break;
            default:
                var at = _random.Next(words.Count);
                if (at != number)
                {
                    words[at] = OtherWord() + (language.IsSpaced ? " " : "");
                }

                break;
        }

        return words;
    }

    private string CutOff(string text)
    {
        var length = text.Length * _random.Next(50, 101) / 100;
        return text[..length] + (_random.Next(2) == 0 ? "…" : "");
    }

    private string Tags(int count) => string.Concat(Enumerable.Range(0, count).Select(_ =>
        _random.Next(8) == 0 ? " 😀" : " #" + OtherWord().Trim() + _random.Next(3).ToString(CultureInfo.InvariantCulture)));

    private string OtherWord()
    {
        var from = language.Fillers[_random.Next(2)];
        var words = Units(from[_random.Next(from.Length)]).Where(word => char.IsLetter(word[0])).ToArray();
        return words[_random.Next(words.Length)].Trim();
    }

    private static bool IsTold(List<PlantedText> texts, int slot)
    {
        var values = texts.Where(text => text.Follows).Select(text => Value(text, slot)).ToArray();
        var most = values.CountBy(value => value).Max(count => count.Value);
        return values.Distinct().Count() >= 3 && (values.Length - most) * 4 >= values.Length;
    }

    private static string Value(PlantedText text, int slot) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Text).AsSpan()[text.Values[slot]]);

    // What all values of a slot begin or end with is fixed text for whoever sees only the texts.
    private static PlantedText Trim(PlantedText text, List<PlantedText> all)
    {
        var values = text.Values.ToArray();
        for (var slot = 0; slot < values.Length; slot++)
        {
            var units = all.Where(other => other.Follows).Select(other => Units(Value(other, slot))).ToArray();
            var shortest = units.Min(value => value.Count);
            var (head, tail) = (0, 0);
            while (head < shortest && units.All(value => value[head].Trim() == units[0][head].Trim()))
            {
                head++;
            }

            while (tail < shortest - head && units.All(value => value[^(tail + 1)] == units[0][^(tail + 1)]))
            {
                tail++;
            }

            var own = Units(Value(text, slot));
            var range = values[slot];
            var start = range.Start.Value + own.Take(head).Sum(Encoding.UTF8.GetByteCount);
            var end = range.End.Value - own.TakeLast(tail).Sum(Encoding.UTF8.GetByteCount);
            end -= own.Count > head + tail ? own[^(tail + 1)].Length - own[^(tail + 1)].TrimEnd().Length : 0;
            values[slot] = start..end;
        }

        return text with { Values = values };
    }

    // Words with the white space after them; characters of Han and Thai.
    private static List<string> Units(string text) => [.. Unit().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"https?://\S+\s*|@\w+\s*|[\u0E00-\u0E7F\u4E00-\u9FFF]\p{M}*\s*|\p{Nd}+(?:[.,:]\p{Nd}+)*\s*|[\p{L}-[\u0E00-\u0E7F\u4E00-\u9FFF]][\p{L}\p{M}\u200B\u200C-[\u0E00-\u0E7F\u4E00-\u9FFF]]*\s*|\S\s*|\s+")]
    private static partial Regex Unit();
}
