using System.CommandLine;
using System.CommandLine.Parsing;

namespace ClearView.Cli.Verbs;

/// <summary>What is wrong with a command line, in words for people.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        // A wrong verb is also a missing one; saying both would hide which it is.
        if (parsed.UnmatchedTokens.Count > 0)
            return [.. parsed.UnmatchedTokens.Select(token => $"'{token}' is not known here.")];

        return [.. parsed.Errors.Select(Text)];
    }

    /// <summary>The verb that was understood, as it is typed.</summary>
    public static string Typed(CommandResult verb) => verb.Parent is CommandResult above ? $"{Typed(above)} {verb.Command.Name}" : "./clearview";

    // The library's own text for a value of the wrong kind names a .NET type.
    private static string Text(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [var token] } option when Kind(option.Option.ValueType) is { } kind => $"{option.Option.Name} takes {kind}, not '{token.Value}'.",
        ArgumentResult { Tokens: [var token] } argument when Kind(argument.Argument.ValueType) is { } kind => $"{argument.Argument.Name} takes {kind}, not '{token.Value}'.",
        _ => error.Message,
    };

    private static string? Kind(Type type) =>
        type == typeof(int) || type == typeof(int?) || type == typeof(long) || type == typeof(long?) ? "a whole number"
        : type == typeof(double) ? "a number"
        : null;
}
