namespace ClearView.AiTool.ExtractSkills;

/// <summary>A skill of the taxonomy.</summary>
/// <param name="Id">Its lasting name, e.g. csharp.</param>
/// <param name="Field">The field of work that it belongs to.</param>
/// <param name="Parents">What someone with this skill can do as well, nearest first, as indexes; with their parents.</param>
/// <param name="Related">Skills that are near this one, as indexes.</param>
/// <param name="SpokenLanguage">Whether it is a language that people speak.</param>
/// <param name="Broader">The parents without theirs.</param>
internal sealed record Skill(int Index, string Id, string Name, string Field, int[] Parents, int[] Broader, int[] Related, bool SpokenLanguage)
{
    /// <summary>Whether nearly every posting asks for it, so that it tells little.</summary>
    public bool IsGeneral => Field == "ways-of-working";
}
