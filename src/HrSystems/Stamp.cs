using System.Security.Cryptography;
using System.Text;

namespace ClearView.HrSystems;

/// <summary>What was last told of a thing, so that its version never goes backwards.</summary>
/// <param name="Print">Digest of what was told, or of what it follows from.</param>
/// <param name="Version">Grows whenever the print changes, also when something older takes the place of something newer that is gone.</param>
/// <param name="AppliesFor">Digest of the jobs that the folder's candidates.csv names; null when it names none.</param>
/// <param name="GoneSince">When a look at the folder first missed it; null while it is there.</param>
internal sealed record Stamp(string Print, long Version, string? AppliesFor = null, DateTimeOffset? GoneSince = null)
{
    public static Stamp Of(Stamp? before, string print, long version, string? appliesFor = null) =>
        new(print, before is null ? version : before.Print == print ? before.Version : Math.Max(version, before.Version + 1), appliesFor);

    public static string PrintOf(params ReadOnlySpan<object?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var one = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part}");
            text.Append(one.Length).Append(':').Append(one);
        }

        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }
}
