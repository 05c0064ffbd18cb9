using System.Collections.Frozen;
using System.Text;

namespace Copypasta.Hashing;

/// <summary>
/// Step 2: HTML character references, decoded once. The names are those of HTML 4.01, <c>apos</c>, and the HTML 5 names of punctuation, Latin and
/// Cyrillic letters; the terminating semicolon is required, as <c>&amp;copy=</c> is part of many URLs. Numeric references follow HTML 5: 0x80 to 0x9F
/// mean the characters of Windows-1252, and what is no code point becomes U+FFFD.
/// </summary>
internal static class HtmlEntities
{
    private const int LongestName = 8;

    // Each name with its code point in hexadecimal.
    private const string Names =
        """
        Tab 9; NewLine A; excl 21; QUOT 22; quot 22; num 23; dollar 24; percnt 25; AMP 26; amp 26; apos 27; lpar 28; rpar 29; ast 2A; midast 2A; plus 2B
        comma 2C; period 2E; sol 2F; colon 3A; semi 3B; LT 3C; lt 3C; equals 3D; GT 3E; gt 3E; quest 3F; commat 40; lbrack 5B; lsqb 5B; bsol 5C; rbrack 5D
        rsqb 5D; Hat 5E; lowbar 5F; grave 60; lbrace 7B; lcub 7B; verbar 7C; vert 7C; rbrace 7D; rcub 7D; nbsp A0; iexcl A1; cent A2; pound A3; curren A4
        yen A5; brvbar A6; sect A7; uml A8; COPY A9; copy A9; ordf AA; laquo AB; not AC; shy AD; REG AE; reg AE; macr AF; deg B0; plusmn B1; sup2 B2; sup3 B3
        acute B4; micro B5; para B6; middot B7; cedil B8; sup1 B9; ordm BA; raquo BB; frac14 BC; frac12 BD; half BD; frac34 BE; iquest BF; Agrave C0
        Aacute C1; Acirc C2; Atilde C3; Auml C4; Aring C5; AElig C6; Ccedil C7; Egrave C8; Eacute C9; Ecirc CA; Euml CB; Igrave CC; Iacute CD; Icirc CE
        Iuml CF; ETH D0; Ntilde D1; Ograve D2; Oacute D3; Ocirc D4; Otilde D5; Ouml D6; times D7; Oslash D8; Ugrave D9; Uacute DA; Ucirc DB; Uuml DC
        Yacute DD; THORN DE; szlig DF; agrave E0; aacute E1; acirc E2; atilde E3; auml E4; aring E5; aelig E6; ccedil E7; egrave E8; eacute E9; ecirc EA
        euml EB; igrave EC; iacute ED; icirc EE; iuml EF; eth F0; ntilde F1; ograve F2; oacute F3; ocirc F4; otilde F5; ouml F6; divide F7; oslash F8
        ugrave F9; uacute FA; ucirc FB; uuml FC; yacute FD; thorn FE; yuml FF; Amacr 100; amacr 101; Abreve 102; abreve 103; Aogon 104; aogon 105; Cacute 106
        cacute 107; Ccaron 10C; ccaron 10D; Dcaron 10E; dcaron 10F; Dstrok 110; dstrok 111; Emacr 112; emacr 113; Eogon 118; eogon 119; Ecaron 11A; ecaron 11B
        Gbreve 11E; gbreve 11F; Idot 130; imath 131; inodot 131; Lstrok 141; lstrok 142; Nacute 143; nacute 144; Ncaron 147; ncaron 148; Odblac 150
        odblac 151; OElig 152; oelig 153; Rcaron 158; rcaron 159; Sacute 15A; sacute 15B; Scedil 15E; scedil 15F; Scaron 160; scaron 161; Tcaron 164
        tcaron 165; Uring 16E; uring 16F; Udblac 170; udblac 171; Yuml 178; Zacute 179; zacute 17A; Zdot 17B; zdot 17C; Zcaron 17D; zcaron 17E; fnof 192
        circ 2C6; tilde 2DC; Alpha 391; Beta 392; Gamma 393; Delta 394; Epsilon 395; Zeta 396; Eta 397; Theta 398; Iota 399; Kappa 39A; Lambda 39B; Mu 39C
        Nu 39D; Xi 39E; Omicron 39F; Pi 3A0; Rho 3A1; Sigma 3A3; Tau 3A4; Upsilon 3A5; Phi 3A6; Chi 3A7; Psi 3A8; Omega 3A9; alpha 3B1; beta 3B2; gamma 3B3
        delta 3B4; epsilon 3B5; zeta 3B6; eta 3B7; theta 3B8; iota 3B9; kappa 3BA; lambda 3BB; mu 3BC; nu 3BD; xi 3BE; omicron 3BF; pi 3C0; rho 3C1
        sigmaf 3C2; sigma 3C3; tau 3C4; upsilon 3C5; phi 3C6; chi 3C7; psi 3C8; omega 3C9; thetasym 3D1; upsih 3D2; piv 3D6; IOcy 401; DJcy 402; GJcy 403
        Jukcy 404; DScy 405; Iukcy 406; YIcy 407; Jsercy 408; LJcy 409; NJcy 40A; TSHcy 40B; KJcy 40C; Ubrcy 40E; DZcy 40F; Acy 410; Bcy 411; Vcy 412; Gcy 413
        Dcy 414; IEcy 415; ZHcy 416; Zcy 417; Icy 418; Jcy 419; Kcy 41A; Lcy 41B; Mcy 41C; Ncy 41D; Ocy 41E; Pcy 41F; Rcy 420; Scy 421; Tcy 422; Ucy 423
        Fcy 424; KHcy 425; TScy 426; CHcy 427; SHcy 428; SHCHcy 429; HARDcy 42A; Ycy 42B; SOFTcy 42C; Ecy 42D; YUcy 42E; YAcy 42F; acy 430; bcy 431; vcy 432
        gcy 433; dcy 434; iecy 435; zhcy 436; zcy 437; icy 438; jcy 439; kcy 43A; lcy 43B; mcy 43C; ncy 43D; ocy 43E; pcy 43F; rcy 440; scy 441; tcy 442
        ucy 443; fcy 444; khcy 445; tscy 446; chcy 447; shcy 448; shchcy 449; hardcy 44A; ycy 44B; softcy 44C; ecy 44D; yucy 44E; yacy 44F; iocy 451; djcy 452
        gjcy 453; jukcy 454; dscy 455; iukcy 456; yicy 457; jsercy 458; ljcy 459; njcy 45A; tshcy 45B; kjcy 45C; ubrcy 45E; dzcy 45F; ensp 2002; emsp 2003
        numsp 2007; puncsp 2008; thinsp 2009; hairsp 200A; zwnj 200C; zwj 200D; lrm 200E; rlm 200F; dash 2010; hyphen 2010; ndash 2013; mdash 2014
        horbar 2015; lsquo 2018; rsquo 2019; sbquo 201A; ldquo 201C; rdquo 201D; bdquo 201E; dagger 2020; Dagger 2021; bull 2022; bullet 2022; nldr 2025
        hellip 2026; mldr 2026; permil 2030; prime 2032; Prime 2033; lsaquo 2039; rsaquo 203A; oline 203E; caret 2041; hybull 2043; frasl 2044; euro 20AC
        incare 2105; image 2111; numero 2116; copysr 2117; weierp 2118; real 211C; TRADE 2122; trade 2122; alefsym 2135; frac13 2153; frac23 2154; frac15 2155
        frac25 2156; frac35 2157; frac45 2158; frac16 2159; frac56 215A; frac18 215B; frac38 215C; frac58 215D; frac78 215E; larr 2190; uarr 2191; rarr 2192
        darr 2193; harr 2194; crarr 21B5; lArr 21D0; uArr 21D1; rArr 21D2; dArr 21D3; hArr 21D4; forall 2200; part 2202; exist 2203; empty 2205; nabla 2207
        isin 2208; notin 2209; ni 220B; prod 220F; sum 2211; minus 2212; lowast 2217; radic 221A; prop 221D; infin 221E; ang 2220; and 2227; or 2228; cap 2229
        cup 222A; int 222B; there4 2234; sim 223C; cong 2245; asymp 2248; ne 2260; equiv 2261; le 2264; ge 2265; sub 2282; sup 2283; nsub 2284; sube 2286
        supe 2287; oplus 2295; otimes 2297; perp 22A5; sdot 22C5; lceil 2308; rceil 2309; lfloor 230A; rfloor 230B; lang 2329; rang 232A; loz 25CA
        bigstar 2605; starf 2605; star 2606; phone 260E; female 2640; male 2642; spades 2660; clubs 2663; hearts 2665; diams 2666; flat 266D; natural 266E
        sharp 266F; check 2713; cross 2717
        """;

