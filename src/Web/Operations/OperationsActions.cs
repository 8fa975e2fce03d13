namespace ClearView.Web.Operations;

/// <summary>What the page says after a button. Only these sentences can be asked for by address.</summary>
internal static class OperationsActions
{
    public static string? Said(string? code) => code switch
    {
        "slowed" => "Slowed. Its queue grows now while everything else goes on; the messages wait, none is lost.",
        "freed" => "It runs freely again and works off what waited.",
        "killed" => "Killed, as a power cut would. What it held in its hands goes back to the queue.",
        "restarted" => "Started again. It takes up where the other left off.",
        "broker-stopped" => "The broker is stopped. What is sent meanwhile is kept in the outbox and published when it runs again.",
        "broker-started" => "The broker runs again. What waited goes out now.",
        _ => null,
    };
}
