namespace ClearView.Messaging.Receive;

/// <summary>The handler came back after its delivery had been given up: what it found out counts no more.</summary>
internal sealed class GivenUpException() : Exception("The delivery was given up while its handler kept its thread.");
