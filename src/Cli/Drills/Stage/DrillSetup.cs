using ClearView.Cli.Drills.Load;

namespace ClearView.Cli.Drills.Stage;

/// <summary>What a drill needs around it.</summary>
internal sealed record DrillSetup
{
    /// <summary>One, or three that form a cluster.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Between the drill's processes and the broker stands the fault proxy.</summary>
    public bool ThroughProxy { get; init; }

    /// <summary>Each node is in a network namespace of its own, and links between them can be cut.</summary>
    public bool InNamespaces { get; init; }

    public bool InNamespacesIfWeMay { get; init; }

    /// <summary>Beside the library the vendor's client does the same on the same broker.</summary>
    public bool WithBareClient { get; init; }

    public int Workers { get; init; } = 2;

    public int Publishers { get; init; } = 2;

    /// <summary>Letters a second of each publisher.</summary>
    public double PerSecond { get; init; } = 60;

    /// <summary>Publishers use the outbox alone: who publishes to the broker itself has nothing to do while it is away.</summary>
    public bool OnlyByOutbox { get; init; }

    public IReadOnlyList<string> Functions { get; init; } = DrillFunctions.Usual;

    public IReadOnlyList<string> Tenants { get; init; } = ["tenant-1", "tenant-2", "tenant-3"];

    public int OneUnwantedOf { get; init; }

    /// <summary>Letters of this drill end the process that handles them.</summary>
    public bool MayEndByThemselves { get; init; }
}