    // A name of up to eight ASCII characters, packed into a word.
    private static readonly FrozenDictionary<ulong, int> s_codePoints = Names
        .Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split(' '))
        .ToFrozenDictionary(parts => Pack(Encoding.ASCII.GetBytes(parts[0])), parts => Convert.ToInt32(parts[1], 16));

    private static ReadOnlySpan<ushort> Windows1252 =>
    [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];

    /// <summary>
    /// Writes <paramref name="source"/> with its references decoded; <paramref name="destination"/> has at least the same length, which suffices:
    /// no character is longer in UTF-8 than the shortest reference to it.
    /// </summary>
    /// <returns>The number of bytes written.</returns>
    internal static int Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var ampersand = source.IndexOf((byte)'&');
            if (ampersand < 0)
            {
                break;
            }

            source[..ampersand].CopyTo(destination[written..]);
            written += ampersand;
            source = source[ampersand..];
            if (TryRead(source, out var codePoint, out var length))
            {
                written += new Rune(codePoint).EncodeToUtf8(destination[written..]);
                source = source[length..];
            }
            else
            {
                destination[written++] = (byte)'&';
                source = source[1..];
            }
        }

        source.CopyTo(destination[written..]);
        return written + source.Length;
    }

    /// <summary>Reads the reference that begins with the first byte, an ampersand.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out int codePoint, out int length)
    {
        if (text.Length > 2 && text[1] == '#')
        {
            return TryReadNumber(text, out codePoint, out length);
        }

        codePoint = length = 0;
        var end = text[..Math.Min(text.Length, LongestName + 2)].IndexOf((byte)';');
        if (end < 2 || !s_codePoints.TryGetValue(Pack(text[1..end]), out codePoint))
        {
            return false;
        }

        length = end + 1;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out int codePoint, out int length)
    {
        var hexadecimal = (text[2] | 0x20) == 'x';
        var start = hexadecimal ? 3 : 2;
        var i = start;
        var value = 0;
        for (; i < text.Length; i++)
        {
            var digit = text[i] is >= (byte)'0' and <= (byte)'9' ? text[i] - '0'
                : hexadecimal && (text[i] | 0x20) is >= 'a' and <= 'f' ? (text[i] | 0x20) - 'a' + 10
                : -1;
            if (digit < 0)
            {
                break;
            }

            value = Math.Min((value * (hexadecimal ? 16 : 10)) + digit, 0x110000);
        }

        codePoint = value is >= 0x80 and <= 0x9F ? Windows1252[value - 0x80] : value;
        if (value == 0 || !Rune.IsValid(value))
        {
            codePoint = 0xFFFD;
        }

        length = i + 1;
        return i > start && i < text.Length && text[i] == ';';
    }

    private static ulong Pack(ReadOnlySpan<byte> name)
    {
        ulong packed = 0;
        foreach (var character in name)
        {
            packed = (packed << 8) | character;
        }

        return packed;
    }
}
