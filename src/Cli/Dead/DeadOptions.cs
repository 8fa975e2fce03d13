using ClearView.Cli.Node;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>Which installation, and which of its dead letters.</summary>
internal sealed record DeadOptions(DataFolder Data, LetterFilter Filter, bool Json);

/// <summary>How 'dead' ends, beside <see cref="ExitCode"/>: an operator's script asks for nothing else.</summary>
internal static class DeadCode
{
    public const string Text = "Exit code 0: done; 3: stopped, as failures returned; 4: results did not come in time; 5: somebody else redrives the group; 1: failed.";

    public const int Stopped = 3;
    public const int Undecided = 4;
    public const int Busy = 5;
}
