namespace ClearView.AiTool.LanguageModel;

/// <summary>A language model that somebody else runs. What it is told leaves this process: anonymous text only.</summary>
public interface ILanguageModel
{
    /// <summary>As it is shown beside what it wrote.</summary>
    string Name { get; }

    /// <summary>Asks once, without a second try. Any failure is an exception.</summary>
    Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken ct);
}

/// <param name="Instruction">What to do; ours.</param>
/// <param name="Material">What to do it with; words of a résumé, which may say anything.</param>
public sealed record ModelQuestion(string Instruction, string Material, int MostTokens);

/// <param name="Tokens">What the asking cost, by the model's own count; 0 when it does not say.</param>
public sealed record ModelAnswer(string Text, long Tokens);
