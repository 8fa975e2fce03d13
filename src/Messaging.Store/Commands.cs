using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace ClearView.Messaging.Store;

/// <summary>The few lines that every statement here would repeat.</summary>
internal static class Commands
{
    /// <summary>PostgreSQL takes the type of a null from the first place where it stands: compare it with a column before asking whether it is one.</summary>
    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    /// <summary>The columns that every table about messages has.</summary>
    public static void AddEnvelope(this DbCommand command, Envelope envelope)
    {
        command.Add("@message_id", envelope.Id.ToString());
        command.Add("@tenant", envelope.Tenant.Value);
        command.Add("@subject", envelope.Subject);
        command.Add("@order_key", envelope.OrderKey);
        command.Add("@source_version", envelope.SourceVersion);
        command.Add("@causation_id", envelope.CausationId?.ToString());
        command.Add("@key_id", envelope.KeyId);
        command.Add("@type", envelope.Type);
    }

    /// <summary>All columns of an envelope: for tables that messages come out of again.</summary>
    public static void AddWholeEnvelope(this DbCommand command, Envelope envelope)
    {
        command.AddEnvelope(envelope);
        command.Add("@source", envelope.Source);
        command.Add("@time", envelope.Time.ToString("O", CultureInfo.InvariantCulture));
        command.Add("@trace_parent", envelope.TraceParent);
        command.Add("@trace_state", envelope.TraceState);
    }

    /// <summary>What <see cref="DeadLetters.Insert"/> needs.</summary>
    public static void AddDeadLetter(this DbCommand command, OutgoingMessage message, FailureCause? cause, DateTimeOffset failedAt)
    {
        command.AddWholeEnvelope(message.Envelope);
        command.Add("@function", cause?.Function ?? "unknown");
        command.Add("@code", cause?.Code ?? "unknown");
        command.Add("@fingerprint", Fingerprint.Of(message.Envelope.Type, cause));
        command.Add("@cause", cause is null ? "{}" : Json(cause));
        command.Add("@failed_at", failedAt.ToUnixTimeMilliseconds());
        command.Add("@body", message.Body.ToArray());
        command.Add("@transient", IsTransient(cause) ? 1L : 0L);
    }

    /// <summary>Something outside was not well when the attempts ran out. No other type of exception says so.</summary>
    public static bool IsTransient(FailureCause? cause) => cause?.ExceptionType == typeof(TransientFailureException).FullName;

    public static string Json(FailureCause cause) => JsonSerializer.Serialize(cause, StoreJson.Default.FailureCause);

    public static FailureCause? ReadCause(this DbDataReader row) => row.Text("cause") is { Length: > 2 } json // {} is none
        ? JsonSerializer.Deserialize(json, StoreJson.Default.FailureCause)
        : null;

    public static OutgoingMessage ReadMessage(this DbDataReader row) => new(row.ReadEnvelope(), row.GetFieldValue<byte[]>(row.GetOrdinal("body")));

    public static Envelope ReadEnvelope(this DbDataReader row) => new()
    {
        Id = MessageId.Parse(row.GetString(row.GetOrdinal("message_id"))),
        Tenant = new TenantId(row.GetString(row.GetOrdinal("tenant"))),
        Subject = row.Text("subject"),
        OrderKey = row.Text("order_key"),
        SourceVersion = row.GetInt64(row.GetOrdinal("source_version")),
        CausationId = row.Text("causation_id") is { } cause ? MessageId.Parse(cause) : null,
        KeyId = row.GetString(row.GetOrdinal("key_id")),
        Type = row.GetString(row.GetOrdinal("type")),
        Source = row.GetString(row.GetOrdinal("source")),
        Time = DateTimeOffset.Parse(row.GetString(row.GetOrdinal("time")), CultureInfo.InvariantCulture),
        TraceParent = row.Text("trace_parent"),
        TraceState = row.Text("trace_state"),
    };

    public static string? Text(this DbDataReader row, string column)
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
    }
}
