namespace ClearView.AiTool.ParseJob;

/// <summary>A sentence or bullet of a posting and what it stands for.</summary>
/// <param name="Asks">Whether it speaks of the post, rather than of the company or the law.</param>
internal readonly record struct JobClause(int Start, int End, int FirstWord, int EndWord, JobSection Section, bool Asks);
