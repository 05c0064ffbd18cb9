namespace Copypasta.Hashing;

/// <summary>
/// Tells a disguised word from ordinary writing, for a word of several scripts. Where its letters could all be read in one, ordinary are: a stem and an ending
/// of two scripts that the text uses anyway ("iPhoneа") or of three letters and more ("ТСЭКskills"), a Latin abbreviation in a Cyrillic word ("PCшник", "СупремITизм") or a Roman numeral ("XXго"), the trade mark
/// sign that NFKC spelled out ("Слово™"), the sciences' <see cref="GreekSymbols"/>, and letters that keyboards or fonts lack and writers replace by habit: Latin i in Ukrainian, j in Serbian, æ in
/// Ossetic, ă ĕ ç in Chuvash, ë for ё, ó for a stressed о, and the other way round ("Citroёn"). Where they could not, it is a compound, and ordinary unless its scripts alternate.
/// </summary>
internal struct MixtureEvidence()
{
    private const int OtherAlphabet = 8;

    // A compound has a stem and what stands before and behind it, or a stem with an abbreviation in it.
    private const int MostBoundaries = 2;

    private int _first;
    private int _firstLetters; // of the word's beginning, up to the first boundary
    private int _letters;
    private int _previous;
    private int _boundaries;
    private int _written;
    private int _unhabitual; // the scripts with letters that no habit explains, and so on
    private int _notRomanNumeral;
    private int _notTradeMark;
    private int _notOfSharedKey;
    private int _stretchCapitals, _stretchOthers;
    private int _notAbbreviation; // the scripts with a stretch that is not of two capitals or more
    private int _notLower; // and with one of nothing but capitals

    /// <summary>The letters seen that look like others, or are of scripts that have such.</summary>
    internal readonly int Letters => _letters;

    /// <summary>Whether scripts alternate more often than compounds do.</summary>
    internal readonly bool IsPatchwork => _boundaries > MostBoundaries;

    internal void See(int point, uint classWord)
    {
        var script = LetterCensus.WrittenScript(classWord);
        if (script == 0)
        {
            if ((classWord & CharacterClass.Variant) == 0)
            {
                return;
            }

            script = OtherAlphabet;
        }

        if (_previous != 0 && script != _previous)
        {
            EndStretch();
            _boundaries++;
        }

        _previous = script;
        _first = _first == 0 ? script : _first;
        _letters++;
        _firstLetters += _boundaries == 0 ? 1 : 0;
        _written |= script;
        _unhabitual |= point is 'i' or 'I' or 'j' or 'J' || (script is LookAlikes.Latin or LookAlikes.Cyrillic && LookAlikes.IsHardToType(point)) ? 0 : script;
        _notRomanNumeral |= point is 'I' or 'V' or 'X' or 'L' or 'C' or 'D' or 'M' ? 0 : script;
        _notTradeMark |= point is 'T' or 'M' ? 0 : script;
        _notOfSharedKey |= point is 'c' or 'C' or 'с' or 'С' ? 0 : script;
        _stretchCapitals += (classWord & CharacterClass.Folds) != 0 ? 1 : 0;
        _stretchOthers += (classWord & CharacterClass.Folds) != 0 ? 0 : 1;
    }

    /// <summary>Behind the word's last letter.</summary>
    internal void End() => EndStretch();

    /// <summary>Whether c and с, which share a key, are all that is not of <paramref name="script"/>.</summary>
    internal readonly bool IsOfSharedKey(int script) => (_notOfSharedKey & _written & ~script) == 0;

    /// <summary>Whether the word seen, all of which <paramref name="script"/> can read, was disguised.</summary>
    internal readonly bool IsConclusive(int script, in TextCensus text)
    {
        var foreign = _written & ~script;
        if ((_unhabitual & foreign) == 0 || IsAbbreviation)
        {
            return false;
        }

        if (_boundaries > 1 || (foreign & OtherAlphabet) != 0)
        {
            return true;
        }

        var foreignLetters = script == _first ? _letters - _firstLetters : _firstLetters;
        return foreignLetters < 3 && (_notRomanNumeral & foreign) != 0 && (_notTradeMark & foreign) != 0 && (text.PlainScripts & foreign) == 0;
    }

    // One Latin stretch. Disguised letters keep their word's case.
    private readonly bool IsAbbreviation =>
        _written == (LookAlikes.Latin | LookAlikes.Cyrillic) && _boundaries < (_first == LookAlikes.Latin ? 2 : 3) && (_notAbbreviation & LookAlikes.Latin) == 0 && (_notLower & LookAlikes.Cyrillic) == 0;

    private void EndStretch()
    {
        _notAbbreviation |= _stretchCapitals < 2 || _stretchOthers > 0 ? _previous : 0;
        _notLower |= _stretchOthers == 0 ? _previous : 0;
        (_stretchCapitals, _stretchOthers) = (0, 0);
    }
}
