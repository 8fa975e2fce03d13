using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>A skill that a job asks for, by its index in the taxonomy; -1 when this version does not know it.</summary>
internal readonly record struct AskedSkill(int Index, int MinMonths, int[] Broader, bool SpokenLanguage, bool IsGeneral, SkillAsked Asked);

/// <summary>One item of a job's list: a skill, or several that any one of will do.</summary>
internal sealed record AskedItem(bool Required, int Weight, AskedSkill[] AnyOf, Quote Evidence);
