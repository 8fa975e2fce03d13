using Microsoft.Extensions.Logging;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class GreenhouseContractTests : HrSystemContract
{
    protected override async Task<IHrSystemFixture> StartAsync(ILoggerFactory logs) => await GreenhouseFixture.StartAsync(logs);
}

public sealed class FolderContractTests : HrSystemContract
{
    protected override Task<IHrSystemFixture> StartAsync(ILoggerFactory logs) => Task.FromResult<IHrSystemFixture>(new FolderFixture());
}
