namespace ClearView.HrSystems;

/// <summary>The settings of an HR system cannot be used; the text says which, why, and what they may be.</summary>
public sealed class HrSettingsException(string section, IEnumerable<string> problems)
    : Exception($"The settings below '{section}' cannot be used. {string.Join(' ', problems)}");
