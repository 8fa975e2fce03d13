using ClearView.Messaging.Store.Postgres;

namespace ClearView.Messaging.Tests.Store;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://ada:s%40crt%2F@db.example:5433/hiring?sslmode=verify-full")]
    [InlineData("postgresql://ada:s%40crt%2F@db.example:5433/hiring?SSL%20Mode=VerifyFull")]
    [InlineData("postgres:Host=db.example;Port=5433;Username=ada;Password=s@crt/;Database=hiring;SSL Mode=VerifyFull")]
    public void An_address_is_an_url_or_the_clients_settings(string address)
    {
        var settings = PostgresAddress.Parse(address);

        Assert.Equal(("db.example", 5433, "hiring", "ada", "s@crt/"), (settings.Host, settings.Port, settings.Database, settings.Username, settings.Password));
        Assert.Equal(Npgsql.SslMode.VerifyFull, settings.SslMode);
        Assert.Equal("postgres://db.example:5433/hiring", PostgresAddress.NameOf(settings));
    }

    [Fact]
    public void What_an_address_leaves_open_is_bounded_and_what_it_sets_stays()
    {
        var open = PostgresAddress.Parse("postgres://db/hiring");
        var set = PostgresAddress.Parse("postgres:Host=db;Database=hiring;MaxPoolSize=7;CommandTimeout=9");

        Assert.Equal((20, 30, 10, 5432), (open.MaxPoolSize, open.CommandTimeout, open.Timeout, open.Port));
        Assert.Equal((7, 9), (set.MaxPoolSize, set.CommandTimeout));
        Assert.Contains("lock_timeout", open.Options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://user:s3cr3t@/db")]
    [InlineData("postgres://user:s3cr3t@host")]
    [InlineData("postgres:Nonsense=s3cr3t")]
    [InlineData("postgres://user:s3cr3t@host/db?nonsense=s3cr3t")]
    [InlineData("mysql://user:s3cr3t@host/db")]
    public void What_is_none_is_refused_without_repeating_a_secret(string address) =>
        Assert.DoesNotContain("s3cr3t", Assert.Throws<FormatException>(() => PostgresAddress.Parse(address)).ToString(), StringComparison.Ordinal);
}
