using System.Globalization;

namespace ClearView.Messaging;

/// <summary>
/// How much each tenant gets of what all share, beside the others: with a share of 3, three messages where another tenant gets one. Who is
/// not named has a share of 1. A share takes nothing from a tenant that is alone.
/// </summary>
public sealed class TenantShares
{
    /// <summary>Beyond it a turn would be so long that the others wait noticeably.</summary>
    public const int Largest = 100;

    private readonly IReadOnlyDictionary<TenantId, int> _shares;

    /// <exception cref="ArgumentOutOfRangeException">A share is below 1 or above <see cref="Largest"/>.</exception>
    public TenantShares(IReadOnlyDictionary<TenantId, int> shares)
    {
        foreach (var share in shares.Values)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(share, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(share, Largest);
        }

        _shares = shares;
    }

    public static TenantShares Equal { get; } = new(new Dictionary<TenantId, int>());

    /// <summary>Reads "acme=3,globex=2".</summary>
    /// <exception cref="FormatException">It does not have this form; the text says what is wrong.</exception>
    public static TenantShares Parse(string text)
    {
        var shares = new Dictionary<TenantId, int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } tenant, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var share) || share is < 1 or > Largest)
                throw new FormatException($"'{part}' is no share. Write a tenant and a number from 1 to {Largest}, e.g. acme=3,globex=2.");
            if (!shares.TryAdd(new TenantId(tenant), share))
                throw new FormatException($"The tenant '{tenant}' is named twice.");
        }

        return new TenantShares(shares);
    }

    public int Of(TenantId tenant) => _shares.GetValueOrDefault(tenant, 1);
}
