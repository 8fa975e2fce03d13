using System.Buffers.Text;
using System.Diagnostics;
using RabbitMQ.Client;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>The attributes that our own messages carry, in the way that the client offers for them.</summary>
internal static class BareProperties
{
    public static BasicProperties New(MessageId id, DateTimeOffset now)
    {
        Span<byte> time = stackalloc byte[40];
        Utf8Formatter.TryFormat(now, time, out var length, 'O');
        var headers = new Dictionary<string, object?>(10, StringComparer.Ordinal)
        {
            ["cloudEvents_time"] = time[..length].ToArray(),
            ["cloudEvents_tenant"] = "default",
            ["cloudEvents_keyid"] = "bench-key-0001",
        };
        if (Activity.Current?.Id is { } trace)
            headers["cloudEvents_traceparent"] = trace;
        return new BasicProperties
        {
            MessageId = id.ToString(),
            Type = BenchRecord.WireName,
            AppId = "clearview/bench",
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
    }
}
