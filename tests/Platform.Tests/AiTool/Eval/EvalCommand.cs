using ClearView.Cli.Eval;
using ClearView.Platform.Tests.AiTool.Files;

namespace ClearView.Platform.Tests.AiTool.Eval;

/// <summary>A labelled folder, read and counted as <c>clearview eval anonymize</c> does.</summary>
internal static class EvalCommand
{
    public static async Task<AnonymizeTally> TallyAsync(OwnFolder folder, bool withAccount = false)
    {
        var sets = await EvalData.ReadAsync(folder.Root, [], TestContext.Current.CancellationToken);
        return EvalAnonymize.Count(Assert.Single(sets), withAccount, TestContext.Current.CancellationToken);
    }
}
