using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClearView.Cli.Processes;

namespace ClearView.Platform.Tests.Cli;

public sealed class FreePortTests
{
    private const string GivenToAnybody = "/proc/sys/net/ipv4/ip_local_port_range";

    [Fact]
    public void No_port_is_given_twice_and_none_that_a_connection_could_be_given_meanwhile()
    {
        Assert.SkipUnless(File.Exists(GivenToAnybody), $"There is no {GivenToAnybody} here.");
        var least = int.Parse(File.ReadAllText(GivenToAnybody).Split('\t')[0], CultureInfo.InvariantCulture);
        Assert.SkipUnless(least >= 32_000, $"This system gives ports from {least} on.");

        var ports = new int[100];
        Parallel.For(0, ports.Length, i => ports[i] = FreePort.Take());

        Assert.Distinct(ports);
        Assert.All(ports, port => Assert.InRange(port, 1024, least - 1));
    }

    [Fact]
    public void A_port_that_somebody_listens_on_is_not_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.Take());
        listener.Start();

        Assert.False(FreePort.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
    }
}
