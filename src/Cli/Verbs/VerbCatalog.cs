using System.CommandLine;

namespace ClearView.Cli.Verbs;

/// <summary>The table of contents of the command line.</summary>
internal static class VerbCatalog
{
    public static IReadOnlyList<Command> All { get; } =
    [
        DemoVerb.Command(),
        UpVerb.Command(),
        ExportVerb.Command(),
        AiVerb.Command(),
        SimulateVerb.Command(),
        StatusVerb.Command(),
        AccountVerb.Command(),
        FunctionsVerb.Command(),
        AuditVerb.Command(),
        BrokerVerb.Command(),
        DeadVerb.Command(),
        DrillVerb.Command(),
        BenchVerb.Command(),
        EvalVerb.Command(),
        DrillProcessVerb.Command(),
        DocsVerb.Command(),
        TestVerb.Command(),
    ];
}
