using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>What some letters are together, those of a word or of a text (<see cref="TextCensus"/>), and how many could be read in each of Latin, Cyrillic and Greek.</summary>
internal struct LetterCensus
{
    /// <summary>The letters that look like others or are of alphabets that have such.</summary>
    internal const uint Known = CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek | CharacterClass.Variant;

    // What is known of a letter, in groups of three bits (Latin, Cyrillic, Greek); a letter that is read in none of them hinders none.
    private const int UnreadableMask = 7, WrittenShift = 3, OtherAlphabet = 1 << 6, PlainOther = 1 << 7, CountedShift = 8, PlainShift = 11, OtherLookAlike = 1 << 14, NotCyrillic = 1 << 15;
    private const int WordMask = OtherAlphabet | (7 << WrittenShift) | UnreadableMask;

    private static readonly ushort[] s_letters = [.. Enumerable.Range(0, CommonCharacters.Count).Select(point => (ushort)Describe(point, CharacterClass.Of(point)))];

    // By what is known of a word's letters together: the scripts of which the text must be one for the word to stay as it is.
    private static readonly byte[] s_stays = [.. Enumerable.Range(0, WordMask + 1).Select(word => (byte)WordStaysIn(word))];

    private int _seen, _latin, _cyrillic, _greek;

    /// <summary>The scripts the letters are written in, other alphabets aside.</summary>
    internal readonly int Scripts => (_seen >> WrittenShift) & LookAlikes.AllScripts;

    /// <summary>The scripts that can read every letter.</summary>
    internal readonly int Common => ~_seen & LookAlikes.AllScripts;

    /// <summary>Whether Cyrillic can read every letter, stressed vowels too.</summary>
    internal readonly bool IsCyrillicWithStress => (_seen & NotCyrillic) == 0;

    /// <summary>The scripts of letters that can be read in no other.</summary>
    internal readonly int PlainScripts => (_seen >> PlainShift) & LookAlikes.AllScripts;

    /// <summary>Letters of other alphabets without a look-alike were seen.</summary>
    internal readonly bool HasPlainOthers => (_seen & PlainOther) != 0;

    internal readonly bool MixesScripts => (Scripts & (Scripts - 1)) != 0 || (Scripts != 0 && (_seen & OtherLookAlike) != 0 && !HasPlainOthers);

    /// <summary>The scripts of which the text must be one for this word to stay as it is.</summary>
    internal readonly int StaysIn => s_stays[_seen & WordMask];

    /// <summary>The scripts that can read every letter, Cyrillic also where it reads stressed vowels.</summary>
    internal readonly int CommonWithStress => Common | (IsCyrillicWithStress ? LookAlikes.Cyrillic : 0);

    /// <summary>The letters that one of Latin, Cyrillic and Greek can read, of these the one that reads most.</summary>
    internal readonly int MostLetters => Math.Max(_latin, Math.Max(_cyrillic, _greek));

    /// <summary>Of some scripts those that can read most letters.</summary>
    internal readonly int MostReadable(int scripts) => ScriptsWith(scripts, _latin, _cyrillic, _greek);

    internal void Count(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            var letter = LetterOf(points[i], classes[i]);
            _seen |= letter;
            _latin += (letter >> CountedShift) & 1;
            _cyrillic += (letter >> (CountedShift + 1)) & 1;
            _greek += (letter >> (CountedShift + 2)) & 1;
        }
    }

    internal void Add(in LetterCensus other)
    {
        _seen |= other._seen;
        _latin += other._latin;
        _cyrillic += other._cyrillic;
        _greek += other._greek;
    }

    /// <summary>The scripts of which the text must be one for all its words to stay as they are. No branch depends on the length of a word.</summary>
    internal static int AllWordsStayIn(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        var stays = LookAlikes.AllScripts;
        var word = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            var insideWord = (int)(classes[i] & CharacterClass.Separator) - 1; // all bits set, or none at a separator
            stays &= s_stays[word & WordMask] | insideWord;
            word = (word | LetterOf(points[i], classes[i])) & insideWord;
        }

        return stays & s_stays[word & WordMask];
    }

    /// <summary>Of some scripts those that have most of something.</summary>
    internal static int ScriptsWith(int scripts, int latin, int cyrillic, int greek)
    {
        var most = Math.Max((scripts & LookAlikes.Latin) != 0 ? latin : 0, Math.Max((scripts & LookAlikes.Cyrillic) != 0 ? cyrillic : 0, (scripts & LookAlikes.Greek) != 0 ? greek : 0));
        return scripts & ((latin == most ? LookAlikes.Latin : 0) | (cyrillic == most ? LookAlikes.Cyrillic : 0) | (greek == most ? LookAlikes.Greek : 0));
    }

    /// <summary>The scripts that can read a letter, all for what is no letter of theirs.</summary>
    internal static int ReadableIn(int point, uint classWord) => ~LetterOf(point, classWord) & LookAlikes.AllScripts;

    /// <summary>The script of a letter as it is written, 0 for other scripts.</summary>
    internal static int WrittenScript(uint classWord) =>
        (classWord & CharacterClass.Latin) != 0 ? LookAlikes.Latin
        : (classWord & CharacterClass.Cyrillic) != 0 ? LookAlikes.Cyrillic
        : (classWord & CharacterClass.Greek) != 0 ? LookAlikes.Greek : 0;

    // A word stays if it has no letter of the three scripts nor of another alphabet, if written in one of the three and not wholly readable in any other, or if written in the
    // text's and wholly readable in that. (Letters of other alphabets may look like one of its own script and yet be written as another.)
    private static int WordStaysIn(int word)
    {
        var written = (word >> WrittenShift) & LookAlikes.AllScripts;
        var common = ~word & LookAlikes.AllScripts;
        return (word & OtherAlphabet) != 0 || (written & (written - 1)) != 0 ? 0
            : written == 0 ? LookAlikes.AllScripts
            : common == written ? LookAlikes.AllScripts
            : common & written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LetterOf(int point, uint classWord) =>
        (uint)point < (uint)s_letters.Length ? s_letters[point]
        : (classWord & Known) == 0 ? 0 : Describe(point, classWord);

    private static int Describe(int point, uint classWord)
    {
        if ((classWord & Known) == 0)
        {
            return 0;
        }

        var written = WrittenScript(classWord);
        var look = LookAlikes.ClassOf(point);
        var readable = look == LookAlikes.None ? written : LookAlikes.ScriptsOf(look);

        // A vowel that may be written without its stress counts for the scripts it could be read in then, so that writing it so tips no balance.
        var unstressed = (readable & LookAlikes.Cyrillic) == 0 ? LookAlikes.ScriptsOf(LookAlikes.ClassOf(LookAlikes.WithoutStress(point))) : 0;
        return (readable == 0 ? PlainOther : ~readable & UnreadableMask)
            | (written << WrittenShift)
            | ((classWord & CharacterClass.Variant) != 0 ? OtherAlphabet : 0)
            | ((readable | unstressed) << CountedShift)
            | ((readable & (readable - 1)) == 0 ? readable << PlainShift : 0)
            | (readable != 0 && written == 0 ? OtherLookAlike : 0)
            | (((readable | unstressed) & LookAlikes.Cyrillic) == 0 ? NotCyrillic : 0);
    }
}
