using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClearView.Platform.Tests.Contracts;

/// <summary>The guard itself, on records that changed in the ways that records do.</summary>
public sealed class ContractShapeTests
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly string _before = Of<Before>();

    [Fact]
    public void A_shape_names_members_types_and_what_may_be_missing() =>
        Assert.Equal("""
            count: int32
            note: string? (optional)
            on: date
            parts: list
            parts[]: object
            parts[].from: int64
            parts[].text: string?

            """, _before);

    [Fact]
    public void A_further_optional_member_breaks_nothing() => Assert.Empty(ContractShape.Breaks(_before, Of<WithMore>()));

    [Fact]
    public void A_further_required_member_breaks() => Assert.Equal(["changed or new, and not optional: more: string"], ContractShape.Breaks(_before, Of<WithRequired>()));

    [Fact]
    public void A_removed_member_breaks() => Assert.Equal(["changed or gone: on: date"], ContractShape.Breaks(_before, Of<WithoutDay>()));

    [Fact]
    public void A_renamed_member_breaks() =>
        Assert.Equal(["changed or gone: count: int32", "changed or new, and not optional: number: int32"], ContractShape.Breaks(_before, Of<Renamed>()));

    [Fact]
    public void A_member_of_another_type_breaks() => Assert.Contains("changed or gone: count: int32", ContractShape.Breaks(_before, Of<Retyped>()));

    [Fact]
    public void A_member_that_may_now_be_null_breaks() => Assert.Contains("changed or gone: on: date", ContractShape.Breaks(_before, Of<Nulled>()));

    [Fact]
    public void A_change_deep_inside_breaks() => Assert.Contains("changed or gone: parts[].from: int64", ContractShape.Breaks(_before, Of<ChangedInside>()));

    [Fact]
    public void An_optional_member_that_must_now_be_there_breaks() => Assert.Contains("changed or gone: note: string? (optional)", ContractShape.Breaks(_before, Of<NoteRequired>()));

    private static string Of<T>() => ContractShape.Of(_options.GetTypeInfo(typeof(T)));

    private sealed record Part(string? Text, long From);

    private sealed record OtherPart(string? Text, string From);

    private sealed record More(string Text);

    private sealed record Before(int Count, DateOnly On, IReadOnlyList<Part> Parts, string? Note = null);

    private sealed record WithMore(int Count, DateOnly On, IReadOnlyList<Part> Parts, string? Note = null, More? Further = null);

    private sealed record WithRequired(int Count, DateOnly On, IReadOnlyList<Part> Parts, string More, string? Note = null);

    private sealed record WithoutDay(int Count, IReadOnlyList<Part> Parts, string? Note = null);

    private sealed record Renamed(int Number, DateOnly On, IReadOnlyList<Part> Parts, string? Note = null);

    private sealed record Retyped(string Count, DateOnly On, IReadOnlyList<Part> Parts, string? Note = null);

    private sealed record Nulled(int Count, DateOnly? On, IReadOnlyList<Part> Parts, string? Note = null);

    private sealed record ChangedInside(int Count, DateOnly On, IReadOnlyList<OtherPart> Parts, string? Note = null);

    private sealed record NoteRequired(int Count, DateOnly On, IReadOnlyList<Part> Parts, string? Note);
}
