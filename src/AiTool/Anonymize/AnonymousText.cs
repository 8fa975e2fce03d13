using ClearView.Contracts;

namespace ClearView.AiTool.Anonymize;

/// <summary>A text without identity.</summary>
/// <param name="Hidden">In order of place, without overlap: putting each replacement into the input between its start and end gives exactly <paramref name="Text"/>.</param>
/// <param name="Doubts">Places in <paramref name="Text"/> that a human should look at; none in most texts.</param>
public sealed record AnonymousText(string Text, IReadOnlyList<HiddenItem> Hidden, IReadOnlyList<Doubt> Doubts);
