using ClearView.Messaging;
using PublicApiGenerator;

namespace ClearView.Platform.Tests.Contracts;

/// <summary>All that a user of the messaging library can see: a commit that changes it shows so.</summary>
public sealed class PublicApiTests
{
    public const string Name = "ClearView.Messaging";

    [Fact]
    public void The_public_side_of_messaging_is_as_it_was_approved() => Approved.IsStill(Name, Of(typeof(ITransport).Assembly));

    [Fact]
    public void It_is_a_text_in_which_a_removed_member_would_be_missed()
    {
        var api = Of(typeof(ITransport).Assembly);

        Assert.Contains("System.Threading.Tasks.Task HandleAsync(TMessage message, ClearView.Messaging.FunctionContext context, System.Threading.CancellationToken ct);", api, StringComparison.Ordinal);
        Assert.DoesNotContain("FunctionContext.Output", api, StringComparison.Ordinal); // internal
    }

    private static string Of(System.Reflection.Assembly assembly) =>
        assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
}
