using ClearView.Web.Intake;
using ClearView.Web.Problems;

namespace ClearView.Platform.Tests.Web.Intake;

public sealed class UploadPlacesTests
{
    [Fact]
    public async Task So_many_files_and_no_more_are_taken_in_at_once_and_who_waits_is_told()
    {
        using var places = new UploadPlaces();
        var taken = await Task.WhenAll(Enumerable.Range(0, UploadPlaces.Most).Select(_ => places.TakeAsync(Asking.Ct)));

        var refused = await Assert.ThrowsAsync<RequestProblemException>(() => places.TakeAsync(Asking.Ct));
        taken[0].Dispose();
        taken[0].Dispose();
        using var next = await places.TakeAsync(Asking.Ct);

        Assert.Equal((503, "too-many-uploads", 5), (refused.Status, refused.Code, refused.RetryAfter));
        foreach (var place in taken)
            place.Dispose();
    }
}
