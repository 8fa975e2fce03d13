using System.CommandLine;

namespace ClearView.Cli.Verbs;

/// <summary>The launcher's own verb: it builds first. Here it is only for the list of verbs.</summary>
internal static class TestVerb
{
    public static Command Command()
    {
        var command = new Command("test", "Install what the tests need, build, run everything: './clearview test --help'.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((Func<ParseResult, int>)(_ => throw new UsageException("The tests are run by the launcher, in the project's folder: './clearview test'.")));
        return command;
    }
}
