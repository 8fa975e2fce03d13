using System.CommandLine;
using ClearView.Cli.Drills.Load;

namespace ClearView.Cli.Verbs;

/// <summary>One process of a drill, started by the drill.</summary>
internal static class DrillProcessVerb
{
    public const string Name = "drill-process";

    public static Command Command()
    {
        var file = new Argument<string>("FILE") { Description = "What the process does." };
        var command = new Command(Name, "One process of a drill; drills start it.") { file };
        command.Hidden = true;
        command.SetAction((parsed, ct) => PartHost.RunAsync(
            DrillPart.Read(parsed.GetValue(file)!),
            Environment.GetEnvironmentVariable(UpVerb.BrokerVariable) ?? throw new UsageException($"A drill's process needs ${UpVerb.BrokerVariable}."), ct));
        return command;
    }
}
