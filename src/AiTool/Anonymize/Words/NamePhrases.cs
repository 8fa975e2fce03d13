using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>Names of people that stand for a firm, a method or a prize: they say nothing of the candidate.</summary>
internal static class NamePhrases
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Pairs =
        All.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    // For each first letter of a phrase the lengths of the first words that begin with it, a bit each.
    private static readonly uint[] Lengths = FirstLengths();

    private static uint[] FirstLengths()
    {
        var lengths = new uint['z' + 1];
        foreach (var pair in Pairs.Set)
            lengths[pair[0]] |= 1u << (pair.IndexOf(' ') & 31);
        return lengths;
    }

    /// <summary>Whether two folded words that follow each other begin such a phrase.</summary>
    public static bool StartsWith(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        if (first.Length + second.Length > 40 || first.Length == 0 || first[0] >= Lengths.Length || (Lengths[first[0]] >> (first.Length & 31) & 1) == 0)
            return false;
        Span<char> pair = stackalloc char[first.Length + second.Length + 1];
        first.CopyTo(pair);
        pair[first.Length] = ' ';
        second.CopyTo(pair[(first.Length + 1)..]);
        return Pairs.Contains(pair);
    }

    private const string All = """
        morgan stanley, charles schwab, ralph lauren, calvin klein, tommy hilfiger, johns hopkins, john deere, john lewis, john hancock
        ernst young, robert half, harley davidson, jones lang, dale carnegie, baker hughes, eli lilly, thomson reuters, martin marietta
        marks spencer, lloyds bank, michael page, robert walters, allen bradley, arthur andersen, arthur anderson, arthur young
        grant thornton, price waterhouse, booz allen, lee hecht, willis towers, marsh mclennan, oliver wyman, duncan aviation, edward jones
        raymond james, jp morgan, morgan chase, merrill lynch, lehman brothers, bear stearns, philip morris, jack daniels
        monte carlo, karl fischer, kaplan meier, myers briggs, boyce codd, dodd frank, black scholes, mann whitney, kruskal wallis, stanford binet
        carl zeiss, louis vuitton, marc jacobs, michael kors, kate spade, victoria secret, victorias secret, bath works, neiman marcus, lord taylor
        papa john, papa johns, jimmy johns, trader joe, trader joes, dick sporting, sherwin williams, ben jerry, tim hortons, wendy restaurant
        nelson mandela, mahatma gandhi, jawaharlal nehru, indira gandhi, rajiv gandhi, martin luther, abraham lincoln, george washington
        thomas jefferson, john kennedy, marie curie, alexander humboldt, florence nightingale, dean martin, rolls royce, aston martin
        mercedes benz, land rover, warner brothers, warner bros, walt disney, paramount pictures, fannie mae, freddie mac, sallie mae
        dun bradstreet, johnson johnson, procter gamble, black decker, smith nephew, hewlett packard, western digital
        massey ferguson, allis chalmers, ashok leyland, tata prima, case ih, detroit diesel, allison transmission, cummins insite, paccar mx, jake brake, jake brakes, pratt whitney, brown sharpe, briggs stratton
        ingersoll rand, parker hannifin, cooper bussmann, sms siemag, bosch rexroth, gerber cutter, cherry rivets
        estee lauder, bobbi brown, jo malone, hugo boss, christian dior, elizabeth arden, helena rubinstein, charlotte tilbury, yves laurent, brooks brothers
        jimmy choo, tory burch, donna karan, stella mccartney, alexander mcqueen, fortnum mason, harvey nichols, vidal sassoon, wella koleston
        rational rose, adobe captivate, lucy calkins, orton gillingham, fountas pinnell, wilson fundations, sara stedy, oliver mcgowan, karl storz, fisher paykel, becton dickinson, jackson pratt, swan ganz
        hill rom, laerdal simman, kendrick splint, zimmer frame, zimmer frames, zimmer biomet, stryker neptune, braun melsungen, baxter sigma, baker autoclave, faro arm, thera band, roy adaptation, leopold maneuver
        fine gray, kneser ney, van westendorp, cohen kappa, holt winters, box jenkins, smith waterman, needleman wunsch, breusch pagan, dickey fuller, hosmer lemeshow, shapiro wilk, hardy weinberg, michaelis menten
        atlas copco, hoshin kanri, dmg mori, kirby bauer, vitek 2, vitek ms, miller heiman, jd edwards, mori seiki, blue yonder, esko artioscad, jetson orin, jetson nano, carbon black, thermo fisher, thermo scientific, kenworth w900, beckman coulter, gen probe, sew movi
        jack welch, six sigma, ruby rails, crystal reports, jasper reports, adobe premiere
        """;
}
