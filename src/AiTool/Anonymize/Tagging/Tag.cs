namespace ClearView.AiTool.Anonymize.Tagging;

/// <summary>What the tagger takes a word for.</summary>
internal enum Tag : byte { None, Person, Place, Firm }
