using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ParseJob;

/// <summary>Tells which of the skills in a clause are alternatives: those in a list that ends with "or".</summary>
internal static class Alternatives
{
    private const int LongestGap = 3;

    internal sealed record Group(List<SkillFound> Skills, int Start, int End);

    public static List<Group> Of(string text, List<Word> words, List<SkillFound> found, int first, int end)
    {
        var groups = new List<Group>();
        for (var i = 0; i < found.Count;)
        {
            // A list runs on while commas, "or" and slashes join its items; the word "or" makes it one of alternatives.
            var last = i;
            var hasOr = false;
            while (last + 1 < found.Count && JoinOf(text, words, found[last], found[last + 1]) is { } join)
            {
                hasOr |= join == Join.Or;
                last++;
            }
            if (hasOr || (last + 1 == found.Count && EndsWithOr(text, words, found[last], end)))
            {
                groups.Add(new Group(found.GetRange(i, last - i + 1), found[i].Start, found[last].End));
            }
            else
            {
                for (var k = i; k <= last; k++)
                    groups.Add(new Group([found[k]], found[k].Start, found[k].End));
            }
            i = last + 1;
        }
        return groups;
    }

    private enum Join { Comma, Or }

    private static Join? JoinOf(string text, List<Word> words, SkillFound left, SkillFound right)
    {
        var between = right.FirstWord - left.EndWord;
        if (between > LongestGap)
            return null;
        var hasComma = text.AsSpan(left.End, right.Start - left.End).IndexOfAny(',', '/') >= 0;
        for (var i = left.EndWord; i < right.FirstWord; i++)
        {
            var word = words[i].In(text);
            if (word is "or" or "OR")
                return Join.Or;
            if (word is "and" or "&" or "plus")
                return null;
        }
        if (text.AsSpan(left.End, right.Start - left.End).IndexOfAny(".;:()") >= 0)
            return null;
        return hasComma ? Join.Comma : null;
    }

    // "such as Klaviyo, HubSpot or similar tools"
    private static bool EndsWithOr(string text, List<Word> words, SkillFound last, int end) =>
        last.EndWord + 1 < end && words[last.EndWord].In(text) is "or" && words[last.EndWord + 1].In(text) is "similar" or "equal" or "equivalent" or "another" or "other" or "comparable" or "alike";
}
