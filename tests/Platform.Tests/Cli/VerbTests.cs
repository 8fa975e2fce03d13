using System.CommandLine;
using ClearView.Cli.Verbs;

namespace ClearView.Platform.Tests.Cli;

/// <summary>The executable as a person meets it.</summary>
public sealed class VerbTests
{
    /// <summary>Every verb with those below it, as it is typed.</summary>
    public static TheoryData<string> All => [.. VerbCatalog.All.Where(verb => !verb.Hidden).SelectMany(verb => Below("", verb)).Select(v => v.Typed).Prepend("")];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_verb_explains_itself(string typed)
    {
        var help = await Command.ClearViewAsync([.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (help.ExitCode, help.Errors));
        Assert.Contains($"Usage:\n  clearview {typed}".TrimEnd(), help.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var words = WordsOf(help.Output);
        foreach (var (name, description) in PartsOf(typed))
        {
            Assert.Contains(name, words, StringComparison.Ordinal);
            Assert.Contains(WordsOf(description), words, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Everything_that_can_be_typed_is_described(string typed) =>
        Assert.All(PartsOf(typed), part => Assert.False(string.IsNullOrWhiteSpace(part.Description), part.Name));

    /// <summary>What help has to show: subcommands, arguments and options, hidden ones left out.</summary>
    private static IReadOnlyList<(string Name, string Description)> PartsOf(string typed)
    {
        IEnumerable<Symbol> parts = typed.Length == 0
            ? VerbCatalog.All
            : VerbCatalog.All.SelectMany(verb => Below("", verb)).Single(v => v.Typed == typed).Verb is var verb
                ? [.. verb.Subcommands, .. verb.Arguments, .. verb.Options]
                : [];
        return [.. parts.Where(p => !p.Hidden).Select(p => (p.Name, p.Description ?? ""))];
    }

    // Help is broken into lines, at places that do not matter.
    private static string WordsOf(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(string Typed, System.CommandLine.Command Verb)> Below(string above, System.CommandLine.Command verb)
    {
        var typed = $"{above} {verb.Name}".Trim();
        return verb.Subcommands.SelectMany(below => Below(typed, below)).Prepend((typed, verb));
    }
}
