using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.RabbitMq.Connecting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Broker.Tests;

public sealed class AddressTests(RabbitFixture rabbit)
{
    private const string Secret = "s3cr3t-canary";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_plain_connection_across_a_network_is_refused_unless_its_host_is_named()
    {
        var options = new RabbitMqOptions { Address = $"amqp://someone:{Secret}@broker.example:5672/" };

        var refused = Assert.Throws<ArgumentException>(() => New(options));

        Assert.Contains("broker.example", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        options.PlainHosts = ["broker.example"];
        Assert.Equal("amqp://broker.example:5672/%2F", New(options).Broker.Address);
        Assert.Equal("amqps://broker.example:5671/%2F", New(new RabbitMqOptions { Address = "amqps://broker.example" }).Broker.Address);
    }

    [Fact]
    public void The_password_does_not_cross_a_network_to_the_management_api_in_the_clear()
    {
        var options = new RabbitMqOptions { Address = "amqps://broker.example/", ManagementAddress = new Uri("http://broker.example:15672") };

        Assert.Throws<ArgumentException>(() => New(options));

        options.ManagementAddress = new Uri("https://broker.example:15671");
        Assert.NotNull(New(options));
    }

    [Theory]
    [InlineData("not an address s3cr3t-canary")]
    [InlineData("http://someone:s3cr3t-canary@127.0.0.1/")]
    [InlineData("amqp://someone:s3cr3t-canary@127.0.0.1/a/b")]
    [InlineData("amqp://someone:s3cr3t-canary@127.0.0.1/?heartbeat=1")]
    [InlineData("amqp://someone:s3cr3t-canary@:99999/")]
    public void A_malformed_address_is_refused_without_quoting_it(string address)
    {
        var refused = Assert.Throws<ArgumentException>(() => New(new RabbitMqOptions { Address = address }));

        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_of_an_address_are_decoded()
    {
        var address = BrokerAddress.Parse("amqp://us%40er:pa%3Ass%2F@[::1]:5673/a%2Fb%20c");

        Assert.Equal(("us@er", "pa:ss/", 5673, "a/b c"), (address.User, address.Password, address.Port, address.VirtualHost));
        Assert.Equal("amqp://[::1]:5673/a%2Fb%20c", address.ToString());
    }

    [Fact]
    public async Task Refused_credentials_and_virtual_hosts_are_told_apart_and_never_shown()
    {
        var good = new Uri(rabbit.Broker.Address);
        var user = good.UserInfo.Split(':')[0];
        var password = good.UserInfo.Split(':')[1];

        var wrongPassword = await FailToStartAsync($"amqp://{user}:{Secret}@127.0.0.1:{good.Port}/");
        var wrongHost = await FailToStartAsync($"amqp://{good.UserInfo}@127.0.0.1:{good.Port}/nowhere");
        var wrongPort = await FailToStartAsync($"amqp://{good.UserInfo}@127.0.0.1:1/");

        Assert.Contains("password", wrongPassword.Message, StringComparison.Ordinal);
        Assert.Contains("virtual host", wrongHost.Message, StringComparison.Ordinal);
        Assert.Contains("nothing listens", wrongPort.Message, StringComparison.Ordinal);
        Assert.All([wrongPassword, wrongHost, wrongPort], e =>
        {
            Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(password, e.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain($"{user}:", e.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_broker_is_named_with_its_version_and_without_credentials()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);

        Assert.Equal("rabbitmq", transport.Broker.Name);
        Assert.Matches(@"^\d+\.\d+", transport.Broker.Version);
        Assert.Equal($"amqp://127.0.0.1:{new Uri(host.Address).Port}/{host.Name}", transport.Broker.Address);
    }

    private static async Task<BrokerUnavailableException> FailToStartAsync(string address)
    {
        await using var transport = New(new RabbitMqOptions { Address = address });
        return await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.StartAsync(Letters.Topology, Ct));
    }

    private static RabbitMqTransport New(RabbitMqOptions options) => new(options, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
}
