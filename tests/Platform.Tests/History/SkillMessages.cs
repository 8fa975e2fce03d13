using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Platform.Tests;

/// <summary>Results of the AI tool as it would publish them, without it.</summary>
internal static class SkillMessages
{
    public static OutgoingMessage Write(MessageWriter writer, int number)
    {
        var candidate = CandidateId.Of(TenantId.Default.Value, "tests", $"{number}");
        var features = new CandidateFeatures(
            candidate, 1, [new SkillShown(SkillOf(number), SkillOf(number), 0, [])], 0, [], 0, null, 0, null, []);
        return writer.Write(
            new SkillsExtracted(candidate, features, "tests"), MessageId.Derive("skills", $"{number}"), TenantId.Default, "extract-skills",
            subject: candidate.ToString(), orderKey: candidate.ToString(), sourceVersion: 1);
    }

    public static string SkillOf(int number) => $"skill-{number % 7}";
}
