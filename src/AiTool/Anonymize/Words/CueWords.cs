using ClearView.AiTool.Anonymize.Finders;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// All words by which finders begin to look. They stand in the one table that every word of a text is looked up in anyway,
/// so that a finder passes by all other words without a look into its own lists.
/// </summary>
internal static class CueWords
{
    public static IReadOnlyCollection<string> All => field ??= [.. AddressFinder.Cues.Concat(SchoolFinder.Cues).Concat(PersonFinder.Cues).Concat(GenderWordFinder.Cues).Concat(NationalityFinder.Cues).Where(w => w.All(char.IsLetter)).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyCollection<string> OfStudy => field ??= [.. GraduationFinder.Cues.Concat(SchoolFinder.StudyWords).Concat(SkillWords.JobNouns).Where(w => w.All(char.IsLetter)).Distinct(StringComparer.Ordinal)];
}
