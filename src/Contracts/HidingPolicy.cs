namespace ClearView.Contracts;

/// <summary>Which kinds of identity each tenant hides. It travels with every résumé, so that the AI tool needs no settings.</summary>
/// <param name="hidden">For tenants that do not hide everything: what they do hide.</param>
public sealed class HidingPolicy(IReadOnlyDictionary<string, IReadOnlyList<string>> hidden)
{
    public static HidingPolicy Everything { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Empty stands for all kinds, those of later versions too.</summary>
    public IReadOnlyList<string> Of(string tenant) => hidden.TryGetValue(tenant, out var kinds) ? kinds : [];
}
