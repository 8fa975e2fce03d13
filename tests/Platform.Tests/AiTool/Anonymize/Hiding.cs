using ClearView.AiTool.Anonymize;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>Short ways to say what is hidden.</summary>
internal static class Hiding
{
    public static readonly KnownIdentity JaneDoe = new("Jane", "Doe", ["jane.doe@example.org"], ["+44 7700 900123"]);

    /// <summary>Two lines that stand above any text of a test, so that it is not taken for the top of a résumé.</summary>
    public const string Body = "PROFILE\nA person who works with care and likes to learn new things every single day.\nEXPERIENCE\n";

    public static string Anonymous(string text, KnownIdentity? known = null, params string[] kinds) =>
        Anonymizer.Anonymize(text, known, kinds).Text;

    /// <summary>Anonymises a text in the middle of a résumé, and returns only that part.</summary>
    public static string InBody(string text, KnownIdentity? known = null)
    {
        var all = Anonymous(Body + text, known);
        Assert.StartsWith(Body, all, StringComparison.Ordinal);
        return all[Body.Length..];
    }
}
