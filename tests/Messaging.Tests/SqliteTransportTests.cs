namespace ClearView.Messaging.Tests;

public sealed class SqliteTransportTests(SqliteFixture fixture) : TransportContract(fixture), IClassFixture<SqliteFixture>;
