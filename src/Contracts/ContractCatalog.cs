using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClearView.Contracts;

/// <summary>Every record that crosses a queue, under the name it has on the wire. Renaming a class changes nothing here.</summary>
public static class ContractCatalog
{
    public static IReadOnlyList<(string WireName, JsonTypeInfo Json)> All { get; } =
    [
        (ResumeReceived.WireName, ContractJson.Default.ResumeReceived),
        (ResumeAnonymized.WireName, ContractJson.Default.ResumeAnonymized),
        (ResumeHeld.WireName, ContractJson.Default.ResumeHeld),
        (ReviewOpened.WireName, ContractJson.Default.ReviewOpened),
        (ApplicationReceived.WireName, ContractJson.Default.ApplicationReceived),
        (ApplicationStored.WireName, ContractJson.Default.ApplicationStored),
        (SkillsExtracted.WireName, ContractJson.Default.SkillsExtracted),
        (FeaturesStored.WireName, ContractJson.Default.FeaturesStored),
        (StoryTold.WireName, ContractJson.Default.StoryTold),
        (TipsGiven.WireName, ContractJson.Default.TipsGiven),
        (JobPublished.WireName, ContractJson.Default.JobPublished),
        (JobParsed.WireName, ContractJson.Default.JobParsed),
        (ScoresRequested.WireName, ContractJson.Default.ScoresRequested),
        (MatchScored.WireName, ContractJson.Default.MatchScored),
        (MatchStored.WireName, ContractJson.Default.MatchStored),
        (ScoreWriteRequested.WireName, ContractJson.Default.ScoreWriteRequested),
        (ScoreWritten.WireName, ContractJson.Default.ScoreWritten),
    ];
}

/// <summary>Tolerant on purpose: an older reader skips members it does not know.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ResumeReceived))]
[JsonSerializable(typeof(KnownIdentity))]
[JsonSerializable(typeof(ResumeAnonymized))]
[JsonSerializable(typeof(ResumeHeld))]
[JsonSerializable(typeof(ReviewOpened))]
[JsonSerializable(typeof(ApplicationReceived))]
[JsonSerializable(typeof(ApplicationStored))]
[JsonSerializable(typeof(SkillsExtracted))]
[JsonSerializable(typeof(FeaturesStored))]
[JsonSerializable(typeof(StoryTold))]
[JsonSerializable(typeof(TipsGiven))]
[JsonSerializable(typeof(JobPublished))]
[JsonSerializable(typeof(JobParsed))]
[JsonSerializable(typeof(ScoresRequested))]
[JsonSerializable(typeof(MatchScored))]
[JsonSerializable(typeof(MatchStored))]
[JsonSerializable(typeof(ScoreWriteRequested))]
[JsonSerializable(typeof(ScoreWritten))]
public sealed partial class ContractJson : JsonSerializerContext;
