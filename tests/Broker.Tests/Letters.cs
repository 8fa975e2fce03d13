using System.Text;
using ClearView.Messaging;

namespace ClearView.Broker.Tests;

/// <summary>Mail and queues for these tests.</summary>
internal static class Letters
{
    public const string Queue = "clearview.letters";
    public const string Type = "letter.v1";

    public static readonly TimeSpan Deadline = Patience.Deadline;
    public static readonly Topology Topology = new([new(Queue, [Type])]);

    public static OutgoingMessage New(string text) => new(
        new Envelope
        {
            Id = MessageId.New(TimeProvider.System),
            Type = Type,
            Source = "clearview/test",
            Time = new DateTimeOffset(2026, 11, 23, 10, 0, 0, 123, TimeSpan.Zero),
            Tenant = TenantId.Default,
            KeyId = "key-1",
        },
        Encoding.UTF8.GetBytes(text));

    public static FailureCause Cause(string code) => new(
        code, "It failed.", null, null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "letters", "1.0");

    public static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);

    public static async Task<Delivery> NextAsync(IConsumer consumer) =>
        await consumer.Deliveries.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);
}
