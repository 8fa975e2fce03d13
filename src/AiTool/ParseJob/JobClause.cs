namespace ClearView.AiTool.ParseJob;

/// <summary>A sentence or bullet of a posting and what it stands for.</summary>
internal readonly record struct JobClause(int Start, int End, int FirstWord, int EndWord, JobSection Section);
