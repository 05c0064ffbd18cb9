namespace Copypasta.Hashing;

/// <summary>
/// Tells a disguised word from ordinary writing, for a word of several scripts whose letters could all be read in one. Ordinary are: a stem and an ending
/// of two scripts that the text uses anyway ("iPhoneа") or of three letters and more ("ТСЭКskills"), a Roman numeral or a Latin abbreviation with a Cyrillic ending ("XXго", "PCшник"), the trade mark
/// sign that NFKC spelled out ("Слово™"), the sciences' <see cref="GreekSymbols"/>, and letters that keyboards or fonts lack and writers replace by habit (Latin i in Ukrainian, j in Serbian, æ in
/// Ossetic, ă ĕ ç in Chuvash).
/// </summary>
internal struct MixtureEvidence()
{
    private const int OtherAlphabet = 8;

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
    private bool _beginsWithOtherThanLatinCapitals;
    private bool _endsWithOtherThanSmallCyrillic;

    /// <summary>The letters seen that look like others, or are of scripts that have such.</summary>
    internal readonly int Letters => _letters;

    internal void See(int point, uint classWord)
    {
        var script = LookAlikeUnifier.WrittenScript(classWord);
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
            _boundaries++;
        }

        _previous = script;
        _first = _first == 0 ? script : _first;
        _letters++;
        _firstLetters += _boundaries == 0 ? 1 : 0;
        _written |= script;
        _unhabitual |= point is 'i' or 'I' or 'j' or 'J' or 'ï' or 'Ï' or 'æ' or 'Æ' or 'ă' or 'Ă' or 'ĕ' or 'Ĕ' or 'ç' or 'Ç' or 'ə' or 'Ə' or 'ө' or 'Ө' ? 0 : script;
        _notRomanNumeral |= point is 'I' or 'V' or 'X' or 'L' or 'C' or 'D' or 'M' ? 0 : script;
        _notTradeMark |= point is 'T' or 'M' ? 0 : script;
        _beginsWithOtherThanLatinCapitals |= _boundaries == 0 && point is not (>= 'A' and <= 'Z');
        _endsWithOtherThanSmallCyrillic |= _boundaries > 0 && point is not (>= 'а' and <= 'џ');
        _notOfSharedKey |= point is 'c' or 'C' or 'с' or 'С' ? 0 : script;
    }

    /// <summary>Whether c and с, which share a key, are all that is not of <paramref name="script"/>.</summary>
    internal readonly bool IsOfSharedKey(int script) => (_notOfSharedKey & _written & ~script) == 0;

    /// <summary>Whether the word seen, all of which <paramref name="script"/> can read, was disguised.</summary>
    internal readonly bool IsConclusive(int script, in LookAlikeUnifier.Census text)
    {
        var foreign = _written & ~script;
        if ((_unhabitual & foreign) == 0)
        {
            return false;
        }

        if (_boundaries > 1 || (foreign & OtherAlphabet) != 0)
        {
            return true;
        }

        if (_firstLetters >= 2 && !_beginsWithOtherThanLatinCapitals && !_endsWithOtherThanSmallCyrillic)
        {
            return false;
        }

        var foreignLetters = script == _first ? _letters - _firstLetters : _firstLetters;
        return foreignLetters < 3 && (_notRomanNumeral & foreign) != 0 && (_notTradeMark & foreign) != 0 && (text.PlainScripts & foreign) == 0;
    }
}
