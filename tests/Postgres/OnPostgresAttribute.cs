using Xunit.v3;

namespace ClearView.Tests.Postgres;

/// <summary>The tests of a class that has it run on PostgreSQL; those of all others on SQLite.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : Attribute, ITraitAttribute
{
    private const string Trait = "Store";
    private const string Value = "PostgreSQL";

    public static bool IsOnThisTest => TestContext.Current.TestClass!.Traits.TryGetValue(Trait, out var values) && values.Contains(Value);

    // It starts a server: not for the inner loop.
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Value), new("Category", "Slow")];
}
