using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ParseJob;

/// <summary>Tells sentences in which a posting speaks of the company or of the law, wherever they stand, from those that speak of the post.</summary>
internal static class CompanyTalk
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OfTheReader = (
        "you your you'll you'd you're candidate applicant looking seeking seek search hiring hire recruiting expect need require requires required requirement must should role position vacancy responsible experience ideal ideally ability knowledge use uses using stack technology technologies built value tools desire")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly PhraseTable Law = new(LevelWords.Of(1,
        "equal opportunity; equal opportunities; equal employment opportunity; discriminate; discrimination; regardless of; irrespective of; without regard to; protected by law; reasonable accommodation; "
        + "all qualified applicants; background check; cookies; privacy policy; employment agency; employment business; health insurance; pension scheme; life assurance; gym membership; relocation assistance; days holiday; annual leave; free breakfast; cover letter; letter of application"));

    private static readonly PhraseTable ToTheReader = new(LevelWords.Of(1,
        "you will; you'll; you have; you are; your role; your tasks; your task; your responsibilities; your profile; you should; you must; we expect; we are looking for; requirements; responsibilities; experience with; experience in; experience of; knowledge of"));

    /// <summary>Whether a clause speaks of the post. In a part about the company only what is said to the reader does.</summary>
    public static bool Asks(string text, List<Word> words, int first, int end, JobSection section) =>
        !Is(text, words, first, end) && (section != JobSection.About || ToTheReader.Find(text, words, first, end).Count > 0);

    private static bool Is(string text, List<Word> words, int first, int end)
    {
        if (first >= end)
            return false;
        if (Law.Find(text, words, first, end).Count > 0)
            return true;
        if (!OpensWithCompany(text, words, first, end))
            return false;
        for (var i = first; i < end; i++)
        {
            if (OfTheReader.Contains(words[i].In(text)))
                return false;
        }
        return true;
    }

    // "We build bridges", "Our client is a leading bank", "The company has 900 people", "Founded in 1950".
    private static bool OpensWithCompany(string text, List<Word> words, int first, int end)
    {
        var opening = words[first].In(text);
        if (opening is "We" or "Our" or "We're" or "We’re" or "We've" or "We’ve" or "Founded" or "Headquartered" or "Established")
            return true;
        return opening is "The" && first + 1 < end && words[first + 1].In(text) is "company" or "Company" or "firm" or "group" or "Group" or "organisation" or "organization" or "client" or "business" or "school" or "university";
    }
}
