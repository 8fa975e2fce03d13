namespace ClearView.Web.Guards;

/// <summary>Marks what these pages and this interface offer. Webhooks, mapped by others in the same process, guard themselves.</summary>
internal sealed class OurEndpoint;
