using System.Collections.Concurrent;
using System.Diagnostics;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

public sealed class TraceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_leads_from_the_publisher_through_the_outbox_to_the_last_consumer()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        using var source = new ActivitySource("test.publisher");
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s == source || s.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        office.Script.Do = (letter, context, _) =>
        {
            context.Publish(letter);
            return Task.CompletedTask;
        };

        OutgoingMessage first;
        ActivityTraceId trace;
        using (var publisher = source.StartActivity("publish")!)
        {
            first = office.Write("hello");
            trace = publisher.TraceId;
        }

        await office.HandleAsync(PostOffice.Clerk, first, Ct);
        await office.Relay.StartAsync(Ct);
        office.Script.Do = (_, _, _) => Task.CompletedTask;
        var passedOn = await office.TakeAsync(PostOffice.Clerk.Queue, Ct);
        await office.HandleAsync(PostOffice.Herald, new OutgoingMessage(passedOn.Envelope, passedOn.Body), Ct);

        var spans = ended.Where(a => a.TraceId == trace).ToList();
        Assert.Equal(["publish", "process clerk", "process herald"], spans.Select(a => a.DisplayName));
        Assert.Equal([default, spans[0].SpanId, spans[1].SpanId], spans.Select(a => a.ParentSpanId));
        Assert.Equal("Done", spans[1].GetTagItem("clearview.outcome"));
        Assert.Equal(first.Envelope.Id.ToString(), spans[1].GetTagItem("messaging.message.id"));
    }

    [Fact]
    public async Task A_span_of_a_failed_handling_says_so()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no", "No.");
        var letter = office.Write("of this test alone");

        await office.HandleAsync(PostOffice.Clerk, letter, Ct);

        var span = Assert.Single(ended, a => Equals(a.GetTagItem("messaging.message.id"), letter.Envelope.Id.ToString()));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("DeadLetter", span.GetTagItem("clearview.outcome"));
    }
}
