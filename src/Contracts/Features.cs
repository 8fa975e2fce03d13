using System.Text.Json.Serialization;

namespace ClearView.Contracts;

/// <summary>A skill that an anonymous résumé shows.</summary>
/// <param name="Skill">The taxonomy's id, e.g. csharp.</param>
/// <param name="Months">Months of dated work in which it is shown; 0 when it is only listed.</param>
/// <param name="Evidence">Where it is shown, first places first; at most five.</param>
public sealed record SkillShown(string Skill, string Name, int Months, IReadOnlyList<Quote> Evidence);

/// <summary>All that scoring may know of a candidate: no name, place, school, date or gender is among it.</summary>
/// <param name="WorkMonths">Months covered by at least one dated job (overlaps count once).</param>
/// <param name="WorkEvidence">The date ranges that were counted.</param>
/// <param name="Level">0 unknown, 1 entry, 2 junior, 3 experienced, 4 senior, 5 lead.</param>
/// <param name="Education">0 unknown, 1 school, 2 vocational, 3 bachelor, 4 master, 5 doctorate.</param>
/// <param name="Terms">Stemmed content words with their counts, in ordinal order: input of text similarity.</param>
/// <param name="Version">Version of the source that these follow from.</param>
public sealed record CandidateFeatures(
    CandidateId Candidate, long Version, IReadOnlyList<SkillShown> Skills, int WorkMonths, IReadOnlyList<Quote> WorkEvidence,
    int Level, Quote? LevelEvidence, int Education, Quote? EducationEvidence, IReadOnlyList<TermCount> Terms);

/// <param name="First">Where it stands first, as it is written there; null in features of before this was kept.</param>
public sealed record TermCount(string Term, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Quote? First = null);

/// <summary>A skill that a job asks for, and the words that ask for it.</summary>
/// <param name="MinMonths">Months asked for in that skill; 0 when none are named.</param>
public sealed record SkillAsked(string Skill, string Name, bool Required, int MinMonths, Quote Evidence);

/// <summary>Wording in a posting that may keep people away, and what to write instead.</summary>
public sealed record WordingFinding(string Kind, Quote Where, string Why, string Instead);

/// <summary>All that scoring may know of a job.</summary>
public sealed record JobFeatures(
    JobId Job, long Version, string Title, IReadOnlyList<SkillAsked> Skills, int MinMonths, Quote? MinMonthsEvidence,
    int Level, Quote? LevelEvidence, int Education, Quote? EducationEvidence, IReadOnlyList<TermCount> Terms);

/// <summary>What a résumé shows was extracted.</summary>
public sealed record SkillsExtracted(CandidateId Candidate, CandidateFeatures Features, string Extractor)
{
    public const string WireName = "skills.extracted.v1";
}

/// <summary>One side of the join is stored: either a candidate's features or a job's.</summary>
public sealed record FeaturesStored(CandidateId? Candidate, JobId? Job)
{
    public const string WireName = "features.stored.v1";
}
