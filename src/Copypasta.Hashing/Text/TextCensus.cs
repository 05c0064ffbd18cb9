namespace Copypasta.Hashing;

/// <summary>The letters of a whole text, and the script that those of its words are read in which several scripts can read.</summary>
/// <remarks>
/// A text of nothing but look-alikes is short, or in capitals ("НА МЕСТЕ"), and its shapes do not tell its script. What most of it is written in does: else its own capitals would make
/// another text of it. That changes nothing the second time, when all is written in that script. Within a text of other scripts the few letters of these do not: who swaps a small part of the text can swap them all.
/// </remarks>
internal readonly struct TextCensus
{
    // One long tag of another script is to turn no text in capitals, whose words have few letters of their own.
    private const int MostLettersOfAWord = 6;

    private readonly LetterCensus _letters;

    internal TextCensus(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        int latin = 0, cyrillic = 0, greek = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var start = i;
            while (i < points.Length && (classes[i] & CharacterClass.Separator) == 0)
            {
                i++;
            }

            LetterCensus word = default;
            word.Count(points[start..i], classes[start..i]);
            _letters.Add(word);
            var whole = word.CommonWithStress;
            var weight = Math.Min(word.MostLetters, MostLettersOfAWord);
            latin += (whole & LookAlikes.Latin) * weight;
            cyrillic += ((whole & LookAlikes.Cyrillic) >> 1) * weight;
            greek += ((whole & LookAlikes.Greek) >> 2) * weight;
        }

        var most = _letters.MostReadable(LetterCensus.ScriptsWith(LookAlikes.AllScripts, latin, cyrillic, greek));
        var scripts = most & _letters.Common; // not those that read all but a stress, which stays where its word is theirs
        var written = (scripts & (scripts - 1)) == 0 ? scripts : WrittenMostly(points, classes, scripts, countsOthers: _letters.HasPlainOthers);
        Script = written != 0 ? written : most & -most;
        ReadsOthers = !_letters.HasPlainOthers && (_letters.Scripts != 0 || HasFurtherLetters(classes));
    }

    /// <inheritdoc cref="LetterCensus.Scripts"/>
    internal int Scripts => _letters.Scripts;

    /// <inheritdoc cref="LetterCensus.PlainScripts"/>
    internal int PlainScripts => _letters.PlainScripts;

    /// <summary>Whether the text is of Latin, Cyrillic, Greek or of a script that none of the table's letters belong to, and so none of other alphabets: what is written in these is disguised.</summary>
    internal bool ReadsOthers { get; }

    /// <summary>
    /// The script that could read the most words, each weighing as many as its letters but no more than six; of several the one most letters could be read in; of several that could read them all, the one most are written in;
    /// the first if there are still several.
    /// </summary>
    internal int Script { get; }

    /// <summary>Of scripts that can read a word, the text's or else the first.</summary>
    internal int Choose(int scripts) => (scripts & Script) != 0 ? Script : scripts & -scripts;

    private static bool HasFurtherLetters(ReadOnlySpan<uint> classes)
    {
        foreach (var word in classes)
        {
            if ((word & (CharacterClass.Letter | LetterCensus.Known)) == CharacterClass.Letter)
            {
                return true;
            }
        }

        return false;
    }

    // Of scripts the one most letters are written in; 0 if a third of the text or more is something else. Look-alikes of other alphabets are, where letters of these are that are none.
    private static int WrittenMostly(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, int scripts, bool countsOthers)
    {
        int latin = 0, cyrillic = 0, greek = 0, others = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            var written = LetterCensus.WrittenScript(classes[i]);
            others += written == 0 && (classes[i] & CharacterClass.Separator) == 0 && (countsOthers || LookAlikes.ClassOf(points[i]) == LookAlikes.None) ? 1 : 0;
            latin += written & LookAlikes.Latin;
            cyrillic += (written & LookAlikes.Cyrillic) >> 1;
            greek += (written & LookAlikes.Greek) >> 2;
        }

        if (latin + cyrillic + greek <= 2 * others)
        {
            return 0;
        }

        var most = LetterCensus.ScriptsWith(scripts, latin, cyrillic, greek);
        return most & -most;
    }
}
