namespace ClearView.Messaging.Store;

/// <summary>A unit of work of which nothing stays: for a function that is only to show what it would do. One per scope.</summary>
public interface IFencedWork
{
    /// <summary>From here on what the scope writes is noted, and undone at its end.</summary>
    Task BeginAsync(CancellationToken ct);

    /// <summary>What changed in the store since then, row by row where the database tells it. No value of any row is among it.</summary>
    Task<IReadOnlyList<RowChange>> ChangesAsync(CancellationToken ct);
}

/// <param name="Kind">insert, update or delete; same for an update that left the row as it was.</param>
/// <param name="Columns">Those that got another value, for an update; empty when the database does not tell them.</param>
public sealed record RowChange(string Table, string Kind, IReadOnlyList<string> Columns, long Count);
