using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Hiring;
using ClearView.Web.Candidates;
using ClearView.Web.Health;
using ClearView.Web.Intake;
using ClearView.Web.Live;
using ClearView.Web.Operations;

namespace ClearView.Web.Problems;

/// <summary>The answers that are asked for often. What holds contracts is described by reflection: their ids have converters of their own.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ResumeAccepted))]
[JsonSerializable(typeof(JobAccepted))]
[JsonSerializable(typeof(ResumeStatus))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(IReadOnlyList<QueueAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<HrSystemView>))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class WebJson : JsonSerializerContext;
