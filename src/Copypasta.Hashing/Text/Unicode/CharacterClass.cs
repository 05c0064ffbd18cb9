using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Hashing;

/// <summary>The bits of a code point's property word, as generated into <see cref="CharacterData"/>, and its lookup.</summary>
internal static class CharacterClass
{
    /// <summary>Becomes a space in step 7: punctuation, symbols, pictographs, controls, white space.</summary>
    internal const uint Separator = 1u << 0;

    /// <summary>White_Space.</summary>
    internal const uint WhiteSpace = 1u << 1;

    /// <summary>Removed in step 4: default-ignorable code points, tatweel, annotation characters.</summary>
    internal const uint Invisible = 1u << 2;

    /// <summary>A nonspacing or enclosing mark that step 4 removes unless NFKC composed it.</summary>
    internal const uint RemovableMark = 1u << 3;

    /// <summary>NFKC_Quick_Check is No or Maybe.</summary>
    internal const uint NotNormalized = 1u << 4;

    /// <summary>The canonical combining class is not 0.</summary>
    internal const uint Combining = 1u << 5;

    /// <summary>Step 6 replaces it.</summary>
    internal const uint Folds = 1u << 6;

    /// <summary>General category L, without the modifier letters that serve as apostrophes.</summary>
    internal const uint Letter = 1u << 7;

    /// <summary>General category M.</summary>
    internal const uint Mark = 1u << 8;

    /// <summary>General category N.</summary>
    internal const uint Number = 1u << 9;

    /// <summary>A Latin letter.</summary>
    internal const uint Latin = 1u << 10;

    /// <summary>A Cyrillic letter.</summary>
    internal const uint Cyrillic = 1u << 11;

    /// <summary>A Greek letter.</summary>
    internal const uint Greek = 1u << 12;

    /// <summary>A letter of a script or block from which the look-alike table has sources but no targets.</summary>
    internal const uint Variant = 1u << 13;

    /// <summary>An Arabic letter or digit that step 5 unifies.</summary>
    internal const uint ArabicVariant = 1u << 14;

    /// <summary>A non-ASCII separator that no earlier step than 7 gives another meaning.</summary>
    internal const uint SpaceLike = 1u << 15;

    /// <summary>Extended_Pictographic, Emoji_Modifier or Regional_Indicator; the enclosing keycap.</summary>
    internal const uint Pictograph = 1u << 16;

    /// <summary>A letter of bidirectional class R or AL.</summary>
    internal const uint RightToLeft = 1u << 17;

    /// <summary>A letter of a cursive script (Joining_Type D, R, L or C).</summary>
    internal const uint Joining = 1u << 18;

    /// <summary>A character of a Brahmic script.</summary>
    internal const uint Indic = 1u << 19;

    /// <summary>A character of a script that is written without spaces between words, or with particles attached to foreign words.</summary>
    internal const uint Unspaced = 1u << 20;

    /// <summary>A mathematical, enclosed or fullwidth letter.</summary>
    internal const uint Styled = 1u << 21;

    /// <summary>Bidi_Control.</summary>
    internal const uint BidiControl = 1u << 22;

    /// <summary>A letter in brackets, white on a black circle or square, or a pictograph too: <see cref="EnclosedLetters"/>.</summary>
    internal const uint EnclosedLetter = 1u << 23;

    /// <summary>May change under NFKC, by itself or together with its neighbours.</summary>
    internal const uint NfkcSensitive = NotNormalized | Combining;

    /// <summary>Part of a word.</summary>
    internal const uint Word = Letter | Mark | Number;

    /// <summary>The property word of <paramref name="codePoint"/>, 0 to 0x10FFFF.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Of(int codePoint)
    {
        // Every code point has a block, every block 128 indices and every index a word (the generator sees to it): no bounds are checked here.
        Debug.Assert((uint)codePoint <= 0x10FFFF);
        int block = Unsafe.Add(ref MemoryMarshal.GetReference(CharacterData.ClassBlock), codePoint >> 7);
        int index = Unsafe.Add(ref MemoryMarshal.GetReference(CharacterData.ClassIndex), (block << 7) | (codePoint & 127));
        return Unsafe.Add(ref MemoryMarshal.GetReference(CharacterData.ClassWords), index);
    }
}
