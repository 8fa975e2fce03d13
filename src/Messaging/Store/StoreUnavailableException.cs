namespace ClearView.Messaging.Store;

/// <summary>The store does not answer, is full or too busy: nothing is wrong with the message, and whoever holds it waits.</summary>
public sealed class StoreUnavailableException(string text, Exception? inner = null) : Exception(text, inner);
