using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>Why the broker cannot be used, in words that hold no credentials: its own texts quote user names.</summary>
internal static class Reason
{
    public static string Of(Exception e) => Innermost(e) switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException => "it refused the user name or the password",
        OperationInterruptedException { ShutdownReason: { } shutdown } => Of(shutdown),
        SocketException socket => socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "nothing listens there",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host's name is not known",
            var code => $"the network says {code}",
        },
        BrokerUnavailableException unavailable => unavailable.Message,
        TimeoutException or OperationCanceledException => "it did not answer in time",
        var other => other.GetType().Name,
    };

    public static string Of(ShutdownEventArgs shutdown) => shutdown.ReplyCode switch
    {
        320 => "it closed the connection",
        403 => "it refused access (403): the user lacks a permission",
        530 => "it refused the virtual host (530): there is none of that name, or the user may not enter it",
        _ when shutdown.Initiator == ShutdownInitiator.Library => "the connection was lost",
        var code => $"{shutdown.ReplyText} ({code})",
    };

    public static int? ReplyCode(Exception e) => e is OperationInterruptedException { ShutdownReason: { } shutdown } ? shutdown.ReplyCode : null;

    private static Exception Innermost(Exception e)
    {
        while (e is BrokerUnreachableException or AggregateException or ConnectFailureException or IOException
            && e.InnerException is { } inner)
            e = inner;
        return e;
    }
}
