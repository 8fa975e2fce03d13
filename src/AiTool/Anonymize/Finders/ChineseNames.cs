using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>
/// Chinese names in Latin letters. Their surnames are few and their given names are syllables put together freely, so that no list holds them; and many are
/// towns, months or words of other languages. The surnames are the hundred most frequent of China's population register (public).
/// </summary>
internal static class ChineseNames
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Surnames = WordSet.Of("""
        wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin gao luo zheng liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen zhong
        cui tan fan jin shi liao jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan duan lei tao hao gu mao gong shao wan qian dai ouyang situ zhuge
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Finals = WordSet.Of("a o e ai ei ao ou an en ang eng ong er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue");

    /// <summary>The last word of the Chinese name that begins at a token, or -1: "Xiaoming Wang", "Jun C. Shen".</summary>
    public static int End(ResumeText resume, int first)
    {
        if (first < 0 || first + 1 >= resume.Tokens.Count)
            return -1;
        var given = resume.Tokens[first];
        if (given.Shape is not (Shape.Capital or Shape.Upper))
            return -1;
        var last = first + 1;
        if (resume.Tokens[last].Shape == Shape.Initial && resume.Gap(first) is " " && last + 1 < resume.Tokens.Count && resume.Gap(last) is ". ") last++;
        else if (resume.Gap(first) is not " ") return -1;
        var surname = resume.Tokens[last];
        if (surname.Shape != given.Shape || surname.Line != given.Line || !Surnames.Contains(resume.Word(surname)))
            return -1;
        var syllables = Syllables(resume.Word(given));
        // One syllable is a word of many languages: it takes a surname that is none.
        var isGiven = syllables == 2 && !given.Is(WordKinds.Common | WordKinds.Skill) || syllables == 1 && given.Is(WordKinds.Name) && !given.Is(WordKinds.Common) && !surname.Is(WordKinds.Common);
        return isGiven && !OrganisationWords.Follow(resume, last) ? last : -1;
    }

    // How many syllables of Pinyin a word is, up to two; 0 when it is none of them.
    private static int Syllables(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 12)
            return 0;
        if (IsSyllable(word))
            return 1;
        for (var at = 1; at < word.Length; at++)
            if (IsSyllable(word[..at]) && IsSyllable(word[at..])) return 2;
        return 0;
    }

    private static bool IsSyllable(ReadOnlySpan<char> part)
    {
        var onset = part.Length > 2 && part[1] == 'h' && part[0] is 'z' or 'c' or 's' ? 2 : "bpmfdtnlgkhjqxrzcsyw".Contains(part[0], StringComparison.Ordinal) ? 1 : 0;
        return part.Length > onset && Finals.Contains(part[onset..]);
    }
}
