namespace ClearView.AiTool.Anonymize;

/// <summary>Finds one sort of identity. Stateless: one instance serves all threads.</summary>
internal interface IFind
{
    void Find(ResumeText resume, Finds finds);
}

/// <summary>A place in the text that shows identity.</summary>
/// <param name="Replacement">What is to stand there; empty when nothing needs to.</param>
/// <param name="Rule">Stable name of the rule, for the record of what was hidden and why.</param>
/// <param name="Confidence">0 to 100.</param>
internal readonly record struct Found(string Kind, int Start, int End, string Replacement, string Rule, int Confidence);
