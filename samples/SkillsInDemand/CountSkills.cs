using System.Data.Common;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.SkillsInDemand;

/// <summary>
/// Counts how many résumés show each skill, in a table of its own in the installation's store. A count that was wrong by one would stay so:
/// it is right because the count and the note that the message was handled commit together.
/// </summary>
public sealed class CountSkills(IStoreConnection store) : IFunction<SkillsExtracted>
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS skills_in_demand (tenant TEXT NOT NULL, skill TEXT NOT NULL, resumes BIGINT NOT NULL, PRIMARY KEY (tenant, skill))
        """;

    private const string Count = """
        INSERT INTO skills_in_demand (tenant, skill, resumes) VALUES (@tenant, @skill, 1)
        ON CONFLICT (tenant, skill) DO UPDATE SET resumes = skills_in_demand.resumes + 1
        """;

    public async Task HandleAsync(SkillsExtracted message, FunctionContext context, CancellationToken ct)
    {
        // Two that make the table at once would disturb each other, and two that lock the same rows in another order would wait for ever.
        await store.AloneAsync("skills-in-demand", ct);
        await RunAsync(Table, [], ct);
        foreach (var skill in message.Features.Skills.Select(s => s.Skill).Distinct(StringComparer.Ordinal))
            await RunAsync(Count, [("@tenant", context.Envelope.Tenant.Value), ("@skill", skill)], ct);
    }

    private Task<int> RunAsync(string sql, (string Name, string Value)[] parameters, CancellationToken ct) => store.UseAsync(async (connection, transaction) =>
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            Add(command, name, value);
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
