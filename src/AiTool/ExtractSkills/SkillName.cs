namespace ClearView.AiTool.ExtractSkills;

internal enum NameRule
{
    /// <summary>Counts wherever it stands.</summary>
    Anywhere,

    /// <summary>Counts only when written exactly so: REST, not rest.</summary>
    AsWritten,

    /// <summary>Counts only when written exactly so, in a list of skills or beside one: Go, R, C.</summary>
    InCompany,

    /// <summary>Counts where languages are spoken of.</summary>
    SpokenLanguage,
}

/// <summary>One name of a skill, and where it counts.</summary>
/// <param name="NotBefore">Words (small letters) that must not follow: "excel at".</param>
internal sealed record SkillName(int Skill, string Text, NameRule Rule, string[] NotBefore);
