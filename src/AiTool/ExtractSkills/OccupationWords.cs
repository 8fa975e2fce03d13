using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>Tells "Java developer" and "the finance managers", which name people, from "Java" and "finance", which name skills.</summary>
internal static class OccupationWords
{
    private const int LongestTitle = 3;

    private static readonly FrozenSet<ulong> Heads = (
        "accountant administrator adviser advisor agent analyst architect assistant associate auditor buyer carer chef clerk coach consultant coordinator cook "
        + "developer director driver editor engineer executive expert fitter handler head instructor lecturer lead leader manager mechanic nurse officer operative operator "
        + "owner painter partner planner practitioner professor programmer receptionist recruiter representative researcher scientist secretary specialist supervisor surveyor "
        + "teacher technician technologist tester therapist trainer tutor underwriter welder worker writer designer electrician plumber solicitor lawyer postdoc student graduate candidate professional")
        .Split(' ').Select(head => WordHash.Of(head)).ToFrozenSet();

    /// <summary>Whether a found skill is named only as part of what somebody is called.</summary>
    public static bool Name(string text, List<Word> words, SkillFound found, int end)
    {
        if (IsHead(words[found.EndWord - 1]))
            return true;
        // "Java developer", "supply chain planning manager"; "Java, developer" is a list.
        for (var i = found.EndWord; i < end && i < found.EndWord + 2; i++)
        {
            if (text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End) is not (" " or "-" or "/"))
                return false;
            if (IsHead(words[i]))
                return true;
            if (!char.IsUpper(text[words[i].Start]))
                return false;
        }
        return false;
    }

    /// <summary>The titles that a stretch names, as first word and end: "Senior Java Developer" of "Senior Java Developer, Mill Lane".</summary>
    public static List<(int First, int End)> Titles(string text, List<Word> words, int first, int end)
    {
        var titles = new List<(int, int)>();
        var free = first;
        for (var i = first; i < end; i++)
        {
            if (!IsHead(words[i]))
                continue;
            var start = i;
            while (start > free && i - start < LongestTitle && text.AsSpan(words[start - 1].End, words[start].Start - words[start - 1].End) is " " or "-" or "/" or " & ")
                start--;
            titles.Add((start, i + 1));
            free = i + 1;
        }
        return titles;
    }

    private static bool IsHead(Word word) => Heads.Contains(word.Form);
}
