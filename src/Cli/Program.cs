using System.CommandLine;
using ClearView.AiTool.Documents;
using ClearView.Cli.Verbs;

namespace ClearView.Cli;

/// <summary>The only executable. Exit codes: 0 done, 1 failed, 2 the command line is wrong.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        // Before anything else: it is started for files that somebody waits for.
        if (args is [ReaderProcess.Verb])
            return ReaderProcess.Serve();
        ReadDocumentsInProcessesOfOurOwn();

        var root = new RootCommand("ClearView makes hiring blind to who a person is and clear about what a person can do.") { HelpName = "clearview" };
        foreach (var verb in VerbCatalog.All)
            root.Subcommands.Add(verb);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in UsageErrors.Of(parsed))
                await Console.Error.WriteLineAsync("clearview: " + error);
        }

        var code = parsed.Errors.Count > 0 ? ExitCode.Usage : await InvokeAsync(parsed);
        if (code == ExitCode.Usage)
            await Console.Error.WriteLineAsync($"Try '{UsageErrors.Typed(parsed.CommandResult)} --help'.");
        return code;
    }

    private static void ReadDocumentsInProcessesOfOurOwn()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program does not know where it is.");
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            DocumentReader.ReadInProcessesOf(program, Path.Combine(AppContext.BaseDirectory, "ClearView.Cli.dll"), ReaderProcess.Verb);
        else
            DocumentReader.ReadInProcessesOf(program, ReaderProcess.Verb);
    }

    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync("clearview: " + e.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            // The text of an exception is for people; the stack helps whoever reports it.
            await Console.Error.WriteLineAsync($"clearview: {e.Message}");
            if (Environment.GetEnvironmentVariable("CLEARVIEW_DEBUG") == "1")
                await Console.Error.WriteLineAsync(e.ToString());
            return ExitCode.Failed;
        }
    }
}

internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
}

/// <summary>The command line asks for something that cannot be.</summary>
internal sealed class UsageException(string text) : Exception(text);
