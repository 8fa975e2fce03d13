namespace ClearView.Contracts;

/// <summary>Where a candidate or job came from: the HR system's name in ClearView ("greenhouse", "folder", "portal") and its own id.</summary>
public sealed record Origin(string System, string SourceId);

/// <summary>Something too large or too personal for a message, kept sealed in the vault.</summary>
/// <param name="Claim">The vault's opaque name for it.</param>
/// <param name="MediaType">What the bytes were found to be, e.g. application/pdf.</param>
/// <param name="Length">Length of the content in bytes.</param>
public sealed record ClaimCheck(string Claim, string MediaType, long Length);

/// <summary>A place in an anonymous text, with the words that stand there.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last UTF-16 code unit.</param>
public sealed record Quote(int Start, int End, string Text);
