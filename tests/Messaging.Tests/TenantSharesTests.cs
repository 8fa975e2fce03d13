namespace ClearView.Messaging.Tests;

public sealed class TenantSharesTests
{
    [Fact]
    public void Who_is_named_has_what_is_said_and_everybody_else_has_one()
    {
        var shares = TenantShares.Parse(" acme = 3, globex=100 ");

        Assert.Equal((3, 100, 1), (shares.Of(new TenantId("acme")), shares.Of(new TenantId("globex")), shares.Of(new TenantId("Acme"))));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("acme=")]
    [InlineData("=3")]
    [InlineData("acme=0")]
    [InlineData("acme=-1")]
    [InlineData("acme=101")]
    [InlineData("acme=1.5")]
    [InlineData("acme=3=4")]
    [InlineData("acme=99999999999")]
    public void What_is_no_share_is_named_with_an_example(string text)
    {
        var error = Assert.Throws<FormatException>(() => TenantShares.Parse("globex=2," + text));

        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("acme=3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_that_is_named_twice_is_refused() => Assert.Throws<FormatException>(() => TenantShares.Parse("acme=3,acme=2"));
}
