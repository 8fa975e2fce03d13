using System.Text.Json.Serialization;

namespace ClearView.Messaging.Store;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FailureCause))]
[JsonSerializable(typeof(CatchUpState))]
[JsonSerializable(typeof(Accounts.BindingNote))]
internal sealed partial class StoreJson : JsonSerializerContext;
