namespace ClearView.AiTool.ParseJob;

/// <summary>What a part of a posting says: what must be, what may be, what the work is, or who offers it.</summary>
internal enum JobSection { Unknown, Required, Preferred, Duties, About }
