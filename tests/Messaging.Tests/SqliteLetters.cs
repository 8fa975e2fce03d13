using System.Text;
using ClearView.Messaging.Sqlite;
using Microsoft.Data.Sqlite;

namespace ClearView.Messaging.Tests;

/// <summary>What the tests of the embedded broker share: two queues that take one type, and letters.</summary>
internal static class SqliteLetters
{
    public const string Letters = "test.letters";
    public const string Copies = "test.copies";
    public static readonly Topology TwoQueues = new([new(Letters, ["letter.v1"]), new(Copies, ["letter.v1"])]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SqliteTransport> StartedAsync(string path, TimeProvider? clock = null)
    {
        var transport = new SqliteTransport(path, clock);
        await transport.StartAsync(TwoQueues, Ct);
        return transport;
    }

    public static OutgoingMessage Letter(string text, string type = "letter.v1") => Letter(Encoding.UTF8.GetBytes(text), type);

    public static OutgoingMessage Letter(byte[] body, string type = "letter.v1") => new(
        new Envelope
        {
            Id = MessageId.New(TimeProvider.System),
            Type = type,
            Source = "clearview/test",
            Time = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
            Tenant = TenantId.Default,
            KeyId = "key-1",
        },
        body);

    public static FailureCause Cause { get; } = new(
        "not-now", "Later.", null, null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "letters", "1.0");

    public static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);

    public static async Task<Delivery> NextAsync(IConsumer consumer) =>
        await consumer.Deliveries.ReadAsync(Ct).AsTask().WaitAsync(Patience.Deadline, Ct);

    public static async Task<List<Delivery>> NextAsync(IConsumer consumer, int count)
    {
        var deliveries = new List<Delivery>();
        while (deliveries.Count < count)
            deliveries.Add(await NextAsync(consumer));
        return deliveries;
    }

    public static async Task<QueueState> StateAsync(ITransport transport, string queue) =>
        (await transport.InspectAsync(Ct)).Single(s => s.Queue == queue);

    /// <summary>Looks into the file of a stopped broker.</summary>
    public static long ReadFile(string path, string sql)
    {
        using var connection = OpenFile(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static SqliteConnection OpenFile(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }
}
