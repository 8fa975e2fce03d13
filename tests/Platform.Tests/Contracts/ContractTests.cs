using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Platform.Tests.Contracts;

/// <summary>A message may wait in a queue while both sides are renewed: what a record looks like on the wire is for good.</summary>
public sealed class ContractTests
{
    /// <summary>Not a message, but kept: the vault holds it until its candidate is forgotten.</summary>
    private const string InTheVault = "vault.known-identity.v1";

    private static readonly ContractRegistry _registry = new(ContractCatalog.All);

    private static readonly IReadOnlyDictionary<string, JsonTypeInfo> _contracts =
        ContractCatalog.All.Append((InTheVault, ContractJson.Default.KnownIdentity)).ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> WireNames => [.. _contracts.Keys];

    public static TheoryData<string> Messages => [.. ContractCatalog.All.Select(c => c.WireName)];

    [Theory]
    [MemberData(nameof(WireNames))]
    public void A_contract_is_as_it_was_approved(string wireName)
    {
        var actual = ContractShape.Of(_contracts[wireName]);

        var breaks = Approved.Read(wireName) is { Length: > 0 } approved ? ContractShape.Breaks(approved, actual) : [];
        if (breaks.Count > 0)
            Assert.Fail($"{wireName} would not be understood by who knows it as it was. Make a new version beside it.\n\n{string.Join('\n', breaks)}");
        Approved.IsStill(wireName, actual);
    }

    [Fact]
    public void No_approved_contract_is_gone_or_renamed() =>
        Assert.Empty(Approved.Names.Except(_contracts.Keys).Except([PublicApiTests.Name]));

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_was_written_by_the_approved_contract_is_read_and_written_the_same(string wireName)
    {
        var message = ContractShape.Sample(Approved.Read(wireName), withOptional: true);

        var again = JsonNode.Parse(_registry.Serialize(Read(wireName, message)));

        Assert.True(JsonNode.DeepEquals(message, again), $"{message}\n\nbecame\n\n{again}");
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void An_older_writer_leaves_out_what_is_optional(string wireName) =>
        Assert.NotNull(Read(wireName, ContractShape.Sample(Approved.Read(wireName), withOptional: false)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_newer_writer_adds_members_that_are_skipped_at_any_depth(string wireName)
    {
        var message = ContractShape.Sample(Approved.Read(wireName), withOptional: true);
        var before = _registry.Serialize(Read(wireName, message));
        AddEverywhere(message);

        Assert.Equal(Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(_registry.Serialize(Read(wireName, message))));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_without_a_member_that_must_be_there_is_refused_with_the_contracts_name(string wireName)
    {
        var whole = ContractShape.Sample(Approved.Read(wireName), withOptional: false);
        foreach (var member in whole.Select(m => m.Key).ToList())
        {
            var message = whole.DeepClone().AsObject();
            message.Remove(member);

            var refused = Assert.Throws<PermanentFailureException>(() => Read(wireName, message));

            Assert.Equal("unreadable-payload", refused.Code);
            Assert.Contains(wireName, refused.Message, StringComparison.Ordinal);
        }
    }

    private static object Read(string wireName, JsonNode message) => _registry.Deserialize(wireName, Encoding.UTF8.GetBytes(message.ToJsonString()));

    private static void AddEverywhere(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                AddEverywhere(item);
        }

        if (node is not JsonObject members)
            return;
        foreach (var (_, value) in members.ToList())
            AddEverywhere(value);
        members["ofALaterVersion"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
    }
}
