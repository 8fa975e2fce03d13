using System.Collections.Frozen;
using System.Text;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Letters with marks, composed and taken apart. Written out here because the process runs in globalization-invariant mode,
/// where <see cref="string.Normalize()"/> leaves text as it is.
/// </summary>
internal static class Letters
{
    // A combining mark, then pairs: the letter without it and the letter with it.
    private static readonly (char Mark, string Pairs)[] Marks =
    [
        ('\u0300', "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
        ('\u0301', "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ"),
        ('\u0302', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
        ('\u0303', "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
        ('\u0304', "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝ"),
        ('\u0306', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
        ('\u0307', "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
        ('\u0308', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
        ('\u0309', "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
        ('\u030A', "AÅaåUŮuůwẘyẙ"),
        ('\u030B', "OŐoőUŰuű"),
        ('\u030C', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
        ('\u030F', "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
        ('\u0311', "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        ('\u031B', "OƠoơUƯuư"),
        ('\u0323', "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
        ('\u0324', "UṲuṳ"),
        ('\u0325', "AḀaḁ"),
        ('\u0326', "SȘsșTȚtț"),
        ('\u0327', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
        ('\u0328', "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
        ('\u032D', "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
        ('\u032E', "HḪhḫ"),
        ('\u0330', "EḚeḛIḬiḭUṴuṵ"),
        ('\u0331', "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
    ];

    private const string LettersOfTwo = "ßssẞssæaeÆaeœoeŒoeþthÞthĳijĲij";
    private const string LettersOfOne = "øoØołlŁlđdĐdðdÐdıiħhĦhŧtŦtĸkŋnŊnəa";

    private static readonly FrozenDictionary<(char, char), char> Composed =
        Pairs().ToFrozenDictionary(p => (p.Base, p.Mark), p => p.Whole);

    private static readonly char[] Bare = BareLetters();

    /// <summary>The text with each letter and its combining mark as one character, where such a character exists.</summary>
    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0300', '\u036F') < 0)
            return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '\u0300' and <= '\u036F' && result.Length > 0 && Composed.TryGetValue((result[^1], c), out var whole))
                result[^1] = whole;
            else
                result.Append(c);
        }
        return result.ToString();
    }

    /// <summary>The lower-case letter without its mark; letters of other scripts in lower case. One character in, one out.</summary>
    public static char Fold(char c)
    {
        if (c < 128)
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        return c < Bare.Length && Bare[c] != 0 ? Bare[c] : char.ToLowerInvariant(c);
    }

    /// <summary>How a folded letter is written where only a to z may stand: "ae" for the German umlaut, "ss" for the sharp s; null when it is one letter.</summary>
    public static string? AsTwo(char c) => c switch
    {
        '\u00E4' or '\u00C4' => "ae",
        '\u00F6' or '\u00D6' => "oe",
        '\u00FC' or '\u00DC' => "ue",
        '\u00E5' or '\u00C5' => "aa",
        '\u00F8' or '\u00D8' => "oe",
        _ => LettersOfTwo.IndexOf(c) is var at and >= 0 && at % 3 == 0 ? LettersOfTwo.Substring(at + 1, 2) : null,
    };

    private static IEnumerable<(char Mark, char Base, char Whole)> Pairs() =>
        from row in Marks
        from i in Enumerable.Range(0, row.Pairs.Length / 2)
        select (row.Mark, row.Pairs[2 * i], row.Pairs[2 * i + 1]);

    private static char[] BareLetters()
    {
        var bare = new char[0x1F00];
        foreach (var (_, plain, whole) in Pairs())
            bare[whole] = plain;
        for (var i = 0; i < LettersOfOne.Length; i += 2)
            bare[LettersOfOne[i]] = LettersOfOne[i + 1];
        for (var i = 0; i < LettersOfTwo.Length; i += 3)
            bare[LettersOfTwo[i]] = LettersOfTwo[i + 1];
        for (var i = 0; i < bare.Length; i++)
        {
            var c = bare[i];
            // A letter may carry two marks: the bare letter of its bare letter.
            while (c >= 128 && c < bare.Length && bare[c] != 0 && bare[c] != c)
                c = bare[c];
            bare[i] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c == 0 ? c : char.ToLowerInvariant(c);
        }
        return bare;
    }
}
