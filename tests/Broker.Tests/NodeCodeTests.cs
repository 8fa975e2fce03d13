using ClearView.Cli.PrivateRabbit;

namespace ClearView.Broker.Tests;

public sealed class NodeCodeTests(RabbitFixture rabbit)
{
    [Fact]
    public void A_node_is_given_what_it_needs_and_what_that_needs_and_no_other_plugin()
    {
        Assert.True(rabbit.Broker.IsRunning); // or there is no package to look at

        var alone = Names(NodeCode.Of(["rabbit"]));
        var managed = Names(NodeCode.Of(["rabbit", "rabbitmq_management"]));

        Assert.Superset(new HashSet<string> { "rabbit", "rabbit_common", "ra", "aten", "cuttlefish" }, alone);
        Assert.DoesNotContain("rabbitmq_management", alone);
        Assert.Superset(new HashSet<string>(alone) { "rabbitmq_management", "rabbitmq_web_dispatch", "cowlib" }, managed);
        Assert.DoesNotContain("rabbitmq_mqtt", managed);
    }

    private static HashSet<string> Names(NodeCode? code) =>
        [.. code!.Plugins.Select(p => Path.GetFileName(p)).Select(name => name[..name.LastIndexOf('-')])];
}
