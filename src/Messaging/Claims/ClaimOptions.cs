using System.ComponentModel.DataAnnotations;

namespace ClearView.Messaging.Claims;

/// <summary>Which bodies are kept apart from their messages, and how much room they may take.</summary>
public sealed class ClaimOptions
{
    /// <summary>
    /// The largest sealed body that goes with its message: what RabbitMQ carries in one frame, and nearly twice the largest ordinary message
    /// of the demo. A function with a store is handed up to 512 deliveries at once, which so take 64 MiB at most.
    /// </summary>
    [Range(1_024, MessageWriter.LargestBody)] public int Threshold { get; set; } = 128 * 1024;

    /// <summary>What all kept bodies may take together. Beyond it whoever sends a large one waits, or is told to come again.</summary>
    [Range(1_048_576, long.MaxValue)] public long MostBytes { get; set; } = 64L << 30;

    /// <summary>What must stay free on the store's disk, where it can be seen: small messages go on when large ones have to wait.</summary>
    [Range(0, long.MaxValue)] public long LeastFreeBytes { get; set; } = 1L << 30;
}
